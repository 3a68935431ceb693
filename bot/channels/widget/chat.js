// One chat in a shadow root, as its element's attributes have it now; when they change, another is built.
import { copyText } from "./bar.js";
import { money } from "./blocks.js";
import { chatsPage, goingSoon } from "./chats.js";
import { Composer } from "./composer.js";
import { codeIn } from "./devices.js";
import { h, icon, iconButton } from "./dom.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { dress, sheet } from "./looks.js";
import { offerForm } from "./offer-form.js";
import { goTo } from "./place.js";
import { Rehearsal } from "./rehearsal.js";
import { Sources } from "./sources.js";
import { Speech } from "./speech.js";
import { Talk } from "./talk.js";

/** Conversations beside which this page has looked for chats that are deleted soon: once is enough. */
const looked = new Set();

/** host: the element; root: its shadow root; t: texts; client, memory: what outlives this chat. settled: see Talk. */
export class Chat {
  frame;
  talk;
  rehearsal;
  composer;
  #given;
  #panel;
  #launcher = null;
  #log;
  #live;
  #sources;
  #speech;
  #slot = h("div.board-slot");

  constructor(given) {
    this.#given = given;
    const { host, t, client, memory } = given;
    const title = host.getAttribute("heading") || t("title");
    this.#speech = new Speech(host.language);
    this.#live = new Live(t);
    this.#log = new Log({ t, title, placed: (place) => { if (client.conversation) memory.set("place", place); } });
    this.composer = new Composer({
      t, memory, speech: this.#speech,
      announce: (text) => this.#live.announce(text),
      submit: (text, edited) => this.talk.send(text, edited),
      stop: () => this.talk.stop(),
      openOffer: () => this.openOffer(),
      openPractice: () => this.rehearsal.setUp(),
    });
    this.#assemble(title);
    this.#sources = new Sources(this.#panel, {
      t, server: host.server, look: (path) => client.look(path), date: (iso) => this.#blocks([]).date(iso),
    });
    this.talk = this.#talker();
    this.rehearsal = this.#rehearser();
    this.dress();
  }

  get running() {
    return this.talk.running;
  }

  /** Where the reader is in the log, null where nothing stands there. */
  get place() {
    return this.#log.place;
  }

  dress() {
    dress(this.frame, this.#given.host);
  }

  grow() {
    this.composer.grow();
  }

  close() {
    this.#speech.stop();
    this.#log.close();
  }

  /** The network is back: what said that it was gone goes away. */
  online() {
    const { notice } = this.#live;
    if (!notice.hidden && notice.dataset.kind === "offline") this.#live.tell("");
  }

  /** Shows or hides the panel as the element says. back: what had the focus before; was: whether anything had. */
  showOpen(back, was) {
    const { host, root } = this.#given;
    const open = host.isOpen;
    this.#panel.hidden = !open;
    if (!this.#launcher) return;
    this.#launcher.ariaExpanded = String(open);
    if (open) requestAnimationFrame(() => { this.composer.focus(); this.#log.toEnd(); });
    else if (root.activeElement || was) (back ?? this.#launcher).focus();
  }

  /** The past of the conversation. place: where the reader was, in this tab; else where it was left, here or elsewhere. */
  async restore(place = null) {
    const { t, client, memory } = this.#given;
    const log = this.#log.node;
    this.composer.text = memory.get("draft") || this.composer.box.value;
    if (!memory.persistent) this.#live.tell(t("memoryOnly"), "storage");
    if (!client.conversation) return this.#welcome();
    log.ariaBusy = "true";
    try {
      const history = await client.call("GET");
      if (!log.isConnected) return;
      if (!history.messages.length) this.#welcome();
      const left = this.talk.past(history.messages);
      await this.rehearsal.resume(history.practice);
      // Measured in their looks: before the style sheet is there, nothing is where it will be.
      await sheet();
      this.frame.removeAttribute("hidden");
      if (!goTo(log, place ?? memory.get("place"))) this.#log.toEnd();
      if (left) this.talk.rejoin(left);
    } catch (error) {
      if (error.kind === "expired") {
        client.forget();
        this.#live.tell(t("endedPast"));
      } else this.trouble(error);
      this.#welcome();
    } finally {
      log.ariaBusy = "false";
    }
  }

  openOffer() {
    const { host, root, t, client } = this.#given;
    this.composer.node.before(offerForm({
      t, company: host.company, role: host.role_,
      known: () => this.#known(),
      look: (path) => client.look(path),
      read: (body) => client.look("/v1/offers", body),
      save: (told) => client.call("PATCH", "/offer", told),
      send: (text) => this.talk.send(text),
      back: () => this.composer.box.focus(),
    }, root));
  }

  /** The list of chats, with a code of another device where one was brought. */
  openChats(code = "") {
    const { host, root, t, client, turned } = this.#given;
    root.querySelector(".debrief")?.remove();
    const page = chatsPage({
      t, client, code, turned, language: host.language, server: host.server,
      date: (moment) => new Date(moment).toLocaleDateString(host.language, { dateStyle: "medium" }),
      announce: (text) => this.#live.announce(text),
      copy: (text, label, name) => this.#copy(text, label, name),
      back: () => this.#panel.querySelector(`[data-opens="chats"]`)?.focus(),
    });
    this.#panel.append(page);
    page.focus();
  }

  /** Says something above the box until the next thing is said. */
  tell(text) {
    this.#live.tell(text);
  }

  /** Warns of what is deleted soon, and takes up the code that a link has brought. */
  async comeBack() {
    const { host, t, client } = this.#given;
    const code = host.mode === "page" ? codeIn(location.hash) : "";
    if (code) {
      // A code works once, and is nobody's to see over a shoulder.
      history.replaceState(null, "", location.pathname + location.search);
      return this.openChats(code);
    }
    if (!client.conversation || looked.has(client.conversation.id)) return;
    looked.add(client.conversation.id);
    const { conversations } = await client.call("GET", "/all");
    const soon = goingSoon(conversations.filter((one) => one.id !== client.conversation?.id));
    if (!soon || !this.frame.isConnected) return;
    const date = soon.date.toLocaleDateString(host.language, { dateStyle: "long" });
    this.#live.tell(t("goesSoon", { n: soon.n, date }), "going", () => this.openChats(), t("showChats"));
  }

  #assemble(title) {
    const { host, t } = this.#given;
    const bubble = host.mode === "bubble";
    this.#panel = h("div.panel", { role: bubble ? "dialog" : "region", ariaLabel: title, onkeydown: (event) => this.#inDialog(event) },
      this.#head(title), this.#slot, this.#log.node, this.#log.skip, this.#live.notice, this.composer.node, h("p.privacy", {}, t("privacy"), t("answersIn") ? h("span.answers-in", {}, ` ${t("answersIn")}`) : null), this.#live.node);
    if (bubble) {
      this.#launcher = h("button.launcher", {
        ariaLabel: t("open"), ariaExpanded: "false", ariaHasPopup: "dialog", onclick: () => (host.isOpen ? host.hide() : host.show()),
      }, icon("chat"));
    }
    const dir = host.getAttribute("dir") || host.closest("[dir]")?.getAttribute("dir") || "ltr";
    this.frame = h("div.frame", { hidden: true, dir }, this.#panel, this.#launcher);
  }

  #head(title) {
    const { host, t, renew } = this.#given;
    const button = (name, sign, press, more) => iconButton(t(name), sign, press, more);
    const chats = button("chats", "list", () => this.openChats());
    chats.dataset.opens = "chats";
    const home = host.getAttribute("home") ?? "";
    return h("header.head", {}, /^\/[\w/-]*$/.test(home) ? h("a.quiet", { href: home }, t("home")) : null,
      h("div.name", {}, h("h2", {}, title), h("p", {}, t("subtitle"))),
      this.#speech.canSpeak ? button("readAloud", "speaker", (event) => this.#toggleVoice(event.currentTarget), { ariaPressed: "false" }) : null,
      chats,
      button("newChat", "fresh", renew),
      host.mode === "bubble" ? button("close", "close", () => host.hide()) : null);
  }

  #talker() {
    const { host, t, client, memory, settled } = this.#given;
    const emit = (name, detail) => host.emit(name, detail);
    const trouble = (error, again) => this.trouble(error, again);
    return new Talk({
      t, client, memory, emit, trouble, settled,
      log: this.#log, live: this.#live, composer: this.composer, sources: this.#sources, speech: this.#speech,
      blocks: (citations) => this.#blocks(citations),
      practising: () => this.rehearsal.underWay,
      bar: {
        t, trouble, language: host.language, server: host.server, copy: (text, label) => this.#copy(text, label),
        rate: (id, rating, reason) => client.call("POST", `/messages/${id}/feedback`, { rating, reason }),
      },
    });
  }

  #rehearser() {
    const { host, root, t, client } = this.#given;
    return new Rehearsal({
      t, client, root, company: host.company, role: host.role_,
      log: this.#log, live: this.#live, composer: this.composer, talk: this.talk, panel: this.#panel, slot: this.#slot,
      money: (value, currency) => money(value, currency, host.language),
      known: () => this.#known(),
      trouble: (error) => this.trouble(error),
    });
  }

  /** What drawing an answer's blocks needs. */
  #blocks(citations) {
    const { host, t } = this.#given;
    const numbers = new Map(citations.map((one, i) => [one.id, i]));
    return {
      t, language: host.language,
      money: (value, currency) => money(value, currency, host.language),
      date: (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString(host.language, { dateStyle: "medium" }),
      copy: (text, label) => this.#copy(text, label),
      ask: (text) => this.talk.send(text),
      cite: (id) => {
        const n = numbers.get(id);
        if (n === undefined) return null;
        return h("button.cite", {
          ariaLabel: t("source", { n: n + 1 }), ariaExpanded: "false", ariaHasPopup: "dialog",
          onclick: (event) => this.#sources.open(citations[n], n, event.currentTarget),
        }, String(n + 1));
      },
      board: (block) => { this.rehearsal.pin(block); return null; },
    };
  }

  /** Esc closes; Tab stays inside while the panel covers the page. */
  #inDialog(event) {
    const { host, root } = this.#given;
    if (host.mode !== "bubble") return;
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.stopPropagation();
      host.hide();
    } else if (event.key === "Tab") {
      const stops = [...this.#panel.querySelectorAll("button, textarea, input, select, a[href], [tabindex='0']")]
        .filter((one) => !one.disabled && one.checkVisibility());
      const [first, last] = [stops[0], stops.at(-1)];
      const here = root.activeElement;
      if (event.shiftKey && here === first) { event.preventDefault(); last.focus(); }
      else if (!event.shiftKey && here === last) { event.preventDefault(); first.focus(); }
    }
  }

  /** What the conversation knows of an offer; null where there is no conversation yet. */
  async #known() {
    const { client } = this.#given;
    return client.conversation ? client.call("GET", "/offer") : null;
  }

  #welcome() {
    const { host, t } = this.#given;
    this.#log.welcome(host.getAttribute("greeting") || t("greeting"), t("answersIn"), host.suggestions, (text) => this.talk.send(text));
  }

  trouble(error, again = null) {
    this.#given.host.emit("trouble", { kind: this.#live.trouble(error, again) });
  }

  #copy(text, label, name) {
    return copyText(text, label, { t: this.#given.t, name, within: this.#panel, announce: (said) => this.#live.announce(said) });
  }

  #toggleVoice(button) {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    this.#speech.voice(on);
  }
}
