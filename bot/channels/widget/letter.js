// A letter dropped, pasted or chosen, read by the server and shown before anything is made of it.
import { h } from "./dom.js";

const MOST = 5_000_000;
/** Characters from which on what is pasted is a letter's words, and no figure for the field that has the focus. */
const WORDS = 60;

/** Lets a letter come into sheet. Gives the button that chooses one, its file input, and where to paste one: a phone
 * pastes only into a field. ctx: t, read, note, filled. */
export function takesLetters(sheet, ctx) {
  const { t, note } = ctx;
  const file = h("input.offscreen", { type: "file", accept: ".txt,.md,.pdf,.docx,.html,text/plain,text/html,application/pdf", tabIndex: -1, ariaHidden: "true", onchange: () => take(file.files[0]) });
  const button = h("button.plainly", { onclick: () => file.click() }, t("offerFile"));

  const place = h("div.field", {}, h("input.paste", { placeholder: t("offerPaste"), ariaLabel: t("offerPaste") }));

  async function take(chosen) {
    if (!chosen) return;
    note.textContent = t("offerReading");
    try {
      if (chosen.size > MOST) throw new Error(t("refused", { detail: `${chosen.name}: 5 MB` }));
      const body = new FormData();
      body.append("file", chosen, chosen.name);
      const reading = await ctx.read(body);
      ctx.filled(reading.offer ?? {}, reading.due ?? "");
      const doubts = (reading.doubts ?? []).map((doubt) => (typeof doubt === "string" ? doubt : doubt.text ?? doubt.question ?? "")).filter(Boolean);
      note.textContent = [reading.offer ? ctx.told ?? t("offerRead") : t("offerNone"), ...doubts].join(" ");
    } catch (error) {
      note.textContent = error.detail || error.message || t("failed");
    }
    file.value = "";
  }

  sheet.addEventListener("dragover", (event) => { event.preventDefault(); sheet.classList.add("drop"); });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("drop"));
  sheet.addEventListener("drop", (event) => { event.preventDefault(); sheet.classList.remove("drop"); take(event.dataTransfer.files[0]); });
  sheet.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.files[0];
    const words = event.clipboardData.getData("text/plain");
    if (pasted) take(pasted);
    else if (words.length > WORDS) {
      event.preventDefault();
      take(new File([words], "letter.txt", { type: "text/plain" }));
    }
  });
  return [button, file, place];
}
