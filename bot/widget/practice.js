// Practice: set up in a few taps, the standing offer on a board, hint and pause, and the debrief as a page.
import { turnsChart } from "./charts.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";

const LEVELS = ["warm-up", "realistic", "hard"];
const PERSONAS = ["friendly", "by-the-book", "hiring-manager", "founder"];

/** A sheet to choose company, role, region, difficulty and recruiter. */
export function practiceSetup(ctx, root) {
  root.querySelector(".sheet")?.remove();
  const { t } = ctx;
  const chosen = { difficulty: "realistic", persona: "friendly" };
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
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); begin(); } },
    h("div.fields", {}, h("label.field", {}, t("company"), company), h("label.field", {}, t("role"), role), h("label.field", {}, t("place"), region)),
    taps("difficulty", LEVELS), taps("persona", PERSONAS),
    h("div.buttons", {}, h("button.primary", { type: "submit" }, t("start")), h("button.quiet", { type: "button", onclick: close }, t("cancel"))));
  const sheet = h("section.sheet", {
    ariaLabel: t("practiceTitle"),
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); close(); } },
  }, h("h3", {}, t("practiceTitle")), note, form);

  const fill = (select, entries, wanted) => {
    select.replaceChildren(...entries.map(([value, text]) => h("option", { value }, text)));
    const match = entries.find(([value, text]) => wanted && [value, text].some((one) => one.toLowerCase() === wanted.toLowerCase()));
    if (match) select.value = match[0];
  };
  const regions = async () => {
    if (!company.value || !role.value) return;
    const guide = await ctx.look(`/v1/guides/${encodeURIComponent(company.value)}/${encodeURIComponent(role.value)}`);
    fill(region, [...new Set(guide.bands.filter((band) => band.base).map((band) => band.region))].map((name) => [name, name]));
  };
  (async () => {
    try {
      const companies = await ctx.look("/v1/companies");
      const roles = () => fill(role, companies.find((one) => one.company === company.value)?.roles.map((one) => [one.role, one.role_display]) ?? [], ctx.role);
      fill(company, companies.map((one) => [one.company, one.company_display]), ctx.company);
      company.addEventListener("change", () => { roles(); regions().catch(ctx.trouble); });
      role.addEventListener("change", () => regions().catch(ctx.trouble));
      roles();
      await regions();
      company.focus();
    } catch (error) {
      ctx.trouble(error);
    }
  })();

  async function begin() {
    try {
      const practice = await ctx.call("POST", "/practice", { company: company.value, role: role.value, region: region.value || null, ...chosen });
      sheet.remove();
      ctx.line({ blocks: practice.lines.filter((line) => line.recruiter).map((line) => ({ type: "text", text: line.recruiter, cites: [] })), citations: [] }, null);
      ctx.begun(practice);
      ctx.back();
    } catch (error) {
      note.textContent = error.detail || t("failed");
    }
  }
  return sheet;
}

/** The board above the log: what is on the table, turns left, hint, pause, end; null once the practice is over. */
export function practiceBoard(practice, ctx) {
  const board = practice.board ?? practice;
  const pid = practice.id ?? board.practice_id;
  const { t } = ctx;
  const path = `/practice/${pid}`;
  const attempt = (work) => async () => { try { await work(); } catch (error) { ctx.trouble(error); } };
  const hint = attempt(async () => {
    const { text } = await ctx.call("POST", `${path}/hint`);
    ctx.show(h("div.warning", { role: "note" }, h("strong", {}, `${t("hint")}: `), markdown(text)));
  });
  const pause = h("button.plainly", { type: "button", ariaPressed: String(Boolean(practice.paused)) }, t(practice.paused ? "resume" : "pause"));
  pause.addEventListener("click", attempt(async () => {
    const paused = pause.ariaPressed !== "true";
    await ctx.call("POST", `${path}/${paused ? "pause" : "resume"}`);
    pause.ariaPressed = String(paused);
    pause.textContent = t(paused ? "resume" : "pause");
  }));
  const end = attempt(async () => {
    if (!["closed", "walked", "ended"].includes(board.phase)) await ctx.call("POST", `${path}/end`);
    ctx.show(debrief(await ctx.call("GET", `${path}/debrief`), path, ctx));
    ctx.ended();
  });
  const left = board.turns_left;
  return h("section.board", { ariaLabel: t("board") },
    h("div.line", {}, h("strong", {}, t("board")), left === null || left === undefined ? null : h("span", {}, left === 1 ? t("lastTurn") : t("turnsLeft", { n: left }))),
    h("div.items", {}, board.standing.map((row) => h("div", {}, h("span", {}, row.label), h("strong", {}, row.text)))),
    board.quick_phrases?.length ? h("div.suggestions", {}, board.quick_phrases.map((phrase) => h("button.chip", { type: "button", onclick: () => ctx.send(phrase) }, phrase))) : null,
    h("div.buttons", {}, h("button.plainly", { type: "button", onclick: hint }, t("hint")), pause, h("button.plainly", { type: "button", onclick: end }, t("end"))));
}

/** The debrief: every criterion with the turn quoted and a better line; the chart; try again, print, save. */
function debrief(report, path, ctx) {
  const { t } = ctx;
  const points = (report.chart?.points ?? []).map((p) => ({ turn: p.turn, ask: p.ask ?? null, offer: p.offer ?? null }));
  const section = h("section.card.debrief", { ariaLabel: t("debrief") }, h("header", {}, h("strong", {}, t("debrief"))));
  const drawn = points.length ? turnsChart(points, t("debrief")) : null;
  if (drawn) section.append(drawn);
  const frame = h("div.text");
  section.append(frame);
  ctx.call("GET", `${path}/debrief`, undefined, "text/markdown").then((text) => {
    frame.append(markdown(text.replace(/^#+\s*(.+)$/gm, "**$1**")));
    const save = h("a.plainly", { href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })), download: "debrief.md" }, t("save"));
    section.append(h("div.buttons", {}, h("button.plainly", { type: "button", onclick: () => print() }, t("print")), save));
  }, ctx.trouble);
  return section;
}
