// The offer form beside the text box: a few fields, or a letter (text, PDF) that the server reads for confirmation.
import { h } from "./dom.js";

const CURRENCIES = ["USD", "GBP", "EUR", "CAD", "AUD", "SGD", "INR", "CHF", "SEK", "DKK", "NOK", "PLN", "ILS", "JPY", "BRL"];
const MOST = 5_000_000;

/** A sheet above the composer; only one at a time. ctx: t, read, send, trouble, back, company, role. */
export function offerForm(ctx, root) {
  root.querySelector(".sheet")?.remove();
  const { t } = ctx;
  const field = (name, label, more = {}) => {
    const input = h("input", { name, autocomplete: "off", inputMode: "text", ...more });
    return h("label.field", {}, label, input);
  };
  const amount = (name, label) => field(name, label, { inputMode: "decimal", placeholder: "0" });
  const currency = h("select", { name: "currency" }, CURRENCIES.map((code) => h("option", { value: code }, code)));
  const note = h("p", { role: "status" }, t("offerHint"));
  const file = h("input.offscreen", { type: "file", accept: ".txt,.md,.pdf,text/plain,application/pdf", tabIndex: -1, ariaHidden: "true", onchange: () => letter(file.files[0]) });
  const close = () => { sheet.remove(); ctx.back(); };
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); submit(); } },
    h("div.fields", {},
      field("company", t("company"), { value: ctx.company }), field("role", t("role"), { value: ctx.role }), field("region", t("place")),
      h("label.field", {}, t("currency"), currency),
      amount("base", `${t("base")} (${t("perYear")})`), amount("equity", `${t("equity")} (${t("grant")})`),
      field("equity_years", t("vestYears"), { type: "number", min: 1, max: 10, value: "4" }),
      amount("bonus_percent", `${t("bonus")} (${t("bonusPercent")})`), amount("signing", t("signing"))),
    h("div.buttons", {},
      h("button.primary", { type: "submit" }, t("offerSend")),
      h("button.plainly", { type: "button", onclick: () => file.click() }, t("offerFile")),
      h("button.quiet", { type: "button", onclick: close }, t("cancel")), file));
  const sheet = h("section.sheet", {
    ariaLabel: t("offerTitle"),
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); close(); } },
    ondragover: (event) => { event.preventDefault(); sheet.classList.add("drop"); },
    ondragleave: () => sheet.classList.remove("drop"),
    ondrop: (event) => { event.preventDefault(); sheet.classList.remove("drop"); letter(event.dataTransfer.files[0]); },
    onpaste: (event) => {
      const pasted = event.clipboardData.files[0];
      const words = event.clipboardData.getData("text/plain");
      if (pasted) letter(pasted);
      else if (words.length > 60) {
        // A letter's words, and no figure for the field that has the focus.
        event.preventDefault();
        letter(new File([words], "letter.txt", { type: "text/plain" }));
      }
    },
  }, h("h3", {}, t("offerTitle")), note, form);

  async function letter(chosen) {
    if (!chosen) return;
    note.textContent = t("offerReading");
    try {
      if (chosen.size > MOST) throw new Error(t("refused", { detail: `${chosen.name}: 5 MB` }));
      const body = new FormData();
      body.append("file", chosen, chosen.name);
      fill(await ctx.read(body));
    } catch (error) {
      note.textContent = error.detail || error.message || t("failed");
    }
    file.value = "";
  }

  function fill(reading) {
    const offer = reading.offer ?? {};
    for (const name of ["company", "role", "region", "base", "equity", "equity_years", "bonus_percent", "signing"]) {
      if (offer[name] !== null && offer[name] !== undefined) form.elements[name].value = String(offer[name]);
    }
    if (offer.currency) {
      if (!CURRENCIES.includes(offer.currency)) currency.append(h("option", { value: offer.currency }, offer.currency));
      currency.value = offer.currency;
    }
    const doubts = (reading.doubts ?? []).map((doubt) => (typeof doubt === "string" ? doubt : doubt.text ?? doubt.question ?? "")).filter(Boolean);
    note.textContent = [t("offerRead"), ...doubts].join(" ");
  }

  function submit() {
    const value = (name) => form.elements[name].value.trim();
    const code = currency.value;
    const parts = [
      value("base") && `${code} ${value("base")} base`,
      value("equity") && `${code} ${value("equity")} equity over ${value("equity_years") || 4} years`,
      value("bonus_percent") && `${value("bonus_percent")}% bonus`,
      value("signing") && `${code} ${value("signing")} signing bonus`,
    ].filter(Boolean);
    if (!parts.length) {
      note.textContent = t("offerEmpty");
      form.elements.base.focus();
      return;
    }
    const about = [value("role") && `as ${value("role")}`, value("company") && `at ${value("company")}`, value("region") && `in ${value("region")}`].filter(Boolean).join(" ");
    sheet.remove();
    ctx.send(`My offer${about ? ` ${about}` : ""}: ${parts.join(", ")}. Is it good?`);
  }

  requestAnimationFrame(() => form.elements[ctx.company ? "base" : "company"].focus());
  return sheet;
}
