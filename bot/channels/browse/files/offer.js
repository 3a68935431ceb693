// The page of one's own offers: fetched with the conversation's token, drawn from what the server composed.
// Every figure comes from there; nothing is computed here.
import { money, render, renderAll } from "/widget/blocks.js";
import { Client } from "/widget/client.js";
import { h, icon, saveAs } from "/widget/dom.js";
import { Memory } from "/widget/storage.js";
import { catalogue, load as texts } from "/widget/texts.js";
import { ended, otherOffers, planFigures, terms } from "./offer-forms.js";

const language = document.documentElement.lang;
await Promise.all([texts(language), texts(language, new URL("{language}.json", import.meta.url).href)]);
const t = catalogue(language);
const place = document.getElementById("offer");
const memory = new Memory("chat");
const client = new Client(location.origin, memory, () => null, async () => null);
client.language = t.language;
const root = place.attachShadow({ mode: "open" });
root.append(h("slot")); // What the page says until the offer has come.
const status = h("p.live", { role: "status" });
let frame = null;

/** Saves changed fields and shows what came of them. Throws what the server refuses. */
async function save(fields) {
  const where = root.activeElement?.closest("section[id]")?.id ?? "terms";
  show(await client.call("PATCH", "/offer", fields));
  root.querySelector(`#${where} h2`)?.focus();
  memory.set("changed", Date.now());
  status.textContent = t("saved");
}

async function load() {
  if (!client.conversation) return show(null);
  try {
    show(await client.call("GET", "/offer"));
  } catch (error) {
    if (error.kind === "expired") client.forget();
    show(null, error.kind === "expired" ? "" : t(error.kind ?? "failed", { detail: error.detail, seconds: error.wait }));
  }
}

const context = (answer) => ({
  t,
  language,
  money: (value, currency) => money(value, currency, language),
  date: (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString(language, { dateStyle: "medium" }),
  copy,
  ask: choose,
  cite: (id) => {
    const n = (answer?.citations ?? []).findIndex((one) => one.id === id);
    const one = answer?.citations[n];
    return one && /^\/[a-z]/.test(one.href) ? h("a.cite", { href: one.href, ariaLabel: t("sourceAt", { n: n + 1, title: one.title || one.path, line: one.line }) }, String(n + 1)) : null;
  },
});

async function copy(text, label) {
  await navigator.clipboard.writeText(text);
  label.textContent = t("copied");
  status.textContent = t("copied");
  setTimeout(() => { label.textContent = t("copy"); }, 1600);
}

let about = null;
/** A choice among places, levels or roles that an answer asks for. */
function choose(item) {
  const field = about?.places.includes(item) ? "region" : about?.levels.includes(item) ? "level" : about?.company ? "role" : "company";
  save({ [field]: item }).catch(failed);
}

function failed(error) {
  status.textContent = error.detail || t("failed");
  frame?.querySelector(".trouble")?.remove();
  frame?.prepend(h("p.warning.trouble", { role: "alert" }, error.detail || t("failed")));
}

const blocks = (answer) => renderAll(answer?.blocks ?? [], context(answer)).map((node) => h("div.block", {}, node));
/** The sources of an answer, numbered as its marks are: on paper a mark alone leads nowhere. */
const sources = (answer) => answer?.citations.length ? h("details.more", {}, h("summary", {}, t("sourcesOf")),
  h("ol.listed", {}, answer.citations.map((one) => h("li", {}, h("a", { href: one.href }, one.title || one.path), t("listedSource", { line: one.line, date: one.date || "none" }))))) : null;
/** What is drawn under a heading shows no caption that says the same. */
const under = (title, nodes) => {
  for (const one of nodes.flatMap((node) => [...node.querySelectorAll("figcaption")])) one.classList.toggle("offscreen", one.firstChild?.data === title);
  return nodes;
};
/** Composed answers are in English, whatever the page is in. */
const answered = (nodes) => h("div.answer", { lang: "en" }, nodes);
const section = (id, title, ...inside) => h("section.part", { id }, h("h2", { tabIndex: -1 }, title), ...inside.filter(Boolean));

function show(sheet, trouble = "") {
  about = sheet?.about ?? null;
  const has = Boolean(sheet?.profile.offer);
  const ctx = { t, language, sheet, save, failed, money: (value, code) => money(value, code, language), look: (path) => client.look(path), read: (body) => client.look("/v1/offers", body), status };
  const main = [];
  if (has) {
    if (t("answersIn")) main.push(h("p.note", {}, t("answersIn")));
    main.push(section("band", t("againstBand"), answered(blocks(sheet.against)), sources(sheet.against)));
    main.push(section("others", t("sideBySide"), sheet.side_by_side ? answered(render(sheet.side_by_side, context(null))) : h("p.note", {}, t("holdAnother")), otherOffers(ctx)));
    main.push(section("plan", t("yourPlan"), answered(under(t("yourPlan"), blocks(sheet.plan))), planFigures(ctx), sources(sheet.plan)));
    main.push(section("drafts", t("drafts"), ...sheet.drafts.map((one) => h("details.draft", {}, h("summary", {}, one.title), answered(blocks(one.answer))))));
    main.push(section("ended", t("whatCame"), ended(ctx)));
    if (!sheet.gains.length) main.at(-1).classList.add("screen");
  }
  frame = h("div.frame", {}, trouble ? h("p.warning", { role: "alert" }, trouble) : null,
    h("div.columns", { className: has ? "columns" : "columns alone" },
      h("div.side", {}, terms(ctx), has ? due(sheet) : null, has ? ways() : null), has ? h("div.main", {}, main) : null), status);
  Object.assign(frame.dataset, { mode: "sheet", theme: "auto" });
  root.replaceChildren(frame);
}

/** By when they want an answer, and how many days are left. */
function due(sheet) {
  const { due: one } = sheet;
  if (!one) return h("section.card.due", { ariaLabel: t("deadline") }, h("p", {}, t("noDeadline")), h("p.note", {}, t("setDeadline")));
  if (one.left === null) return h("section.card.due", { ariaLabel: t("deadline") }, h("p", {}, t("theyWant", { said: one.said })), h("p.note", {}, t("setDay")));
  const words = one.left < 0 ? t("daysPast", { n: -one.left }) : one.left === 0 ? t("today") : one.left === 1 ? t("tomorrow") : t("daysLeft", { n: one.left });
  const day = new Date(`${one.date}T12:00:00`).toLocaleDateString(language, { dateStyle: "full" });
  return h("section.card.due", { ariaLabel: t("deadline"), className: one.left <= 2 ? "card due near" : "card due" },
    h("p.days", {}, words), h("p", {}, t("wantBy", { day })),
    h("button.plainly.screen", { onclick: () => take("text/calendar", "offer-deadline.ics") }, t("toCalendar")));
}

/** A page's address in the language that was chosen here. */
function kept(address) {
  const chosen = new URLSearchParams(location.search).get("lang");
  return chosen ? `${address}${address.includes("?") ? "&" : "?"}lang=${encodeURIComponent(chosen)}` : address;
}

function ways() {
  return h("div.ways.screen", {},
    h("a.primary", { href: kept("/chat?view=practice") }, icon("practice"), t("practice")),
    h("a.plainly", { href: kept("/chat") }, icon("chat"), t("askAbout")),
    h("button.plainly", { onclick: () => print() }, t("toPaper")),
    h("button.plainly", { onclick: () => take("text/markdown", "my-offer.md") }, t("toMarkdown")));
}

// On paper what is folded stands open, however it is printed.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...root.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => { for (const one of folded.splice(0)) one.open = false; });

async function take(kind, name) {
  try {
    saveAs(name, kind, await client.call("GET", "/offer", undefined, kind));
  } catch (error) {
    failed(error);
  }
}

const sheets = await Promise.all(["/widget/parley.css", "/browse/offer.css"].map(async (path) => {
  const made = new CSSStyleSheet();
  made.replaceSync(await (await fetch(path)).text());
  return made;
}));
root.adoptedStyleSheets = sheets;
memory.watch("changed", load);
memory.watch("conversation", load);
await load();

