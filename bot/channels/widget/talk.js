// What is said and answered: sends a message, follows its reply, keeps what fails, tells the past again.
import { answerBar } from "./bar.js";
import { Trouble } from "./client.js";
import { h, iconButton } from "./dom.js";
import { ANSWERS, Reply } from "./reply.js";

const STAGES = { reading: "reading", wording: "wording" };

/**
 * The turns of one chat. ctx: t, client, memory, log, live, composer, sources, speech, blocks(citations), bar (what
 * the buttons under an answer need), emit(name, detail), practising() (an own line can't be edited), settled() (a
 * reply has ended).
 */
export class Talk {
  #ctx;
  #abort = null;
  /** The reply under way, {id, text, stopping}. */
  #running = null;
  /** The last question and its reply, {text, mine, turn, id}: the ones that can be asked otherwise. */
  #last = null;
  #offered = [];

  constructor(ctx) {
    this.#ctx = ctx;
  }

  get running() {
    return this.#running;
  }

  /** Stops the reply under way; the server stops its work. */
  stop() {
    const running = this.#running;
    const abort = this.#abort;
    if (running && !running.id && !running.stopping) {
      // The server's work can be stopped only by its name, which comes with the first event; it is not waited for long.
      running.stopping = true;
      setTimeout(() => abort.abort(), 1500);
      return;
    }
    abort?.abort();
    if (running?.id) this.#ctx.client.call("POST", `/messages/${running.id}/stop`).catch(() => {});
  }

  /** The page goes away: a question that the server has not taken yet waits in the box. */
  leave() {
    const { memory, composer } = this.#ctx;
    if (this.#running && !this.#running.id) memory.set("draft", [this.#running.text, composer.text].filter(Boolean).join("\n"));
    this.#abort?.abort();
  }

  /** Shows what was said before; gives the id of a reply that is still made. */
  past(messages) {
    for (const message of messages) this.#past(message);
    const left = messages.at(-1);
    return left?.state === "running" ? left.id : "";
  }

  /** Follows the reply that was under way when the page went away. */
  async rejoin(id) {
    const { text, mine, turn } = this.#last ?? {};
    if (turn && !this.#running) await this.#stream(text, mine, turn, { id });
  }

  /** A line that was said by itself, such as a recruiter's opening. */
  line(text) {
    this.#ctx.log.begun();
    this.#finish(this.#theirs(), { spoken: true, blocks: [{ type: "text", text, cites: [] }], citations: [] }, null);
    this.#ctx.log.toEnd(true);
  }

  /** Sends a message; replaced: the last turn, when this one takes its place. */
  async send(text, replaced = null) {
    if (this.#running) return;
    const { log, live, composer, sources, t } = this.#ctx;
    sources.close();
    log.begun();
    this.#toBox(text);
    live.fresh();
    live.announce(t("saidLooking"));
    const before = this.#last;
    const mine = log.mine(text);
    const turn = this.#theirs();
    const old = replaced?.id ? [replaced.mine, replaced.turn.element] : [];
    for (const element of old) element.hidden = true;
    if (!old.length) this.#begun(text, mine, turn);
    else this.#last = { text, mine, turn, id: "" };
    log.follow(mine);
    this.#ctx.emit("question", { text });
    const kept = await this.#stream(text, mine, turn, { replaced, taken: () => { for (const element of old) element.remove(); } });
    if (kept) return;
    for (const element of old) element.hidden = false;
    this.#last = before;
    if (before && !old.length) this.choices();
  }

  /** What can be done with the last turn: its question edited, its reply asked for again. Not in a practice. */
  choices() {
    const last = this.#last;
    const { t, composer } = this.#ctx;
    for (const old of this.#offered.splice(0)) old.remove();
    if (!last?.id || this.#ctx.practising() || !last.mine.isConnected) return;
    const edit = iconButton(t("edit"), "edit", () => composer.edit(last));
    const again = iconButton(t("retry"), "retry", () => this.send(last.text, last));
    const bar = last.turn.element.querySelector(".actions");
    const place = bar ? again : h("div.actions", {}, again);
    last.mine.append(edit);
    if (bar) bar.querySelector(".quiet").after(again);
    else last.turn.element.append(place);
    this.#offered.push(edit, place);
  }

  /** What was pressed goes away: the next line is typed where this one was. A finger asks for no keyboard. */
  #toBox(text) {
    const { log, composer } = this.#ctx;
    if (matchMedia("(pointer: coarse)").matches && !composer.box.matches(":focus")) log.node.focus({ preventScroll: true });
    else composer.focus();
    if (composer.text === text) composer.text = "";
    composer.endEdit();
    composer.keep();
  }

  #theirs() {
    const { t, blocks, log, live, speech } = this.#ctx;
    const say = (text) => { live.announce(text, ANSWERS); speech.say(text, ANSWERS); };
    const reply = new Reply({ t, blocks, say, grew: () => log.follow() });
    log.node.append(reply.element);
    return reply;
  }

  /** A new last turn; the one before can no longer be asked otherwise. */
  #begun(text, mine, turn) {
    for (const old of this.#offered.splice(0)) old.remove();
    this.#last = { text, mine, turn, id: "" };
  }

  #past(message) {
    const text = message.text ?? "";
    if (message.role === "user") return this.#begun(text, this.#ctx.log.mine(text), this.#theirs());
    const { turn } = this.#last ?? { turn: this.#theirs() };
    if (this.#last) this.#last.id = message.id;
    if (message.answer) this.#finish(turn, message.answer, message.id, message.feedback);
    else if (message.state !== "running") this.#stopped(turn);
  }

  /** Sends or (with an id) follows a reply until it has ended; false when nothing of it reached the server. */
  async #stream(text, mine, turn, { id = "", replaced = null, taken = () => {} }) {
    const { client, composer, memory } = this.#ctx;
    this.#abort = new AbortController();
    this.#running = { id, text };
    composer.busy(true);
    let heard = Boolean(id);
    const body = { text, client_id: crypto.randomUUID?.() ?? String(Math.random()), ...(replaced?.id ? { replaces: replaced.id } : {}) };
    try {
      await client.send(body, (event) => {
        if (!heard && event.type !== "reconnecting") taken(heard = true);
        this.#heard(turn, event);
      }, this.#abort.signal, id);
      if (this.#abort.signal.aborted && !turn.done) this.#stopped(turn);
      return heard;
    } catch (error) {
      this.#lost(turn, mine, text, error, replaced);
      return heard && !turn.empty;
    } finally {
      this.#running = null;
      composer.busy(false);
      memory.set("changed", Date.now());
      this.#ctx.settled();
    }
  }

  #heard(turn, event) {
    const { t, live, log } = this.#ctx;
    if (event.data?.message_id && this.#running) this.#running.id = event.data.message_id;
    if (event.data?.message_id && this.#last?.turn === turn) this.#last.id = event.data.message_id;
    if (this.#running?.stopping && this.#running.id) return this.stop();
    const take = {
      status: () => turn.stage(t(STAGES[event.data.stage] ?? "thinking")),
      sentence: () => turn.sentence(event.data),
      block: () => turn.block(event.data),
      done: () => { this.#finish(turn, event.data.answer, event.data.message_id); live.announce(t("saidDone")); },
      reconnecting: () => turn.stage(t("reconnecting")),
      error: () => { throw new Trouble("refused", event.data?.detail || t("failed")); },
    }[event.type];
    take?.();
    log.follow();
  }

  #finish(turn, answer, id, feedback = null) {
    turn.finish(answer, answerBar(answer, id, feedback, this.#ctx.bar));
    this.choices();
    this.#ctx.emit("answer", { answer, message_id: id });
  }

  #stopped(turn) {
    turn.stopped();
    this.choices();
  }

  #lost(turn, mine, text, error, replaced) {
    const { client, composer } = this.#ctx;
    turn.draw();
    if (turn.empty) turn.element.remove();
    else this.#stopped(turn);
    if (error.kind === "expired") client.forget();
    if (turn.empty) {
      mine.remove();
      // What failed goes before what was written since: neither is lost.
      composer.text = [text, composer.text].filter(Boolean).join("\n");
      composer.keep();
    }
    // What reached the server and failed there is replaced by the next attempt.
    const failed = this.#last?.turn === turn && this.#last.id ? this.#last : replaced;
    this.#ctx.trouble(error, () => {
      if (composer.box.value.startsWith(text)) composer.text = composer.box.value.slice(text.length).trim();
      this.send(text, error.kind === "expired" ? null : failed);
    });
  }
}
