// One reply in the log: sentence by sentence as it comes, then whole, with its cards, marks and buttons.
import { render, renderAll } from "./blocks.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";
import { aloud } from "./plain.js";
import { speakers } from "./practice.js";

const PROSE = ["text", "script", "email", "lever"];
/** The language of answers that say none, whatever the page's is. */
export const ANSWERS = "en";

/** ctx: t, blocks(citations) (what rendering needs), say(text), grew() (it has become longer). */
export class Reply {
  element;
  body = h("div.answer", { lang: ANSWERS });
  status;
  done = false;
  #ctx;
  #texts = new Map();
  #drawing = new Set();

  constructor(ctx) {
    this.#ctx = ctx;
    this.status = h("div.status", {}, ctx.t("thinking"));
    this.element = h("article.message.theirs", { ariaLabel: ctx.t("coach"), ariaBusy: "true" }, this.body, this.status);
  }

  get empty() {
    return !this.body.childElementCount;
  }

  stage(text) {
    this.status.textContent = text;
    this.status.hidden = false;
  }

  sentence({ block, text }) {
    this.status.hidden = true;
    const before = this.#texts.get(block) ?? "";
    this.#texts.set(block, [before, text].filter(Boolean).join(before.endsWith("\n") ? "" : " "));
    // Drawn once a frame, however fast the sentences come.
    if (!this.#drawing.size) requestAnimationFrame(() => this.draw());
    this.#drawing.add(block);
    this.#slot(block);
    this.#ctx.say(text);
  }

  block({ index, block }) {
    this.status.hidden = true;
    this.#drawing.delete(index);
    const drawn = render(block, this.#ctx.blocks([]));
    if (drawn) this.#slot(index).replaceChildren(drawn);
    if (block.type !== "text") this.#ctx.say(aloud(block, this.#ctx.blocks([])));
  }

  draw() {
    for (const block of this.done ? [] : this.#drawing) this.#slot(block).replaceChildren(h("div.text", {}, markdown(this.#texts.get(block))));
    this.#drawing.clear();
    this.#ctx.grew();
  }

  /** The whole answer in the place of what came of it. bar: its buttons. */
  finish(answer, bar) {
    this.done = true;
    this.status.remove();
    this.body.lang = answer.language ?? ANSWERS;
    const context = { ...this.#ctx.blocks(answer.citations ?? []), language: this.body.lang === ANSWERS ? "" : this.body.lang };
    const spoken = answer.spoken || (answer.intent === "practice" && answer.blocks.some((block) => block.type === "practice"));
    this.body.replaceChildren(...(spoken ? this.#spoken(answer.blocks, context) : renderAll(answer.blocks, context).map((node) => h("div.block", {}, node))));
    // What is asked in English on another language's page is answered in English, and that is said.
    const { t } = this.#ctx;
    if (this.body.lang === ANSWERS && t("answerEnglish") && !spoken && answer.blocks.some((block) => PROSE.includes(block.type))) this.element.append(h("p.note", {}, t("answerEnglish")));
    this.element.append(bar);
    this.element.ariaBusy = "false";
  }

  stopped() {
    this.draw();
    this.stage(this.#ctx.t("stopped"));
    this.status.classList.add("still");
    this.element.ariaBusy = "false";
  }

  /** A practice's reply: each speaker named and dressed apart, then whatever else there is. */
  #spoken(blocks, context) {
    const lines = speakers(blocks, { t: this.#ctx.t });
    return blocks.map((block, i) => {
      const line = lines[i];
      const drawn = render(line ? { ...block, text: line.text } : block, context);
      return drawn && (line ? h(`div.block.line.${line.who}`, {}, h("strong.who", {}, line.name), drawn) : h("div.block", {}, drawn));
    }).filter(Boolean);
  }

  #slot(index) {
    let place = this.body.querySelector(`[data-block="${index}"]`);
    if (!place) {
      place = h("div.block");
      place.dataset.block = index;
      this.body.append(place);
    }
    return place;
  }
}
