// <parley-chat>: the chat as a custom element in a shadow root.
//
// Attributes: mode ("bubble", "inline", "page"), open (bubble only), theme ("auto", "light", "dark"), accent (a CSS
// colour), radius (a CSS length), font (a CSS font list), heading, greeting, suggestions (separated by "|"; "shown::asked"
// where they differ), company and role-preset (what the visitor looks at), lang (of the texts; else the page's), server (else the script's own),
// view ("offer" or "practice": what stands open at first), home (a link in the head, on pages of the server's own),
// storage-key (its own for each of several chats on a site).
// Property: tokenProvider, async () => ({id, token, expires_at}), for sites that open conversations themselves.
// Methods: show(), hide(), ask(text) (resolves when the reply has ended), stop(), reset().
// Events, all bubbling, data in detail: parley:open, parley:close, parley:question {text}, parley:answer {answer,
// message_id}, parley:trouble {kind}, parley:reset.
import { Chat } from "./chat.js";
import { Client } from "./client.js";
import { sheet } from "./looks.js";
import { Memory } from "./storage.js";
import { catalogue, load } from "./texts.js";

const HOME = new URL("..", import.meta.url).href.replace(/\/$/, "");
const MODES = ["bubble", "inline", "page"];
const THEMES = ["auto", "light", "dark"];
const DRESS = ["theme", "accent", "font", "radius"];

export class ParleyChat extends HTMLElement {
  static observedAttributes = ["mode", "theme", "accent", "font", "radius", "lang", "greeting", "suggestions", "open", "heading"];

  // tokenProvider, set by a host that opens conversations itself: async () => ({id, token, expires_at}). It is no
  // class field: a field would overwrite what a page sets before the script has loaded.

  #root = this.attachShadow({ mode: "open" });
  #memory = null;
  #client = null;
  #chat = null;
  #t = catalogue("en");
  /** Resolves when the chat stands: its texts are fetched first. */
  #ready = null;
  #made = () => {};
  #cleanups = [];
  #opener = null;
  /** Attributes changed while a reply streamed; the chat is built anew when it has ended. */
  #stale = false;

  connectedCallback() {
    this.#memory ??= new Memory(this.storageKey);
    this.#client ??= new Client(this.server, this.#memory, () => this.tokenProvider?.(), () => this.#preset());
    sheet().then((made) => {
      this.#root.adoptedStyleSheets = [made];
      this.#chat?.frame.removeAttribute("hidden");
      this.#chat?.grow();
    });
    this.#listen();
    this.#start();
  }

  async #start() {
    await this.#texts();
    if (!this.isConnected || this.#root.contains(this.#chat?.frame ?? null)) return;
    this.#build();
    this.#made();
    const chat = this.#chat;
    await chat.restore();
    chat.comeBack().catch(() => {});
    if (this.getAttribute("view") === "offer") chat.openOffer();
    // Come back to a practice under way, one finds it, and no other to set up.
    if (this.getAttribute("view") === "practice" && !chat.rehearsal.underWay) chat.rehearsal.setUp();
  }

  disconnectedCallback() {
    this.#chat?.talk.leave();
    this.#chat?.close();
    this.#root.replaceChildren();
    for (const clean of this.#cleanups.splice(0)) clean();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#memory) return;
    if (name === "open") {
      this.#showOpen();
      this.emit(this.isOpen ? "open" : "close");
    }
    else if (!this.#chat) return;
    else if (DRESS.includes(name)) this.#chat.dress();
    else if (this.#chat.running) this.#stale = true;
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

  /** Suggested first questions, [{label, ask}]; given one a line or separated by "|". */
  get suggestions() {
    const given = this.getAttribute("suggestions");
    if (given !== null) return given.split(/[|\n]/).map((one) => one.trim()).filter(Boolean).slice(0, 6).map((one) => { const [label, ask = label] = one.split("::"); return { label, ask }; });
    const { role_: role, company } = this;
    const about = (at) => [role, company && at].filter(Boolean).join(" ");
    if (!about(company)) return this.#t.asks("first");
    return this.#t.asks("firstAbout", { about: about(this.#t("at", { company })), asked: about(`at ${company}`) });
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
    await this.#ready;
    if (!this.isOpen) this.show();
    return this.#chat.talk.send(String(text).slice(0, 8000));
  }

  /** Stops the reply under way; the server stops its work. */
  stop() {
    this.#chat?.talk.stop();
  }

  /** Forgets this conversation here and on the server, and starts anew. */
  async reset() {
    await this.#ready;
    this.stop();
    if (this.#client.conversation) await this.#client.call("DELETE").catch(() => {});
    this.#client.forget();
    this.#memory.set("draft", null);
    await this.#rebuild();
    this.emit("reset");
  }

  /** Sends an event to the host's page. */
  emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`parley:${name}`, { detail, bubbles: true, composed: true }));
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

  #build() {
    this.#chat?.close();
    this.#t = catalogue(this.language);
    this.#client.language = this.#t.language;
    this.#chat = new Chat({
      host: this, root: this.#root, t: this.#t, client: this.#client, memory: this.#memory,
      renew: () => this.#renew(),
      turned: (text) => this.#turned(text),
      settled: () => { if (this.#stale && this.isConnected) this.#rebuild(); },
    });
    this.#root.replaceChildren(this.#chat.frame);
    this.#showOpen();
    if (this.#root.adoptedStyleSheets.length) this.#chat.frame.hidden = false;
  }

  /** A new chat beside the old one, which is kept; where none is open yet, this is it. */
  async #renew() {
    if (!this.#client.conversation) return this.#chat.composer.box.focus();
    this.stop();
    try {
      await this.#client.fresh();
      this.#turned();
    } catch (error) {
      this.#chat.trouble(error);
    }
  }

  /** Another conversation is the one that is open. text: what there is to say of it. */
  async #turned(text = "") {
    this.stop();
    for (const name of ["draft", "place"]) this.#memory.set(name, null);
    this.#chat.composer.text = "";
    await this.#rebuild();
    if (text) this.#chat.tell(text);
    this.#chat.composer.box.focus();
  }

  async #texts() {
    this.#ready ??= new Promise((made) => { this.#made = made; });
    // Without its texts a chat shows their names: better than nothing, and the next attempt fetches them again.
    await load(this.language).catch(() => {});
  }

  async #rebuild() {
    this.#stale = false;
    await this.#texts();
    if (!this.isConnected || !this.#chat) return;
    const { composer, place } = this.#chat;
    const typing = this.#root.activeElement === composer.box;
    this.#build();
    this.#chat.frame.removeAttribute("hidden");
    this.#chat.composer.text = composer.box.value;
    if (typing) this.#chat.composer.focus();
    await this.#chat.restore(place);
  }

  #showOpen() {
    if (!this.#chat) return;
    const opener = this.#opener;
    const back = opener instanceof HTMLElement && opener !== this && opener.isConnected && opener !== document.body ? opener : null;
    this.#chat.showOpen(back, Boolean(opener));
    if (!this.isOpen) this.#opener = null;
  }

  #listen() {
    // A link from another device may be opened where the chat stands open already: then only its # changes.
    const heard = { online: () => this.#chat?.online(), hashchange: () => this.#chat?.comeBack().catch(() => {}) };
    for (const [name, done] of Object.entries(heard)) {
      addEventListener(name, done);
      this.#cleanups.push(() => removeEventListener(name, done));
    }
    for (const name of ["conversation", "changed"]) {
      this.#cleanups.push(this.#memory.watch(name, () => { if (this.#chat && !this.#chat.running) this.#rebuild(); }));
    }
  }
}
