// A practice within the chat: its set-up, its bar above the log, its phrases above the box, and the debrief's page.
import { h } from "./dom.js";
import { printed } from "./looks.js";
import { markdown } from "./markdown.js";
import { debriefPage } from "./debrief.js";
import { practiceSetup } from "./practice-setup.js";
import { practiceBoard } from "./practice.js";

/** ctx: t, client, log, live, composer, talk, panel, slot, root, money, known(), company, role, trouble(error). */
export class Rehearsal {
  #ctx;
  #practice = null;

  constructor(ctx) {
    this.#ctx = ctx;
  }

  get underWay() {
    return Boolean(this.#practice);
  }

  /** The sheet that sets one up. */
  setUp() {
    const { t, client, composer, talk, root, money, known, company, role, trouble } = this.#ctx;
    composer.node.before(practiceSetup({
      t, company, role, known, money, trouble,
      look: (path) => client.look(path),
      call: (...given) => client.call(...given),
      begun: (practice) => this.pin(practice),
      line: (text) => talk.line(text),
      back: () => composer.box.focus(),
    }, root));
  }

  /** One that is still under way: its bar, and its opening where that was no message. id: none where it is over. */
  async resume(id) {
    const { client, log, talk } = this.#ctx;
    const practice = id ? await client.call("GET", `/practice/${id}`).catch(() => null) : null;
    if (!practice || practice.over) return this.#over();
    const opening = practice.lines[0]?.recruiter ?? "";
    const heard = [...log.node.querySelectorAll(".line.recruiter")];
    if (opening && !heard.some((one) => one.textContent.includes(opening.slice(0, 60)))) {
      const before = heard[0]?.closest(".message").previousElementSibling ?? null;
      talk.line(opening);
      if (before) log.node.insertBefore(log.node.lastElementChild, before);
    }
    this.pin(practice);
  }

  /** What was said last was a practice's, and that has ended: its debrief is found again where it ended. */
  #over() {
    const { t, client, log, trouble } = this.#ctx;
    const id = this.#practice?.practice_id;
    this.#practice = null;
    this.#show(null);
    const last = [...log.node.querySelectorAll(".line")].at(-1)?.closest(".message");
    if (!id || !last) return;
    const path = `/practice/${id}`;
    last.after(this.#way(() => client.call("GET", `${path}/debrief`).then((report) => this.#page(report, path)).catch(trouble)));
  }

  /** Shows a practice as it stands. */
  pin(practice) {
    const { t, client, talk, money, trouble } = this.#ctx;
    this.#practice = practice;
    talk.choices();
    this.#show(practiceBoard(practice, {
      t, money, trouble,
      call: (...given) => client.call(...given),
      send: (text) => talk.send(text),
      ended: () => { this.#practice = null; this.#show(null); },
      paused: (on) => this.#say(on),
      debrief: (report, path) => this.#debrief(report, path),
      hinted: (text) => this.#hinted(text),
    }));
  }

  #hinted(text) {
    const { t, log, live } = this.#ctx;
    log.node.append(h("div.line.coach", { role: "note" }, h("strong.who", {}, `${t("coachName")}: ${t("hint")}`), h("div.text", {}, markdown(text))));
    live.announce(text);
    log.toEnd(true);
  }

  /** Whether a practice is under way decides what stands above the log and above the box. */
  #show(board) {
    const { t, panel, slot, composer } = this.#ctx;
    panel.classList.toggle("practising", Boolean(board));
    panel.classList.remove("paused");
    const opened = slot.querySelector("details")?.open;
    const details = board?.bar.querySelector("details");
    if (opened && details) details.open = true;
    slot.replaceChildren(...(board ? [board.bar] : []));
    composer.dress(board?.phrases, t("placeholder"));
    // One that is over wants no line any more.
    if (board?.paused !== undefined && this.#practice) this.#say(board.paused);
  }

  /** Whom the next line goes to: in a pause the coach. */
  #say(paused) {
    const { t, panel, composer } = this.#ctx;
    panel.classList.toggle("paused", paused);
    composer.box.placeholder = composer.box.ariaLabel = t(paused ? "askCoach" : "yourLine");
  }

  /** The debrief's page, and a button in the log that opens it again. */
  #debrief(report, path) {
    this.#ctx.log.node.append(this.#way(() => this.#page(report, path)));
    this.#page(report, path);
  }

  #way(open) {
    const { t } = this.#ctx;
    return h("article.message.theirs", { ariaLabel: t("coach") }, h("button.chip", { onclick: open }, t("openDebrief")));
  }

  #page(report, path) {
    const { t, client, talk, composer, root, panel, money, trouble } = this.#ctx;
    root.querySelector(".debrief")?.remove();
    const page = debriefPage(report, path, {
      t, money, trouble,
      call: (...given) => client.call(...given),
      print: (body) => printed(body, t("debrief")),
      send: (text) => talk.send(text),
      back: () => composer.box.focus(),
      again: (practice) => { talk.line(practice.lines.at(-1)?.recruiter ?? ""); this.pin(practice); composer.box.focus(); },
    });
    panel.append(page);
    page.focus();
  }
}
