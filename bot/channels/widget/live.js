// What is told beside the log: sentences for screen readers, and what went wrong.
import { Trouble } from "./client.js";
import { h, icon } from "./dom.js";

export class Live {
  node = h("div.live", { role: "status", ariaLive: "polite", ariaAtomic: "false" });
  notice = h("div.notice", { role: "alert", hidden: true });
  #t;

  constructor(t) {
    this.#t = t;
  }

  /** Each sentence is added, none replaced: what is replaced before it is read is never heard. lang: where it isn't the page's. */
  announce(text, lang = "") {
    const plain = text.replace(/\*\*|`/g, "").trim();
    if (plain) this.node.append(h("p", lang ? { lang } : {}, plain));
  }

  /** Forgets what was said of the reply before. */
  fresh() {
    this.node.replaceChildren();
    this.tell("");
  }

  /** Shows a notice until the next; "" takes it away. again: what the button beside it does, named by label. */
  tell(text, kind = "", again = null, label = "") {
    const { notice } = this;
    notice.hidden = !text;
    notice.dataset.kind = kind;
    notice.replaceChildren(...(text ? [h("span", {}, text)] : []),
      ...(again ? [h("button.quiet", { onclick: () => { this.tell(""); again(); } }, label ? null : icon("retry"), h("span", {}, label || this.#t("retry")))] : []));
  }

  /** Tells an error; its kind. */
  trouble(error, again = null) {
    const kind = error instanceof Trouble ? error.kind : "failed";
    this.tell(this.#t(kind, { detail: error.detail || "", seconds: error.wait || 30 }), kind, again);
    return kind;
  }
}
