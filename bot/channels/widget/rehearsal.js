// A practice within the chat: its set-up, its bar above the log, its phrases above the box, and the debrief's page.
import { h } from "./dom.js";
import { printed } from "./looks.js";
import { markdown } from "./markdown.js";
import { debriefPage, practiceBoard, practiceSetup } from "./practice.js";

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

  /** One that is still under way: its bar, and its opening where that was no message. */
  async resume(id) {
    const { client, log, talk } = this.#ctx;
    const practice = await client.call("GET", `/practice/${id}`).catch(() => null);
    if (!practice || practice.over) return;
    const opening = practice.lines[0]?.recruiter ?? "";
    const heard = [...log.node.querySelectorAll(".line.recruiter")];
    if (opening && !heard.some((one) => one.textContent.includes(opening.slice(0, 60)))) {
      const before = heard[0]?.closest(".message").previousElementSibling ?? null;
      talk.line(opening);
      if (before) log.node.insertBefore(log.node.lastElementChild, before);
    }
    this.pin(practice);
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
    const opened = slot.querySelector("details")?.open;
    const details = board?.bar.querySelector("details");
    if (opened && details) details.open = true;
    slot.replaceChildren(...(board ? [board.bar] : []));
    composer.dress(board?.phrases, t(board && this.#practice ? "yourLine" : "placeholder"));
  }

  /** The debrief's page, and a button in the log that opens it again. */
  #debrief(report, path) {
    const { t, client, log, talk, composer, root, panel, money, trouble } = this.#ctx;
    const show = () => {
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
    };
    log.node.append(h("article.message.theirs", { ariaLabel: t("coach") }, h("button.chip", { type: "button", onclick: show }, t("openDebrief"))));
    show();
  }
}
