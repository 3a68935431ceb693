// The box and what stands around it: grows with its text, keeps its draft, edits the last question, listens.
import { h, icon, iconButton } from "./dom.js";

/** ctx: t, memory, speech, submit(text, edited), stop(), openOffer(), openPractice(), announce(text). */
export class Composer {
  node;
  box;
  #ctx;
  #send;
  #stop;
  #said = h("div.said", { hidden: true });
  #note;
  /** The turn being asked otherwise, and what stood in the box before: {last, draft}. */
  #editing = null;

  constructor(ctx) {
    this.#ctx = ctx;
    const { t } = ctx;
    this.box = h("textarea", {
      rows: 1, maxLength: 8000, placeholder: t("placeholder"), ariaLabel: t("placeholder"), enterKeyHint: "send",
      oninput: () => this.typed(), onkeydown: (event) => this.#keyed(event),
    });
    this.#send = h("button.send", { type: "submit", ariaLabel: t("send"), title: t("send") }, icon("send"));
    this.#stop = h("button.send.stop", { ariaLabel: t("stop"), title: t("stop"), hidden: true, onclick: ctx.stop }, icon("stop"));
    this.#note = h("div.editing", { hidden: true }, h("span", {}, t("editing")),
      h("button.quiet", { onclick: () => this.endEdit() }, t("cancel")));
    this.node = h("form.composer", { onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      this.#tools(), this.#said, this.#note, h("div.entry", {}, this.box, this.#send, this.#stop));
  }

  get text() {
    return this.box.value.trim();
  }

  /** Puts a text into the box; the draft kept is another's matter. */
  set text(text) {
    this.box.value = text;
    this.grow();
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  /** While a reply comes it can be stopped, and nothing sent. */
  busy(on) {
    [this.#send.hidden, this.#stop.hidden] = [on, !on];
  }

  typed() {
    this.grow();
    // While a question is edited, the draft kept is the one that waits behind it.
    if (!this.#editing) this.keep();
  }

  keep() {
    this.#ctx.memory.set("draft", this.box.value || null);
  }

  grow() {
    const { box } = this;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  }

  /** Puts the last question into the box; what stood there waits until it is sent or let go. */
  edit(last) {
    const { box } = this;
    this.#editing = { last, draft: box.value };
    this.#note.hidden = false;
    last.mine.classList.add("edited");
    this.text = last.text;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  endEdit() {
    if (!this.#editing) return;
    const { last, draft } = this.#editing;
    last.mine.classList.remove("edited");
    this.#note.hidden = true;
    this.#editing = null;
    this.text = draft;
    this.keep();
    this.box.focus();
  }

  /** phrases: to send in a practice, above the box; null where there are none. label: what the box is for. */
  dress(phrases, label) {
    this.#said.replaceChildren(...(phrases ? [phrases] : []));
    this.#said.hidden = !phrases;
    this.box.placeholder = this.box.ariaLabel = label;
  }

  #tools() {
    const { t, speech, openOffer, openPractice } = this.#ctx;
    const mic = speech.canListen
      ? iconButton(t("speak"), "mic", () => this.#listen(mic), { ariaPressed: "false", className: "quiet mic" })
      : null;
    return h("div.tools", {},
      h("button.quiet", { onclick: openOffer }, icon("offer"), h("span", {}, t("offerForm"))),
      h("button.quiet", { onclick: openPractice }, icon("practice"), h("span", {}, t("practice"))), mic);
  }

  #submit() {
    if (this.text) this.#ctx.submit(this.text, this.#editing?.last);
  }

  #keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #listen(button) {
    const { speech, announce, t } = this.#ctx;
    if (button.ariaPressed === "true") return speech.stop();
    button.ariaPressed = "true";
    announce(t("listening"));
    const before = this.text;
    speech.listen((text) => { this.box.value = [before, text].filter(Boolean).join(" "); this.typed(); }, () => { button.ariaPressed = "false"; this.box.focus(); });
  }
}
