// <parley-chat>: the chat as a custom element in a shadow root.
//
// Attributes: mode ("bubble", "inline", "page"), open (bubble only), theme ("auto", "light", "dark"), accent (a CSS
// colour), radius (a CSS length), font (a CSS font list), heading, greeting, suggestions (separated by "|"), company
// and role-preset (what the visitor looks at), lang (of the texts; else the page's), server (else the script's own),
// view ("offer" or "practice": what stands open at first), home (a link in the head, on pages of the server's own),
// storage-key (its own for each of several chats on a site).
// Property: tokenProvider, async () => ({id, token, expires_at}), for sites that open conversations themselves.
// Methods: show(), hide(), ask(text) (resolves when the reply has ended), stop(), reset().
// Events, all bubbling, data in detail: parley:open, parley:close, parley:question {text}, parley:answer {answer,
// message_id}, parley:trouble {kind}, parley:reset.
import { copyButton, money, render, renderAll } from "./blocks.js";
import { Client, Trouble } from "./client.js";
import { h, icon } from "./dom.js";
import { markdown } from "./markdown.js";
import { offerForm } from "./offer-form.js";
import { atEnd, goTo, placeOf, watchPlace } from "./place.js";
import { plainText } from "./plain.js";
import { debriefPage, practiceBoard, practiceSetup, speakers } from "./practice.js";
import { Sources } from "./sources.js";
import { Speech } from "./speech.js";
import { Memory } from "./storage.js";
import { catalogue } from "./texts.js";

const HOME = new URL("..", import.meta.url).href.replace(/\/$/, "");
const MODES = ["bubble", "inline", "page"];
const THEMES = ["auto", "light", "dark"];
const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(?:rgb|hsl|oklch)a?\([\d\s.,%/deg-]{1,40}\))$/i;
const LENGTH = /^\d{1,3}(?:\.\d+)?(?:px|rem|em)$/;

let styles = null;

/** The style sheet, fetched once: a constructed sheet needs no inline style, so a strict CSP is content. */
function sheet() {
  // Asked for as widget.js asks for it early: otherwise it would come twice.
  styles ??= fetch(new URL("parley.css", import.meta.url))
    .then((response) => response.text())
    .then((css) => {
      const made = new CSSStyleSheet();
      made.replaceSync(css);
      return made;
    });
  return styles;
}

export class ParleyChat extends HTMLElement {
  static observedAttributes = ["mode", "theme", "accent", "font", "radius", "lang", "greeting", "suggestions", "open", "heading"];

  // tokenProvider, set by a host that opens conversations itself: async () => ({id, token, expires_at}). It is no
  // class field: a field would overwrite what a page sets before the script has loaded.

  #root = this.attachShadow({ mode: "open" });
  #memory = null;
  #client = null;
  #t = catalogue("en");
  #parts = {};
  #abort = null;
  #running = null;
  #cleanups = [];
  #speech = null;
  #sources = null;
  #unwatch = null;
  /** The last question and its reply, {text, mine, turn, id}: the ones that can be asked otherwise. */
  #last = null;
  #offered = [];
  /** Whether the log keeps to the reply that comes. */
  #following = false;
  /** The turn being asked otherwise, and what stood in the box before. */
  #editing = null;
  #practice = null;
  #opener = null;
  /** Attributes changed while a reply streamed; the chat is built anew when it has ended. */
  #stale = false;

  connectedCallback() {
    this.#memory ??= new Memory(this.storageKey);
    this.#client ??= new Client(this.server, this.#memory, () => this.tokenProvider?.(), () => this.#preset());
    sheet().then((made) => {
      this.#root.adoptedStyleSheets = [made];
      this.#parts.frame?.removeAttribute("hidden");
      this.#grow();
    });
    this.#build();
    this.#listen();
    this.#restore().then(() => {
      if (this.getAttribute("view") === "offer") this.#openOffer();
      // Come back to a practice under way, one finds it, and no other to set up.
      if (this.getAttribute("view") === "practice" && !this.#practice) this.#openPractice();
    });
  }

  disconnectedCallback() {
    // A question that the server has not taken yet waits in the box.
    if (this.#running && !this.#running.id) this.#memory.set("draft", [this.#running.text, this.#parts.box.value.trim()].filter(Boolean).join("\n"));
    this.#abort?.abort();
    this.#speech?.stop();
    this.#unwatch?.();
    for (const clean of this.#cleanups.splice(0)) clean();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#parts.frame) return;
    if (name === "open") {
      this.#showOpen();
      this.#emit(this.isOpen ? "open" : "close");
    }
    else if (["theme", "accent", "font", "radius"].includes(name)) this.#dress();
    else if (this.#running) this.#stale = true;
    else this.#rebuild();
  }

  // Attributes, each with what it falls back to.

  /** "bubble" (a launcher), "inline" (fills its box) or "page" (fills the window). */
  get mode() {
    return MODES.includes(this.getAttribute("mode")) ? this.getAttribute("mode") : "bubble";
  }

  /** "auto" follows the system; "light" or "dark". */
  get theme() {
    return THEMES.includes(this.getAttribute("theme")) ? this.getAttribute("theme") : "auto";
  }

  /** Address of the Parley server; where the script came from unless given. */
  get server() {
    const given = this.getAttribute("server");
    try {
      return given ? new URL(given, location.href).href.replace(/\/$/, "") : HOME;
    } catch {
      return HOME;
    }
  }

  /** Two widgets on one page share a chat unless each has its own key. */
  get storageKey() {
    return (this.getAttribute("storage-key") || "chat").slice(0, 40);
  }

  get language() {
    return this.getAttribute("lang") || this.closest("[lang]")?.lang || document.documentElement.lang || navigator.language || "en";
  }

  get company() {
    return this.getAttribute("company") || "";
  }

  get role_() {
    return this.getAttribute("role-preset") || "";
  }

  /** Suggested first questions, one a line or separated by "|". */
  get suggestions() {
    const given = this.getAttribute("suggestions");
    if (given !== null) return given.split(/[|\n]/).map((one) => one.trim()).filter(Boolean).slice(0, 6);
    const about = [this.role_, this.company && `at ${this.company}`].filter(Boolean).join(" ");
    return this.#t(about ? "firstAbout" : "first").map((one) => one.replace("{about}", about));
  }

  get isOpen() {
    return this.mode !== "bubble" || this.hasAttribute("open");
  }

  // What a host page may call.

  /** Opens the panel (bubble mode) and moves the focus into it. */
  show() {
    this.#opener = document.activeElement;
    this.setAttribute("open", "");
  }

  /** Closes the panel and gives the focus back. */
  hide() {
    this.removeAttribute("open");
  }

  /** Sends a message as if typed. Resolves when the reply has ended. */
  async ask(text) {
    if (!this.isOpen) this.show();
    return this.#send(String(text).slice(0, 8000));
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
    if (running?.id) this.#client.call("POST", `/messages/${running.id}/stop`).catch(() => {});
  }

  /** Forgets this conversation here and on the server, and starts anew. */
  async reset() {
    this.stop();
    if (this.#client.conversation) await this.#client.call("DELETE").catch(() => {});
    this.#client.forget();
    this.#memory.set("draft", null);
    this.#practice = null;
    this.#rebuild();
    this.#emit("reset");
  }

  /** What the site says of its visitor's job goes to the server once a conversation opens, as its profile. */
  async #preset() {
    if (!this.company) return null;
    const same = (...names) => (wanted) => names.some((name) => name?.toLowerCase() === wanted.toLowerCase());
    const companies = await this.#client.look("/v1/companies");
    const company = companies.find((one) => same(one.company, one.company_display)(this.company));
    const role = company?.roles.find((one) => same(one.role, one.role_display)(this.role_));
    return company ? { company: company.company, ...(role ? { role: role.role } : {}) } : null;
  }

  // Building.

  #rebuild() {
    this.#stale = false;
    const draft = this.#parts.box?.value ?? "";
    const place = this.#parts.log?.childElementCount ? placeOf(this.#parts.log) : null;
    const typing = this.#root.activeElement === this.#parts.box;
    this.#build();
    this.#parts.frame.removeAttribute("hidden");
    this.#parts.box.value = draft;
    if (typing) this.#parts.box.focus({ preventScroll: true });
    this.#restore(place);
  }

  #build() {
    this.#t = catalogue(this.language);
    const t = this.#t;
    const title = this.getAttribute("heading") || t("title");
    const log = h("div.log", { role: "log", ariaLabel: title, ariaLive: "off", tabIndex: 0 });
    const live = h("div.live", { role: "status", ariaLive: "polite", ariaAtomic: "false" });
    const box = h("textarea", {
      rows: 1, maxLength: 8000, placeholder: t("placeholder"), ariaLabel: t("placeholder"), enterKeyHint: "send",
      oninput: () => this.#typed(), onkeydown: (event) => this.#keyed(event),
    });
    const send = h("button.send", { type: "submit", ariaLabel: t("send"), title: t("send") }, icon("send"));
    const stop = h("button.send.stop", { type: "button", ariaLabel: t("stop"), title: t("stop"), hidden: true, onclick: () => this.stop() }, icon("stop"));
    const notice = h("div.notice", { role: "alert", hidden: true });
    const tools = h("div.tools", {},
      h("button.quiet", { type: "button", onclick: () => this.#openOffer() }, icon("offer"), h("span", {}, t("offerForm"))),
      h("button.quiet", { type: "button", onclick: () => this.#openPractice() }, icon("practice"), h("span", {}, t("practice"))));
    this.#speech = new Speech(this.language);
    const mic = this.#speech.canListen
      ? h("button.quiet.mic", { type: "button", ariaLabel: t("speak"), title: t("speak"), ariaPressed: "false", onclick: () => this.#listenIn(mic) }, icon("mic"))
      : null;
    if (mic) tools.append(mic);
    const said = h("div.said", { hidden: true });
    const editing = h("div.editing", { hidden: true }, h("span", {}, t("editing")),
      h("button.quiet", { type: "button", onclick: () => this.#endEdit() }, t("cancel")));
    const form = h("form.composer", { onsubmit: (event) => { event.preventDefault(); this.#submit(); } }, tools, said, editing, h("div.entry", {}, box, send, stop));
    const skip = h("button.skip", { type: "button", hidden: true, ariaLabel: t("skip"), onclick: () => this.#toEnd(true) }, icon("downArrow"));
    const home = /^\/[\w/-]*$/.test(this.getAttribute("home") ?? "") ? h("a.quiet", { href: this.getAttribute("home") }, t("home")) : null;
    const head = h("header.head", {}, ...(home ? [home] : []),
      h("div.name", {}, h("h2", {}, title), h("p", {}, t("subtitle"))),
      this.#speech.canSpeak
        ? h("button.quiet", { type: "button", ariaLabel: t("readAloud"), title: t("readAloud"), ariaPressed: "false", onclick: (event) => this.#toggleVoice(event.currentTarget) }, icon("speaker"))
        : null,
      h("button.quiet", { type: "button", ariaLabel: t("newChat"), title: t("newChat"), onclick: () => this.#sureReset() }, icon("fresh")),
      this.mode === "bubble" ? h("button.quiet", { type: "button", ariaLabel: t("close"), title: t("close"), onclick: () => this.hide() }, icon("close")) : null);
    const board = h("div.board-slot");
    const panel = h("div.panel", { role: this.mode === "bubble" ? "dialog" : "region", ariaLabel: title, onkeydown: (event) => this.#inDialog(event) },
      head, board, log, skip, notice, form, h("p.privacy", {}, t("privacy")), live);
    const launcher = this.mode === "bubble"
      ? h("button.launcher", { type: "button", ariaLabel: t("open"), ariaExpanded: "false", ariaHasPopup: "dialog", onclick: () => (this.isOpen ? this.hide() : this.show()) }, icon("chat"))
      : null;
    const frame = h("div.frame", { hidden: true, dir: this.getAttribute("dir") || this.closest("[dir]")?.getAttribute("dir") || "ltr" }, panel, launcher);
    for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) log.addEventListener(moved, () => { this.#following = false; }, { passive: true });
    let last = true;
    log.addEventListener("scroll", () => { last = atEnd(log); skip.hidden = last; }, { passive: true });
    // The way to the end stays at the log's foot, whatever opens below it.
    new ResizeObserver(() => {
      // A keyboard that comes up covers no line that was in sight.
      if (last && log.querySelector(".message")) log.scrollTop = log.scrollHeight;
      skip.style.insetBlockEnd = `${panel.clientHeight - log.offsetTop - log.offsetHeight + 10}px`;
      skip.hidden = this.#atEnd();
    }).observe(log);
    this.#parts = { frame, panel, log, live, said, box, send, stop, notice, form, skip, launcher, board, editing };
    this.#root.replaceChildren(frame);
    this.#sources = new Sources(panel, {
      t, server: this.server, look: (path) => this.#client.look(path),
      date: (iso) => this.#context([]).date(iso),
    });
    this.#unwatch?.();
    this.#unwatch = watchPlace(log, (place) => { if (this.#client?.conversation) this.#memory.set("place", place); });
    this.#last = this.#editing = null;
    this.#dress();
    this.#showOpen();
    if (styles && this.#root.adoptedStyleSheets.length) frame.hidden = false;
  }

  #dress() {
    const { frame } = this.#parts;
    frame.dataset.mode = this.mode;
    frame.dataset.theme = this.theme;
    const wish = (name, attribute, allowed) => {
      const value = this.getAttribute(attribute)?.trim();
      if (value && allowed.test(value)) frame.style.setProperty(name, value);
      else frame.style.removeProperty(name);
    };
    wish("--accent", "accent", COLOUR);
    wish("--radius", "radius", LENGTH);
    wish("--font", "font", /^[\w\s,'"-]{1,120}$/);
  }

  #showOpen() {
    const { panel, launcher, box } = this.#parts;
    panel.hidden = !this.isOpen;
    if (!launcher) return;
    launcher.ariaExpanded = String(this.isOpen);
    if (this.isOpen) requestAnimationFrame(() => { box.focus({ preventScroll: true }); this.#toEnd(); });
    else if (this.#root.activeElement || this.#opener) (this.#opener instanceof HTMLElement && this.#opener !== this && this.#opener.isConnected && this.#opener !== document.body ? this.#opener : launcher).focus();
    if (!this.isOpen) this.#opener = null;
  }

  /** Esc closes; Tab stays inside while the panel covers the page. */
  #inDialog(event) {
    if (this.mode !== "bubble") return;
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.stopPropagation();
      this.hide();
    } else if (event.key === "Tab") {
      const stops = [...this.#parts.panel.querySelectorAll("button, textarea, input, select, a[href], [tabindex='0']")]
        .filter((one) => !one.disabled && one.checkVisibility());
      const [first, last] = [stops[0], stops.at(-1)];
      const here = this.#root.activeElement;
      if (event.shiftKey && here === first) { event.preventDefault(); last.focus(); }
      else if (!event.shiftKey && here === last) { event.preventDefault(); first.focus(); }
    }
  }

  #listen() {
    const online = () => { if (!this.#parts.notice.hidden && this.#parts.notice.dataset.kind === "offline") this.#notice(""); };
    addEventListener("online", online);
    this.#cleanups.push(() => removeEventListener("online", online));
    this.#cleanups.push(this.#memory.watch("conversation", () => { if (!this.#running) this.#rebuild(); }));
    this.#cleanups.push(this.#memory.watch("changed", () => { if (!this.#running) this.#rebuild(); }));
  }

  // History.

  /** place: where the reader was, in this tab; else where it was left, in this or another. */
  async #restore(place = null) {
    const { box, log } = this.#parts;
    box.value = this.#memory.get("draft") || box.value;
    this.#grow();
    if (!this.#memory.persistent) this.#notice(this.#t("memoryOnly"), "storage");
    if (!this.#client.conversation) return this.#welcome();
    log.ariaBusy = "true";
    try {
      const history = await this.#client.call("GET");
      if (log !== this.#parts.log) return;
      if (!history.messages.length) this.#welcome();
      for (const message of history.messages) this.#past(message);
      if (history.practice) await this.#resume(history.practice);
      // Measured in their looks: before the style sheet is there, nothing is where it will be.
      await sheet();
      this.#parts.frame.removeAttribute("hidden");
      if (!goTo(log, place ?? this.#memory.get("place"))) this.#toEnd();
      const left = history.messages.at(-1);
      if (left?.state === "running") this.#rejoin(left.id);
    } catch (error) {
      if (error.kind === "expired") this.#client.forget();
      else this.#trouble(error);
      this.#welcome();
    } finally {
      log.ariaBusy = "false";
    }
  }

  /** A practice that is still under way: its bar, and its opening where that was no message. */
  async #resume(id) {
    const practice = await this.#client.call("GET", `/practice/${id}`).catch(() => null);
    if (!practice || practice.over) return;
    const { log } = this.#parts;
    const opening = practice.lines[0]?.recruiter ?? "";
    const heard = [...log.querySelectorAll(".line.recruiter")];
    if (opening && !heard.some((one) => one.textContent.includes(opening.slice(0, 60)))) {
      const before = heard[0]?.closest(".message").previousElementSibling ?? null;
      this.#line(opening);
      if (before) log.insertBefore(log.lastElementChild, before);
    }
    this.#pin(practice);
  }

  #welcome() {
    const { log } = this.#parts;
    if (log.childElementCount) return;
    log.append(h("div.welcome", {},
      h("p", {}, this.getAttribute("greeting") || this.#t("greeting")),
      h("div.suggestions", { role: "group", ariaLabel: this.#t("suggestions") },
        this.suggestions.map((one) => h("button.chip", { type: "button", onclick: () => this.#send(one) }, one)))));
  }

  #past(message) {
    if (message.role === "user") return this.#begun(message.text ?? "", this.#mine(message.text ?? ""), this.#theirs());
    const { turn } = this.#last ?? { turn: this.#theirs() };
    if (this.#last) this.#last.id = message.id;
    if (message.answer) this.#finish(turn, message.answer, message.id, message.feedback);
    else if (message.state !== "running") this.#stopped(turn);
  }

  /** The reply that was under way when the page went away. */
  async #rejoin(id) {
    const { text, mine, turn } = this.#last ?? {};
    if (turn && !this.#running) await this.#stream(text, mine, turn, { id });
  }

  /** A new last turn; the one before can no longer be asked otherwise. */
  #begun(text, mine, turn) {
    for (const old of this.#offered.splice(0)) old.remove();
    this.#last = { text, mine, turn, id: "" };
  }

  // Sending.

  #submit() {
    const text = this.#parts.box.value.trim();
    if (text) this.#send(text, this.#editing?.last);
  }

  /** Sends a message; replaced: the last turn, when this one takes its place. */
  async #send(text, replaced = null) {
    if (this.#running) return;
    const { box, log } = this.#parts;
    this.#sources.close();
    log.querySelector(".welcome")?.remove();
    // What was pressed goes away: the next line is typed where this one was. A finger asks for no keyboard.
    if (matchMedia("(pointer: coarse)").matches && this.#root.activeElement !== box) log.focus({ preventScroll: true });
    else box.focus({ preventScroll: true });
    if (box.value.trim() === text) box.value = "";
    this.#endEdit();
    this.#memory.set("draft", box.value || null);
    this.#grow();
    this.#notice("");
    this.#parts.live.replaceChildren();
    this.#announce(this.#t("saidLooking"));
    const before = this.#last;
    const mine = this.#mine(text);
    const turn = this.#theirs();
    const old = replaced?.id ? [replaced.mine, replaced.turn.element] : [];
    for (const element of old) element.hidden = true;
    if (!old.length) this.#begun(text, mine, turn);
    else this.#last = { text, mine, turn, id: "" };
    this.#following = true;
    this.#follow();
    this.#emit("question", { text });
    const kept = await this.#stream(text, mine, turn, { replaced, taken: () => { for (const element of old) element.remove(); } });
    if (kept) return;
    for (const element of old) element.hidden = false;
    this.#last = before;
    if (before && !old.length) this.#choices();
  }

  /** Sends or (with an id) follows a reply until it has ended; false when nothing of it reached the server. */
  async #stream(text, mine, turn, { id = "", replaced = null, taken = () => {} }) {
    const { send, stop } = this.#parts;
    this.#abort = new AbortController();
    this.#running = { id, text };
    [send.hidden, stop.hidden] = [true, false];
    let heard = Boolean(id);
    const body = { text, client_id: crypto.randomUUID?.() ?? String(Math.random()), ...(replaced?.id ? { replaces: replaced.id } : {}) };
    try {
      await this.#client.send(body, (event) => {
        if (!heard && event.type !== "reconnecting") taken(heard = true);
        this.#heard(turn, event);
      }, this.#abort.signal, id);
      if (this.#abort.signal.aborted && !turn.done) this.#stopped(turn);
      return heard;
    } catch (error) {
      this.#lost(turn, mine, text, error, replaced);
      return heard && turn.body.childElementCount > 0;
    } finally {
      this.#running = null;
      [send.hidden, stop.hidden] = [false, true];
      this.#memory.set("changed", Date.now());
      if (this.#stale && this.isConnected) this.#rebuild();
    }
  }

  #heard(turn, event) {
    if (event.data?.message_id && this.#running) this.#running.id = event.data.message_id;
    if (event.data?.message_id && this.#last?.turn === turn) this.#last.id = event.data.message_id;
    if (this.#running?.stopping && this.#running.id) return this.stop();
    const take = {
      status: () => { turn.status.textContent = this.#t({ reading: "reading", wording: "wording" }[event.data.stage] ?? "thinking"); },
      sentence: () => this.#sentence(turn, event.data),
      block: () => this.#block(turn, event.data),
      done: () => { this.#finish(turn, event.data.answer, event.data.message_id); this.#announce(this.#t("saidDone")); },
      reconnecting: () => { turn.status.textContent = this.#t("reconnecting"); turn.status.hidden = false; },
      error: () => { throw new Trouble("refused", event.data?.detail || this.#t("failed")); },
    }[event.type];
    take?.();
    this.#follow();
  }

  #sentence(turn, { block, text }) {
    turn.status.hidden = true;
    turn.texts.set(block, [turn.texts.get(block) ?? "", text].filter(Boolean).join(turn.texts.get(block)?.endsWith("\n") ? "" : " "));
    // Drawn once a frame, however fast the sentences come.
    if (!turn.drawing.size) requestAnimationFrame(() => this.#draw(turn));
    turn.drawing.add(block);
    this.#slot(turn, block);
    this.#say(text);
  }

  #draw(turn) {
    for (const block of turn.done ? [] : turn.drawing) this.#slot(turn, block).replaceChildren(h("div.text", {}, markdown(turn.texts.get(block))));
    turn.drawing.clear();
    this.#follow();
  }

  #block(turn, { index, block }) {
    turn.status.hidden = true;
    turn.drawing.delete(index);
    const drawn = render(block, this.#context([]));
    if (drawn) this.#slot(turn, index).replaceChildren(drawn);
    if (block.type !== "text") this.#say(turn.element.querySelector(`[data-block="${index}"]`)?.textContent ?? "");
  }

  #slot(turn, index) {
    let place = turn.body.querySelector(`[data-block="${index}"]`);
    if (!place) {
      place = h("div.block");
      place.dataset.block = index;
      turn.body.append(place);
    }
    return place;
  }

  #finish(turn, answer, id, feedback = null) {
    turn.done = true;
    turn.status.remove();
    const context = this.#context(answer.citations ?? []);
    const spoken = answer.spoken || (answer.intent === "practice" && answer.blocks.some((block) => block.type === "practice"));
    turn.body.replaceChildren(...(spoken ? this.#spoken(answer.blocks, context) : renderAll(answer.blocks, context).map((node) => h("div.block", {}, node))));
    turn.element.append(this.#actions(answer, id, feedback));
    turn.element.ariaBusy = "false";
    this.#choices();
    this.#emit("answer", { answer, message_id: id });
  }

  /** A practice's reply: each speaker named and dressed apart, then whatever else there is. */
  #spoken(blocks, context) {
    const lines = speakers(blocks, { t: this.#t });
    return blocks.map((block, i) => {
      const line = lines[i];
      const drawn = render(line ? { ...block, text: line.text } : block, context);
      return drawn && (line ? h(`div.block.line.${line.who}`, {}, h("strong.who", {}, line.name), drawn) : h("div.block", {}, drawn));
    }).filter(Boolean);
  }

  #stopped(turn) {
    this.#draw(turn);
    turn.status.textContent = this.#t("stopped");
    turn.status.hidden = false;
    turn.status.classList.add("still");
    turn.element.ariaBusy = "false";
    this.#choices();
  }

  /** What can be done with the last turn: its question edited, its reply asked for again. Not in a practice. */
  #choices() {
    const last = this.#last;
    for (const old of this.#offered.splice(0)) old.remove();
    if (!last?.id || this.#practice || !last.mine.isConnected) return;
    const t = this.#t;
    const edit = h("button.quiet.edit", { type: "button", ariaLabel: t("edit"), title: t("edit"), onclick: () => this.#edit(last) }, icon("edit"));
    const again = h("button.quiet.again", { type: "button", ariaLabel: t("retry"), title: t("retry"), onclick: () => this.#send(last.text, last) }, icon("retry"));
    const bar = last.turn.element.querySelector(".actions");
    const place = bar ? again : h("div.actions", {}, again);
    last.mine.append(edit);
    if (bar) bar.querySelector(".quiet").after(again);
    else last.turn.element.append(place);
    this.#offered.push(edit, place);
  }

  #lost(turn, mine, text, error, replaced) {
    this.#draw(turn);
    if (!turn.body.childElementCount) turn.element.remove();
    else this.#stopped(turn);
    if (error.kind === "expired") this.#client.forget();
    const { box } = this.#parts;
    if (!turn.body.childElementCount) {
      mine.remove();
      // What failed goes before what was written since: neither is lost.
      box.value = [text, box.value.trim()].filter(Boolean).join("\n");
      this.#memory.set("draft", box.value);
      this.#grow();
    }
    // What reached the server and failed there is replaced by the next attempt.
    const failed = this.#last?.turn === turn && this.#last.id ? this.#last : replaced;
    this.#trouble(error, () => {
      if (box.value.startsWith(text)) box.value = box.value.slice(text.length).trim();
      this.#send(text, error.kind === "expired" ? null : failed);
    });
  }

  #trouble(error, again = null) {
    const kind = error instanceof Trouble ? error.kind : "failed";
    const text = this.#t(kind, { detail: error.detail || "", seconds: error.wait || 30 });
    this.#notice(text, kind, again);
    this.#emit("trouble", { kind });
  }

  #notice(text, kind = "", again = null) {
    const { notice } = this.#parts;
    notice.hidden = !text;
    notice.dataset.kind = kind;
    notice.replaceChildren(...(text ? [h("span", {}, text)] : []),
      ...(again ? [h("button.quiet", { type: "button", onclick: () => { this.#notice(""); again(); } }, icon("retry"), h("span", {}, this.#t("retry")))] : []));
  }

  // Messages.

  #mine(text) {
    const element = h("article.message.mine", { ariaLabel: this.#t("you") }, h("div.bubble", {}, text));
    this.#parts.log.append(element);
    return element;
  }

  /** Puts the last question into the box; what stood there waits until it is sent or let go. */
  #edit(last) {
    const { box, editing } = this.#parts;
    this.#editing = { last, draft: box.value };
    editing.hidden = false;
    last.mine.classList.add("edited");
    box.value = last.text;
    this.#grow();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  #endEdit() {
    if (!this.#editing) return;
    const { box, editing } = this.#parts;
    this.#editing.last.mine.classList.remove("edited");
    editing.hidden = true;
    box.value = this.#editing.draft;
    this.#editing = null;
    this.#typed();
    box.focus();
  }

  #theirs() {
    const status = h("div.status", {}, this.#t("thinking"));
    const body = h("div.answer");
    const element = h("article.message.theirs", { ariaLabel: this.#t("coach"), ariaBusy: "true" }, status, body);
    this.#parts.log.append(element);
    return { element, body, status, texts: new Map(), drawing: new Set(), done: false };
  }

  #context(citations) {
    const numbers = new Map(citations.map((one, i) => [one.id, i]));
    return {
      t: this.#t, language: this.language,
      money: (value, currency) => money(value, currency, this.language),
      date: (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString(this.language, { dateStyle: "medium" }),
      copy: (text, label) => this.#copy(text, label),
      ask: (text) => this.#send(text),
      cite: (id) => {
        const n = numbers.get(id);
        if (n === undefined) return null;
        return h("button.cite", {
          type: "button", ariaLabel: this.#t("source", { n: n + 1 }), ariaExpanded: "false", ariaHasPopup: "dialog",
          onclick: (event) => this.#sources.open(citations[n], n, event.currentTarget),
        }, String(n + 1));
      },
      board: (block) => { this.#pin(block); return null; },
    };
  }

  #actions(answer, id, feedback) {
    const copied = () => plainText(answer, { t: this.#t, server: this.server, money: (value, currency) => money(value, currency, this.language) });
    const bar = h("div.actions", {}, copyButton(copied, { t: this.#t, copy: (text, label) => this.#copy(text, label) }));
    const say = (rating, reason) => this.#client.call("POST", `/messages/${id}/feedback`, { rating, reason });
    const vote = (rating) => {
      const button = h("button.quiet", { type: "button", ariaLabel: this.#t(rating), title: this.#t(rating), ariaPressed: String(feedback?.rating === rating) }, icon(rating));
      button.addEventListener("click", () => {
        for (const other of bar.querySelectorAll("[aria-pressed]")) other.ariaPressed = String(other === button);
        say(rating).catch((error) => this.#trouble(error));
        bar.querySelector(".reasons")?.remove();
        if (rating === "down") bar.append(this.#reasons(bar, say));
      });
      return button;
    };
    if (id) bar.append(vote("up"), vote("down"));
    return bar;
  }

  #reasons(bar, say) {
    const thank = () => bar.querySelector(".reasons")?.replaceChildren(this.#t("thanks"));
    return h("div.reasons", { role: "group", ariaLabel: this.#t("why") }, h("span", {}, this.#t("why")),
      this.#t("reasons").map((reason) => h("button.chip", { type: "button", onclick: () => say("down", reason).then(thank, (error) => this.#trouble(error)) }, reason)));
  }

  async #copy(text, label) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = h("textarea.offscreen", { value: text });
      this.#parts.panel.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = this.#t("copy");
    label.textContent = this.#t("copied");
    this.#announce(this.#t("copied"));
    setTimeout(() => { label.textContent = before; }, 1600);
  }

  // Offer and practice.

  #openOffer() {
    this.#parts.form.before(offerForm({
      t: this.#t, company: this.company, role: this.role_,
      known: () => this.#sheet(),
      look: (path) => this.#client.look(path),
      read: (body) => this.#client.look("/v1/offers", body),
      save: (told) => this.#client.call("PATCH", "/offer", told),
      send: (text) => this.#send(text),
      back: () => this.#parts.box.focus(),
    }, this.#root));
  }

  /** What the conversation knows of an offer; null where there is no conversation yet. */
  async #sheet() {
    return this.#client.conversation ? this.#client.call("GET", "/offer") : null;
  }

  #openPractice() {
    this.#parts.form.before(practiceSetup({
      t: this.#t, company: this.company, role: this.role_,
      known: () => this.#sheet(),
      look: (path) => this.#client.look(path),
      start: (text) => this.#send(text),
      money: (value, currency) => money(value, currency, this.language),
      call: (method, path, body, accept) => this.#client.call(method, path, body, accept),
      begun: (practice) => this.#pin(practice),
      line: (text) => this.#line(text),
      trouble: (error) => this.#trouble(error),
      back: () => this.#parts.box.focus(),
    }, this.#root));
  }

  #pin(practice) {
    this.#practice = practice;
    this.#choices();
    const board = practiceBoard(practice, {
      t: this.#t,
      money: (value, currency) => money(value, currency, this.language),
      call: (method, path, body, accept) => this.#client.call(method, path, body, accept),
      send: (text) => this.#send(text),
      trouble: (error) => this.#trouble(error),
      ended: () => { this.#practice = null; this.#practising(null); },
      debrief: (report, path) => this.#debrief(report, path),
      hinted: (text) => {
        const shown = h("div.line.coach", { role: "note" }, h("strong.who", {}, `${this.#t("coachName")}: ${this.#t("hint")}`), h("div.text", {}, markdown(text)));
        this.#parts.log.append(shown);
        this.#announce(text);
        this.#toEnd(true);
      },
    });
    this.#practising(board);
  }

  /** Whether a practice is under way decides what stands above the log and above the box. */
  #practising(board) {
    const { panel, said, board: slot } = this.#parts;
    panel.classList.toggle("practising", Boolean(board));
    const opened = slot.querySelector("details")?.open;
    if (opened && board?.bar.querySelector("details")) board.bar.querySelector("details").open = true;
    slot.replaceChildren(...(board ? [board.bar] : []));
    said.replaceChildren(...(board?.phrases ? [board.phrases] : []));
    said.hidden = !board?.phrases;
    const { box } = this.#parts;
    box.placeholder = box.ariaLabel = this.#t(board && this.#practice ? "yourLine" : "placeholder");
  }

  /** The debrief's page, and a button in the log that opens it again. */
  #debrief(report, path) {
    const t = this.#t;
    const show = () => {
      this.#root.querySelector(".debrief")?.remove();
      const page = debriefPage(report, path, {
        t,
        money: (value, currency) => money(value, currency, this.language),
        call: (method, at, body, accept) => this.#client.call(method, at, body, accept),
        trouble: (error) => this.#trouble(error),
        print: (body) => this.#print(body),
        send: (text) => this.#send(text),
        back: () => this.#parts.box.focus(),
        again: (practice) => { this.#line(practice.lines.at(-1)?.recruiter ?? ""); this.#pin(practice); this.#parts.box.focus(); },
      });
      this.#parts.panel.append(page);
      page.focus();
    };
    this.#parts.log.append(h("article.message.theirs", { ariaLabel: t("coach") }, h("button.chip", { type: "button", onclick: show }, t("openDebrief"))));
    show();
  }

  #line(text) {
    this.#parts.log.querySelector(".welcome")?.remove();
    this.#finish(this.#theirs(), { spoken: true, blocks: [{ type: "text", text, cites: [] }], citations: [] }, null);
    this.#toEnd(true);
  }

  /** Prints a part alone, in a window of its own: the host's page stays out of it. */
  #print(part) {
    const view = open("", "_blank");
    if (!view) return print();
    view.document.title = this.#t("debrief");
    const frame = h("div.frame", {}, h("section.debrief", {}, part.cloneNode(true)));
    Object.assign(frame.dataset, { mode: "page", theme: "light" });
    fetch(new URL("parley.css", import.meta.url), { credentials: "omit" }).then((response) => response.text()).then((css) => {
      const made = new view.CSSStyleSheet();
      made.replaceSync(css);
      view.document.adoptedStyleSheets = [made];
      view.document.body.append(frame);
      view.print();
    });
  }

  // Speech, off until asked for.

  #listenIn(button) {
    const { box } = this.#parts;
    if (button.ariaPressed === "true") return this.#speech.stop();
    button.ariaPressed = "true";
    this.#announce(this.#t("listening"));
    const before = box.value.trim();
    this.#speech.listen((text) => { box.value = [before, text].filter(Boolean).join(" "); this.#typed(); }, () => { button.ariaPressed = "false"; box.focus(); });
  }

  #toggleVoice(button) {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    this.#speech.voice(on);
  }

  // Small things.

  #typed() {
    this.#grow();
    // While a question is edited, the draft kept is the one that waits behind it.
    if (!this.#editing) this.#memory.set("draft", this.#parts.box.value || null);
  }

  #grow() {
    const { box } = this.#parts;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  }

  #keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  /** Sentences are read out one by one; the log itself is not live, or each would be read twice. */
  #say(text) {
    this.#announce(text);
    this.#speech?.say(text);
  }

  /** Each sentence is added, none replaced: what is replaced before it is read is never heard. */
  #announce(text) {
    const plain = text.replace(/\*\*|`/g, "").trim();
    if (plain) this.#parts.live.append(h("p", {}, plain));
  }

  #sureReset() {
    if (!this.#parts.log.querySelector(".message") || confirm(this.#t("newChatSure"))) this.reset();
  }

  #atEnd() {
    return atEnd(this.#parts.log);
  }

  /** Shows the reply from its question on, as far as it fits, unless the reader has scrolled elsewhere. */
  #follow() {
    const { log, skip } = this.#parts;
    if (this.#following && this.#last) {
      const top = this.#last.mine.offsetTop - log.offsetTop - 12;
      log.scrollTo({ top: Math.min(top, log.scrollHeight - log.clientHeight), behavior: "instant" });
    }
    skip.hidden = this.#atEnd();
  }

  #toEnd(smooth = false) {
    const { log } = this.#parts;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    log.scrollTo({ top: log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
  }

  #emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`parley:${name}`, { detail, bubbles: true, composed: true }));
  }
}
