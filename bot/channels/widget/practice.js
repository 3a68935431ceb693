// A practice under way: the standing offer in a bar, phrases to send, and who says what.
import { figure } from "./blocks.js";
import { h } from "./dom.js";

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
    return { bar: h("section.board", { ariaLabel: t("board") }, items, h("div.buttons", {}, h("button.primary", { onclick: end }, t("debrief")))), phrases: null };
  }
  const hint = attempt(async () => {
    const { text } = await ctx.call("POST", `${path}/hint`);
    ctx.hinted(text);
  });
  const isPaused = practice.paused ?? board.phase === "paused";
  const pause = h("button.plainly", { ariaPressed: String(isPaused) }, t(isPaused ? "resume" : "pause"));
  pause.addEventListener("click", attempt(async () => {
    const paused = pause.ariaPressed !== "true";
    await ctx.call("POST", `${path}/${paused ? "pause" : "resume"}`);
    pause.ariaPressed = String(paused);
    pause.textContent = t(paused ? "resume" : "pause");
    ctx.paused(paused);
  }));
  const [first] = board.standing;
  const left = board.turns_left;
  const turns = left === null || left === undefined ? "" : left === 1 ? t("lastTurn") : t("turnsLeft", { n: left });
  const bar = h("section.board", { ariaLabel: t("board") },
    h("details.standing", {}, h("summary", {}, h("span", {}, h("span.offscreen", {}, `${t("board")}: `), h("strong", {}, first ? figure(first.low, first, t.language) : "")), turns ? h("span.turns-left", {}, turns) : null, h("span.pausing", {}, t("paused"))),
      items, h("div.buttons", {}, h("button.plainly", { onclick: end }, t("end")))),
    h("div.buttons", {}, h("button.plainly", { onclick: hint }, t("hint")), pause));
  const phrases = board.quick_phrases?.length
    ? h("div.phrases", { role: "group", ariaLabel: t("phrases") }, board.quick_phrases.map((phrase, i) => h("button.chip", { onclick: () => ctx.send(phrase) }, board.quick_labels?.[i] ?? phrase)))
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
