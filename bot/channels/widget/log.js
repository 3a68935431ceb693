// The log of a chat: messages in order, what it follows while a reply comes, and the way to its end.
import { h, icon } from "./dom.js";
import { atEnd, placeOf, watchPlace } from "./place.js";

/** Characters and lines from which a message of the person's own is folded: a pasted letter would hide its answer. */
const LONG = 500, LINES = 9;

/** ctx: t, title, placed(place), called when the reader has come to rest. */
export class Log {
  node;
  skip;
  #t;
  /** The message that is kept in sight while its reply comes; null once the reader has moved. */
  #followed = null;
  #unwatch;

  constructor({ t, title, placed }) {
    this.#t = t;
    const node = (this.node = h("div.log", { role: "log", ariaLabel: title, ariaLive: "off", tabIndex: 0 }));
    this.skip = h("button.skip", { hidden: true, ariaLabel: t("skip"), onclick: () => this.toEnd(true) }, icon("downArrow"));
    for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) node.addEventListener(moved, () => { this.#followed = null; }, { passive: true });
    let last = true;
    node.addEventListener("scroll", () => { last = atEnd(node); this.skip.hidden = last; }, { passive: true });
    // The way to the end stays at the log's foot, whatever opens below it.
    new ResizeObserver(() => {
      // A keyboard that comes up covers no line that was in sight.
      if (last && node.querySelector(".message")) node.scrollTop = node.scrollHeight;
      const above = node.parentElement?.clientHeight ?? 0;
      this.skip.style.insetBlockEnd = `${above - node.offsetTop - node.offsetHeight + 10}px`;
      this.skip.hidden = atEnd(node);
    }).observe(node);
    this.#unwatch = watchPlace(node, placed);
  }

  get place() {
    return this.node.childElementCount ? placeOf(this.node) : null;
  }

  close() {
    this.#unwatch();
  }

  /** A message of the person's own. */
  mine(text) {
    const long = text.length > LONG || text.split("\n").length > LINES;
    const element = h("article.message.mine", { ariaLabel: this.#t("you") }, long ? this.#folded(text) : h("div.bubble", {}, text));
    this.node.append(element);
    return element;
  }

  #folded(text) {
    // Its look goes by what it says of itself.
    const whole = h("button.chip", { ariaExpanded: "false", onclick: () => { whole.ariaExpanded = whole.ariaExpanded === "false"; } }, this.#t("whole"));
    return h("div.bubble.long", {}, h("div", {}, text), whole);
  }

  /** suggestions: [{label, ask}]. note: in which language answers come; "" where that goes without saying. */
  welcome(greeting, note, suggestions, ask) {
    if (this.node.childElementCount) return;
    this.node.append(h("div.welcome", {}, h("p", {}, greeting), note ? h("p.note", {}, note) : null, h("div.suggestions", { role: "group", ariaLabel: this.#t("suggestions") },
      suggestions.map((one) => h("button.chip", { onclick: () => ask(one.ask) }, one.label)))));
  }

  begun() {
    this.node.querySelector(".welcome")?.remove();
  }

  /** Shows the reply from its question on, as far as it fits, unless the reader scrolls elsewhere. */
  follow(question = this.#followed) {
    const { node } = this;
    this.#followed = question;
    if (question) {
      const top = question.offsetTop - node.offsetTop - 12;
      node.scrollTo({ top: Math.min(top, node.scrollHeight - node.clientHeight), behavior: "instant" });
    }
    this.skip.hidden = atEnd(node);
  }

  toEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.node.scrollTo({ top: this.node.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  }
}
