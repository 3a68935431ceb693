// A source beside the text: the guide's passage with the cited row marked, its date, and the way to the guide's page.
import { folded, passageOf } from "./blocks.js";
import { h, iconButton, onEscape } from "./dom.js";

/**
 * The place for sources in a panel: open(citation, n, mark) and close(). mark: the button that was pressed; it says
 * that it is expanded, and gets the focus back. ctx: t, look, date, server.
 */
export class Sources {
  #panel;
  #ctx;
  #aside = null;
  #mark = null;

  constructor(panel, ctx) {
    this.#panel = panel;
    this.#ctx = ctx;
  }

  /** Shows a citation; the same mark pressed again closes it. */
  async open(citation, n, mark) {
    if (this.#mark === mark) return this.close();
    this.#end();
    const { t, date, server, look } = this.#ctx;
    this.#mark = mark;
    mark.ariaExpanded = "true";
    const passage = h("div.passage", { dir: "auto", tabIndex: 0, role: "region", ariaLabel: t("passage") }, passageOf(citation.text));
    const name = t("source", { n: n + 1 });
    const title = h("h3", { tabIndex: -1 }, name);
    const aside = h("section.source", {
      role: "dialog", ariaLabel: name,
      onkeydown: onEscape(() => this.close()),
    }, h("header", {}, title, iconButton(t("closeSource"), "close", () => this.close())),
    h("p.about", {}, h("strong", {}, citation.title || citation.path)),
    h("p.about", {}, [citation.section === citation.title ? "" : citation.section, t("line", { line: citation.line }), citation.date ? t("asOf", { date: date(citation.date) }) : t("undated")].filter(Boolean).join(" · ")),
    passage,
    citation.rests?.length ? folded(t("rests"), h("ul", {}, citation.rests.map((one) => h("li", {}, one)))) : null,
    /^\/[a-z]/.test(citation.href ?? "") ? h("p", {}, h("a", { href: server + citation.href, target: "_blank", rel: "noopener" }, t("openSource"))) : null);
    this.#aside = aside;
    this.#panel.append(aside);
    this.#panel.classList.add("beside");
    title.focus();
    try {
      const found = await look(`/v1/passages/${encodeURIComponent(citation.id)}`);
      if (found?.text && this.#aside === aside) passage.replaceChildren(passageOf(found.text, found.line - found.start));
    } catch {
      // The cited line itself is shown already.
    }
    passage.querySelector(".cited")?.scrollIntoView({ block: "nearest" });
  }

  /** Closes, and gives the focus back to the mark. */
  close() {
    const mark = this.#mark;
    this.#end();
    if (mark?.isConnected) mark.focus();
  }

  #end() {
    if (this.#mark) this.#mark.ariaExpanded = "false";
    this.#aside?.remove();
    this.#panel.classList.remove("beside");
    this.#aside = this.#mark = null;
  }
}
