// The debrief of a practice, as a page over the chat.
import { figure, folded } from "./blocks.js";
import { turnsChart } from "./charts.js";
import { h, pageOver, saveAs } from "./dom.js";

/** What is said in the call, whatever the page is in. */
const EN = { lang: "en" };

/** What was said, once: a line that stands above already is named by its turn. */
function quoted(one, before, t) {
  if (!one.quote) return null;
  const turn = one.turn ? t("turn", { n: one.turn }) : "";
  if (before.some((other) => other.quote === one.quote)) return turn ? h("p.note", {}, t("quotedAbove", { turn })) : null;
  return h("blockquote", {}, turn && `${turn}: `, h("span", EN, `“${one.quote}”`));
}

/** A heading over lines; nothing where there are none. */
const named = (title, lines) => (lines.length ? h("div", {}, h("h3", {}, title), h("ul", {}, lines.map((line) => h("li", {}, line)))) : null);

/** The debrief as a page over the chat: outcome, chart, each point with its turn quoted; try again, print, save. */
export function debriefPage(report, path, ctx) {
  const { t } = ctx;
  const currency = report.outcome.currency;
  const amount = (value) => ctx.money(value, currency);
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
  const unjudged = report.criteria.filter((one) => one.state === "not observed");
  const turns = report.points.filter((point) => point.turn > 0).map((point) => point.turn);
  const said = report.points.map((p) => `${p.turn}: ${p.ask === null ? "–" : amount(p.ask)} / ${amount(p.offer)}`).join(", ");
  const chart = turnsChart(report.points, `${t("debrief")}: ${said}`, amount);
  const body = h("div.sheetless", {},
    h("p.lead", {}, report.summary),
    chart,
    chart ? h("ul.legend", { ariaHidden: "true" }, report.points.some((one) => one.ask !== null) ? h("li.ask", {}, t("yourAsk")) : null, h("li.table-offer", {}, t("theirOffer"))) : null,
    h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: t("reached") }, h("table", {},
      h("thead", {}, h("tr", {}, ["", t("opening"), t("reached"), t("most")].map((name) => (name ? h("th", { scope: "col" }, name) : h("td"))))),
      h("tbody", {}, report.outcome.parts.map((part) => h("tr", {}, h("th", { scope: "row" }, part.label), [part.opening, part.reached, part.most].map((value) => h("td", {}, part.part.includes("percent") || part.part === "bonus" ? figure(value, { unit: "percent" }, t.language) : amount(value)))))))),
    report.beside ? h("p", {}, report.beside) : null,
    h("ol.points", {}, report.criteria.filter((one) => one.state !== "not observed").map((one, at, all) => h("li", { className: one.state },
      h("p", {}, h("strong", {}, one.label), h("span.tag", {}, t(one.state))),
      quoted(one, all.slice(0, at), t),
      h("p", {}, one.found), one.better ? h("p.better", {}, `${t("better")} `, h("q", EN, one.better)) : null,
      one.study ? h("p.note", {}, `${one.study.authors} (${one.study.year}), ${one.study.title}`) : null))),
    report.counterfactuals.map((one) => h("p.better", {}, `${one.text} `, h("q", EN, one.line))),
    drills.length || report.again?.length ? h("div", {}, h("h3", {}, t("next")),
      h("ul.next", {}, drills.map((one) => h("li", {}, one.label, " ", h("button.chip", { onclick: () => again(one.turn) }, t("fromTurn", { n: one.turn }))))),
      h("div.taps", {}, (report.again ?? []).map((one, i) => h("button.chip", { onclick: () => { page.remove(); ctx.send(one); } }, report.again_labels?.[i] ?? one)))) : null,
    unjudged.length ? folded(`${t("notJudged")} (${unjudged.length})`, h("ul", {}, unjudged.map((one) => h("li", {}, one.label, ": ", one.found)))) : null,
    named(t("notUnderstood"), (report.unheard ?? []).map((line) => `“${line}”`)),
    report.jurisdiction_note ? h("p.note", {}, report.jurisdiction_note) : null,
    turns.length ? h("div.field", {}, h("span", {}, t("tryAgainFrom")), h("div.taps", {}, turns.map((turn) => h("button.chip", { onclick: () => again(turn) }, t("tryAgain", { n: turn }))))) : null);
  const save = async () => saveAs("debrief.md", "text/markdown", await ctx.call("GET", `${path}/debrief`, undefined, "text/markdown"));
  const page = pageOver(t("debrief"), t("close"), () => { page.remove(); ctx.back(); },
    [h("button.plainly", { onclick: () => ctx.print(body) }, t("print")), h("button.plainly", { onclick: () => save().catch(ctx.trouble) }, t("save"))], body);
  return page;
}
