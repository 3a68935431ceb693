// Practice: set up in a few taps, the standing offer on a board, hint and pause, and the debrief as a page.
import { turnsChart } from "./charts.js";
import { h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

const LEVELS = ["warm-up", "realistic", "hard"];
const PERSONAS = ["friendly", "by-the-book", "hiring-manager", "founder"];

/** A sheet to choose company, role, region, difficulty and recruiter. */
export function practiceSetup(ctx, root) {
  root.querySelector(".sheet")?.remove();
  const { t } = ctx;
  const chosen = { difficulty: "realistic", persona: "friendly", remarks: "no" };
  const note = h("p", { role: "status" }, t("practiceHint"));
  const company = h("select", { name: "company" });
  const role = h("select", { name: "role" });
  const region = h("select", { name: "region" });
  const close = () => { sheet.remove(); ctx.back(); };
  const taps = (name, options) => h("div.field", {}, h("span", {}, t(name)),
    h("div.taps", { role: "group", ariaLabel: t(name) }, options.map((option) => h("button.chip", {
      type: "button", ariaPressed: String(chosen[name] === option),
      onclick: (event) => {
        chosen[name] = option;
        for (const other of event.currentTarget.parentElement.children) other.ariaPressed = String(other === event.currentTarget);
      },
    }, t(option)))));
  const start = h("button.primary", { type: "submit", disabled: true }, t("start"));
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); begin(); } },
    h("div.fields", {}, h("label.field", {}, t("company"), company), h("label.field", {}, t("role"), role), h("label.field", {}, t("place"), region)),
    taps("difficulty", LEVELS), taps("persona", PERSONAS), taps("remarks", ["no", "yes"]),
    h("div.buttons", {}, start, h("button.quiet", { type: "button", onclick: close }, t("cancel"))));
  const sheet = h("section.sheet", {
    ariaLabel: t("practiceTitle"),
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); close(); } },
  }, h("h3", {}, t("practiceTitle")), note, form);

  let wanted = "";
  const fill = (select, entries, preset, none = "") => {
    select.replaceChildren(...entries.map(([value, text]) => h("option", { value }, text)));
    const match = entries.find(([value, text]) => preset && [value, text].some((one) => one.toLowerCase() === preset.toLowerCase()));
    if (match) select.value = match[0];
    else if (none) {
      select.prepend(h("option", { value: "", disabled: true }, none));
      select.value = "";
    }
  };
  const regions = async () => {
    region.replaceChildren();
    if (!company.value || !role.value) return;
    const at = `/v1/guides/${encodeURIComponent(company.value)}/${encodeURIComponent(role.value)}`;
    wanted = at;
    const guide = await ctx.look(at);
    // Another company may have been chosen meanwhile.
    if (wanted !== at) return;
    fill(region, [...new Set(guide.bands.filter((band) => band.base).map((band) => band.region))].map((name) => [name, name]));
  };
  (async () => {
    try {
      const [companies, known] = await Promise.all([ctx.look("/v1/companies"), ctx.known().catch(() => null)]);
      const about = known && !ctx.company ? known.about : null;
      const roles = () => fill(role, companies.find((one) => one.company === company.value)?.roles.map((one) => [one.role, one.role_display]) ?? [], about?.role ?? ctx.role);
      fill(company, companies.map((one) => [one.company, one.company_display]), about?.company || ctx.company, t("choose"));
      company.addEventListener("change", () => { roles(); regions().catch(ctx.trouble); });
      role.addEventListener("change", () => regions().catch(ctx.trouble));
      roles();
      await regions();
      if (about && [...region.options].some((one) => one.value === about.region)) region.value = about.region;
      const mine = () => {
        const same = company.value === known?.about.company && role.value === known?.about.role && known.profile.offer?.base;
        note.textContent = same ? t("practiceYours", { base: ctx.money(known.profile.offer.base, known.profile.offer.currency) }) : t("practiceHint");
      };
      const changed = () => { mine(); start.disabled = !company.value; };
      changed();
      form.addEventListener("change", changed);
      company.focus();
    } catch (error) {
      ctx.trouble(error);
    }
  })();

  async function begin() {
    try {
      const practice = await ctx.call("POST", "/practice", { company: company.value, role: role.value, region: region.value || null, ...chosen, remarks: chosen.remarks === "yes" });
      sheet.remove();
      ctx.line(practice.lines.map((line) => line.recruiter).filter(Boolean).join("\n\n"));
      ctx.begun(practice);
      ctx.back();
    } catch (error) {
      note.textContent = error.detail || t("failed");
    }
  }
  return sheet;
}

const OVER = ["closed", "walked", "ended"];

/**
 * A practice under way: the bar above the log, which opens to all that is on the table, and the phrases above the box.
 * After its end the bar leads to the debrief alone. {bar, phrases}
 */
export function practiceBoard(practice, ctx) {
  const board = practice.board ?? practice;
  const pid = practice.id ?? board.practice_id;
  const { t } = ctx;
  const path = `/practice/${pid}`;
  const attempt = (work) => async () => { try { await work(); } catch (error) { ctx.trouble(error); } };
  const end = attempt(async () => {
    if (!OVER.includes(board.phase)) await ctx.call("POST", `${path}/end`);
    ctx.debrief(await ctx.call("GET", `${path}/debrief`), path);
    ctx.ended();
  });
  const items = h("div.items", {}, board.standing.map((row) => h("div", {}, h("span", {}, row.label), h("strong", {}, row.text))));
  if (OVER.includes(board.phase)) {
    return { bar: h("section.board", { ariaLabel: t("board") }, items, h("div.buttons", {}, h("button.primary", { type: "button", onclick: end }, t("debrief")))), phrases: null };
  }
  const hint = attempt(async () => {
    const { text } = await ctx.call("POST", `${path}/hint`);
    ctx.hinted(text);
  });
  const isPaused = practice.paused ?? board.phase === "paused";
  const pause = h("button.plainly", { type: "button", ariaPressed: String(isPaused) }, t(isPaused ? "resume" : "pause"));
  pause.addEventListener("click", attempt(async () => {
    const paused = pause.ariaPressed !== "true";
    await ctx.call("POST", `${path}/${paused ? "pause" : "resume"}`);
    pause.ariaPressed = String(paused);
    pause.textContent = t(paused ? "resume" : "pause");
    ctx.paused(paused);
  }));
  const left = board.turns_left;
  const turns = left === null || left === undefined ? "" : left === 1 ? t("lastTurn") : t("turnsLeft", { n: left });
  const bar = h("section.board", { ariaLabel: t("board") },
    h("details.standing", {}, h("summary", {}, h("span", {}, h("span.offscreen", {}, `${t("board")}: `), h("strong", {}, board.standing[0]?.text ?? "")), turns ? h("span.turns-left", {}, turns) : null, h("span.pausing", {}, t("paused"))),
      items, h("div.buttons", {}, h("button.plainly", { type: "button", onclick: end }, t("end")))),
    h("div.buttons", {}, h("button.plainly", { type: "button", onclick: hint }, t("hint")), pause));
  const phrases = board.quick_phrases?.length
    ? h("div.phrases", { role: "group", ariaLabel: t("phrases") }, board.quick_phrases.map((phrase) => h("button.chip", { type: "button", onclick: () => ctx.send(phrase) }, phrase)))
    : null;
  return { bar, phrases, paused: isPaused };
}

/** Who speaks in a practice's reply: its words in order, the recruiter's and the coach's told apart and named. */
export function speakers(blocks, { t }) {
  const marked = (block) => /^Coach:\s/.test(block.text);
  const texts = blocks.filter((block) => block.type === "text" && !marked(block));
  // The first of two says what is played; a hint and a remark say that they are the coach's.
  const coach = (block) => marked(block) || (texts.length > 1 && block === texts[0]);
  return blocks.map((block) => block.type !== "text" ? null : coach(block) ? { who: "coach", name: t("coachName"), text: block.text.replace(/^Coach:\s*/, "") } : { who: "recruiter", name: t("recruiterName"), text: block.text });
}

/** What was said, once: a line that stands above already is named by its turn. */
function quoted(one, before, t) {
  if (!one.quote) return null;
  const turn = one.turn ? t("turn", { n: one.turn }) : "";
  if (before.some((other) => other.quote === one.quote)) return turn ? h("p.note", {}, t("quotedAbove", { turn })) : null;
  return h("blockquote", {}, turn && `${turn}: `, `“${one.quote}”`);
}

/** A heading over lines; nothing where there are none. */
const named = (title, lines) => (lines.length ? h("div", {}, h("h3", {}, title), h("ul", {}, lines.map((line) => h("li", {}, line)))) : null);

/** The debrief as a page over the chat: outcome, chart, each point with its turn quoted; try again, print, save. */
export function debriefPage(report, path, ctx) {
  const { t } = ctx;
  const currency = report.outcome.currency;
  const amount = (value) => ctx.money(value, currency);
  const close = h("button.quiet", { type: "button", ariaLabel: t("close"), title: t("close"), onclick: () => page.remove() }, icon("close"));
  const again = async (turn) => {
    try {
      const practice = await ctx.call("POST", `${path}/retry`, { turn });
      page.remove();
      ctx.again(practice);
    } catch (error) {
      ctx.trouble(error);
    }
  };
  // What was missed at a turn is what to practise next, the weightiest first.
  const drills = report.criteria.filter((one) => one.turn && ["missed", "partly"].includes(one.state)).sort((a, b) => b.weight - a.weight).slice(0, 3);
  const turns = report.points.filter((point) => point.turn > 0).map((point) => point.turn);
  const said = report.points.map((p) => `${p.turn}: ${p.ask === null ? "–" : amount(p.ask)} / ${amount(p.offer)}`).join(", ");
  const chart = turnsChart(report.points, `${t("debrief")}: ${said}`, amount);
  const body = h("div.sheetless", {},
    h("p.lead", {}, report.summary),
    chart,
    chart ? h("ul.legend", { ariaHidden: "true" }, h("li.ask", {}, t("yourAsk")), h("li.table-offer", {}, t("theirOffer"))) : null,
    h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: t("reached") }, h("table", {},
      h("thead", {}, h("tr", {}, ["", t("opening"), t("reached"), t("most")].map((name) => (name ? h("th", { scope: "col" }, name) : h("td"))))),
      h("tbody", {}, report.outcome.parts.map((part) => h("tr", {}, h("th", { scope: "row" }, part.label), [part.opening, part.reached, part.most].map((value) => h("td", {}, part.part.includes("percent") || part.part === "bonus" ? `${value}%` : amount(value)))))))),
    report.beside ? h("p", {}, report.beside) : null,
    h("ol.points", {}, report.criteria.filter((one) => one.state !== "not observed").map((one, at, all) => h("li", { className: one.state },
      h("p", {}, h("strong", {}, one.label), h("span.tag", {}, t(one.state))),
      quoted(one, all.slice(0, at), t),
      h("p", {}, one.found), one.better ? h("p.better", {}, `${t("better")} `, h("q", {}, one.better)) : null,
      one.study ? h("p.note", {}, `${one.study.authors} (${one.study.year}), ${one.study.title}`) : null))),
    drills.length || report.again?.length ? h("div", {}, h("h3", {}, t("next")),
      h("ul.next", {}, drills.map((one) => h("li", {}, one.label, " ", h("button.chip", { type: "button", onclick: () => again(one.turn) }, t("fromTurn", { n: one.turn }))))),
      h("div.taps", {}, (report.again ?? []).map((one) => h("button.chip", { type: "button", onclick: () => { page.remove(); ctx.send(one); } }, one)))) : null,
    report.counterfactuals.map((one) => h("p.better", {}, `${one.text} `, h("q", {}, one.line))),
    named(t("notJudged"), report.criteria.filter((one) => one.state === "not observed").map((one) => `${one.label}: ${one.found}`)),
    named(t("notUnderstood"), (report.unheard ?? []).map((line) => `“${line}”`)),
    report.jurisdiction_note ? h("p.note", {}, report.jurisdiction_note) : null,
    turns.length ? h("div.field", {}, h("span", {}, t("tryAgainFrom")), h("div.taps", {}, turns.map((turn) => h("button.chip", { type: "button", onclick: () => again(turn) }, t("tryAgain", { n: turn }))))) : null);
  const save = async () => {
    const text = await ctx.call("GET", `${path}/debrief`, undefined, "text/markdown");
    const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })), download: "debrief.md" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const page = h("section.debrief", {
    role: "dialog", ariaLabel: t("debrief"), tabIndex: -1,
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); page.remove(); ctx.back(); } },
  }, h("header.head", {}, h("div.name", {}, h("h2", {}, t("debrief"))),
    h("button.plainly", { type: "button", onclick: () => ctx.print(body) }, t("print")),
    h("button.plainly", { type: "button", onclick: () => save().catch(ctx.trouble) }, t("save")), close), body);
  return page;
}
