// The buttons under an answer: copy it, say whether it helped, and why not.
import { copyButton, money } from "./blocks.js";
import { h, iconButton } from "./dom.js";
import { plainText } from "./plain.js";

/** ctx: t, language, server, copy(text, label), rate(id, rating, reason), trouble(error). */
export function answerBar(answer, id, feedback, ctx) {
  const { t, language, server } = ctx;
  const copied = () => plainText(answer, { t, server, money: (value, currency) => money(value, currency, language) });
  const bar = h("div.actions", {}, copyButton(copied, ctx));
  const say = (rating, reason) => ctx.rate(id, rating, reason);
  const vote = (rating) => {
    const button = iconButton(t(rating), rating, () => {
      for (const other of bar.querySelectorAll("[aria-pressed]")) other.ariaPressed = String(other === button);
      say(rating).catch(ctx.trouble);
      bar.querySelector(".reasons")?.remove();
      if (rating === "down") bar.append(reasons(bar, say, ctx));
    }, { ariaPressed: String(feedback?.rating === rating) });
    return button;
  };
  if (id) bar.append(vote("up"), vote("down"));
  return bar;
}

function reasons(bar, say, { t, trouble }) {
  const thank = () => bar.querySelector(".reasons")?.replaceChildren(t("thanks"));
  return h("div.reasons", { role: "group", ariaLabel: t("why") }, h("span", {}, t("why")),
    t.list("reasons").map((reason) => h("button.chip", { onclick: () => say("down", reason).then(thank, trouble) }, reason)));
}

/** Copies a text and says so, on the button and aloud. within: where a browser without a clipboard gets a text box. */
export async function copyText(text, label, { t, within, announce, name = "copy" }) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea.offscreen", { value: text });
    within.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  label.textContent = t("copied");
  announce(t("copied"));
  setTimeout(() => { label.textContent = t(name); }, 1600);
}
