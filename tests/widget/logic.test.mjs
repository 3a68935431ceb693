import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { all, widget } from "./dom.mjs";

const { amountOf } = await import(widget("offer-fields.js"));
const { scales } = await import(widget("charts.js"));
const { markdown, safeLink } = await import(widget("markdown.js"));
const { aloud, plainText } = await import(widget("plain.js"));
const { speakers } = await import(widget("practice.js"));
const { goingSoon } = await import(widget("chats.js"));
const { codeIn, grouped } = await import(widget("devices.js"));
const { figure, money, render, saidOnce } = await import(widget("blocks.js"));
const { Sources } = await import(widget("sources.js"));
const { h, onEscape, pageOver } = await import(widget("dom.js"));
const { add, catalogue, nearest } = await import(widget("texts.js"));

for (const tag of ["en", "de"]) add(tag, JSON.parse(readFileSync(`${process.env.CATALOGUES}/${tag}.json`, "utf8")));
const t = catalogue("en");

test("an amount is read as people type it, and what is none is no amount", () => {
  const read = { "245,000": 245000, "245k": 245000, "1.5m": 1500000, "$ 245 000": 245000, "12.5": 12.5, "1.234,50": 1234.5, "245.000": 245000, "1.500m": 1500000, "10%": 10 };
  for (const [typed, value] of Object.entries(read)) assert.equal(amountOf(typed), value, typed);
  for (const typed of ["plenty", "12 or so", "-"]) assert.ok(Number.isNaN(amountOf(typed)), typed);
  assert.equal(amountOf("  "), null);
});

test("bars of one unit share a scale of round numbers that holds them all", () => {
  const rows = [{ low: 205000, high: 230000, user: 245000, currency: "USD", unit: "" }, { low: 300000, high: 410000, user: null, currency: "USD", unit: "" }];
  const [scale] = [...scales([{ type: "band_card", rows }]).values()];
  assert.ok(scale.from < 205000 && scale.to >= 410000);
  assert.ok(scale.ticks.length >= 3 && scale.ticks.every((tick) => tick % 10000 === 0));
});

test("nothing that a text holds becomes markup but the little that is meant", () => {
  const drawn = markdown("**Bold** <img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://a.example)\n\n- one\n- two");
  assert.deepEqual(all(drawn, "img"), []);
  assert.equal(all(drawn, "strong")[0].textContent, "Bold");
  assert.deepEqual(all(drawn, "a").map((one) => one.href), ["https://a.example/"]);
  assert.equal(all(drawn, "li").length, 2);
  assert.equal(safeLink("data:text/html,x"), null);
});

test("a copied answer is clean text with numbered sources", () => {
  const answer = {
    blocks: [{ type: "text", text: "**Base** is `$205K`.", cites: ["b"] }, { type: "suggestions", items: ["More?"] }],
    citations: [{ id: "a", title: "Unused", path: "u", line: 1 }, { id: "b", title: "W&B", path: "w", line: 61, date: "2026-01-02", href: "/guides/w#L61" }],
  };
  const text = plainText(answer, { t, money: String, server: "https://p.example" });
  assert.equal(text, "Base is $205K. [2]\n\nSources:\n[2] W&B, line 61, 2026-01-02, https://p.example/guides/w#L61");
});

test("what several notes say alike is told once, with the marks of all", () => {
  const note = (text, cite) => ({ type: "warning", text, cite });
  const told = saidOnce([note("stale", "a"), { type: "text", text: "stale" }, note("stale", "b"), note("other", "c")]);
  assert.deepEqual(told.map((one) => [one.text, one.cites]), [["stale", ["a", "b"]], ["stale", undefined], ["other", ["c"]]]);
  const copied = plainText({ blocks: [note("stale", "a"), note("stale", "b")], citations: [{ id: "a", path: "x", line: 1 }, { id: "b", path: "y", line: 2 }] }, { t, money: String, server: "" });
  assert.equal(copied.split("\n")[0], "Note: stale [1][2]");
});

test("a card is read aloud as sentences, without marks and without the numbers of its scale", () => {
  const card = { type: "band_card", role: "Engineer", company: "W&B", level: "", region: "London", rows: [{ label: "Base", text: "£129K–£163K per year", user: null, cite: "a" }, { label: "Bonus", text: "5–10%", user: "10", unit: "percent", cite: "a" }] };
  assert.equal(aloud(card, { t, money: String }), "Engineer, W&B, London. Base: £129K–£163K per year. Bonus: 5–10% (Yours: 10%)");
  assert.equal(aloud({ type: "suggestions", items: ["More?", "Less?"] }, { t }), "More?, Less?");
});

test("in a practice the coach is told from the recruiter", () => {
  const said = speakers([{ type: "text", text: "You play." }, { type: "text", text: "Hello!" }, { type: "practice" }], { t });
  assert.deepEqual(said.map((one) => one?.who ?? null), ["coach", "recruiter", null]);
  assert.equal(speakers([{ type: "text", text: "Coach: ask for more" }], { t })[0].text, "ask for more");
  const remarked = speakers([{ type: "text", text: "We can do 80." }, { type: "text", text: "Coach: That counted." }, { type: "practice" }], { t });
  assert.deepEqual(remarked.map((one) => one?.who ?? null), ["recruiter", "coach", null]);
});

test("of chats that end within two weeks the first end is told, of others nothing", () => {
  const now = Date.parse("2026-03-01T00:00:00Z");
  const at = (day) => ({ deleted_at: `2026-03-${day}T00:00:00Z` });
  assert.equal(goingSoon([at(20), at(30)], now), null);
  assert.deepEqual(goingSoon([at("05"), at("10"), at(30)], now), { n: 2, date: new Date("2026-03-05T00:00:00Z") });
});

test("a code is taken from behind the address's # alone and shown in fours", () => {
  assert.equal(codeIn("#code=K7MQ4XZP2RVB"), "K7MQ4XZP2RVB");
  for (const hash of ["", "#L12", "#code=", "#code=<b>", `#code=${"A".repeat(40)}`]) assert.equal(codeIn(hash), "");
  assert.equal(grouped("k7mq4xzp2rvb"), "K7MQ-4XZP-2RVB");
});

test("each language has its texts, its plurals and its money; another falls back to English", () => {
  const de = catalogue("de-AT");
  assert.equal(t("turnsLeft", { n: 1 }), "one turn left");
  assert.equal(de("turnsLeft", { n: 3 }), "3 Runden");
  assert.equal(catalogue("fr")("send"), "Send");
  assert.equal(nearest("pt-BR"), "en");
  assert.equal(money(245000, "EUR", "de").replace(/\s/g, " "), "245.000 €");
  assert.equal(money(245000, "not a code", "en"), "245,000 not a code");
  assert.ok(de("answersIn").includes("auf Deutsch"));
  assert.equal(t("answersIn"), "");
});

test("a suggestion in German asks what is understood", () => {
  const asks = catalogue("de").asks("firstAbout", { about: "Staff Engineer bei W&B", asked: "Staff Engineer at W&B" });
  assert.equal(asks[0].label, "Was verdient man als Staff Engineer bei W&B?");
  assert.equal(asks[0].ask, "What does a Staff Engineer at W&B pay?");
  assert.deepEqual(t.asks("first").map((one) => one.ask === one.label), [true, true, true, true]);
});

test("a value stands in its unit as the language writes it", () => {
  assert.equal(figure(10, { unit: "percent" }, "en"), "10%");
  assert.equal(figure(12.5, { unit: "percent" }, "de").replace(/\s/g, " "), "12,5 %");
  assert.equal(figure(245000, { currency: "USD" }, "de").replace(/\s/g, " "), "245.000 $");
  assert.equal(figure(250000, { currency: "USD" }, "en", { notation: "compact" }), "$250K");
  assert.equal(figure(1200, {}, "de"), "1.200");
});

test("a question to go on with is shown in the page's language and asked as the server has it", () => {
  const asked = [];
  const block = { type: "suggestions", items: ["And in London?", "Tell me more"], labels: ["Und in London?", "Mehr dazu"] };
  const drawn = render(block, { t: catalogue("de"), ask: (item) => asked.push(item) });
  const chips = all(drawn, "button");
  assert.deepEqual(chips.map((one) => one.textContent), ["Und in London?", "Mehr dazu"]);
  chips[0].listeners.click();
  assert.deepEqual(asked, ["And in London?"]);
  assert.equal(drawn.lang, "de");
  assert.equal(all(render({ ...block, labels: [] }, { t }), "button")[1].textContent, "Tell me more");
});

test("what names every row of a table alike is said once, in its title", () => {
  const block = { type: "comparison", title: "Stated", columns: ["Company", "Role", "Region", "Base"], cites: [], best: null, note: "", row_cites: [],
    rows: [["Stripe", "SRE", "Paris", "€90K"], ["Stripe", "SRE", "Berlin", "€90K"]] };
  const drawn = render(block, { t, cite: () => null });
  assert.equal(all(drawn, "figcaption")[0].textContent, "Stated · SRE");
  assert.deepEqual(all(drawn, "th").map((one) => one.textContent), ["Company", "Region", "Base", "Stripe", "Stripe"]);
  assert.equal(all(drawn, "td").filter((one) => one.textContent === "€90K").length, 2);
  const alone = render({ ...block, rows: block.rows.slice(1) }, { t, cite: () => null });
  assert.equal(all(alone, "figcaption")[0].textContent, "Stated");
});

test("Esc closes a page over the chat once, and no other key does; a button sends no form unless it says so", () => {
  let closed = 0;
  const key = (name) => ({ key: name, stopPropagation() { this.stopped = true; }, preventDefault() { this.prevented = true; } });
  const [escape, letter] = [key("Escape"), key("a")];
  for (const one of [letter, escape]) onEscape(() => { closed += 1; })(one);
  assert.deepEqual([closed, escape.stopped, escape.prevented, letter.stopped], [1, true, true, undefined]);
  const page = pageOver("Debrief", "Close", () => { closed += 1; }, [], h("p", {}, "within"));
  page.listeners.keydown(key("Escape"));
  all(page, "button")[0].listeners.click();
  assert.equal(closed, 3);
  assert.equal(all(page, "button")[0].type, "button");
  assert.equal(h("button", { type: "submit" }).type, "submit");
});

test("a source of the playbook shows its words first and what they rest on folded, in the page's language", async () => {
  const panel = Object.assign(document.createElement("div"), { classList: { add() {}, remove() {} } });
  const shown = new Sources(panel, { t: catalogue("de"), date: (day) => day, server: "", look: async () => null });
  const citation = { id: "x", title: "Ratgeber", section: "", path: "p", line: 3, date: "2026-11-26", text: "Own words.", rests: ["Lee and Ames (2017)", "Parley's own advice"], href: "" };
  await shown.open(citation, 0, { focus() {} });
  const [sheet] = panel.children_;
  const folded = all(sheet, "details");
  assert.equal(folded.length, 1);
  assert.ok(!folded[0].open);
  assert.deepEqual(all(folded[0], "li").map((one) => one.textContent), citation.rests);
  assert.equal(all(folded[0], "summary")[0].textContent, "Worauf es beruht");
  assert.ok(sheet.textContent.indexOf("Own words.") < sheet.textContent.indexOf("Worauf es beruht"));
  assert.ok(sheet.textContent.includes("Stand 2026-11-26") && !sheet.textContent.includes("rests on"));
});
