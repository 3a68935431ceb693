// The offer form beside the text box: what is known already, a letter that the server reads, and its evaluation.
import { h, onEscape } from "./dom.js";
import { takesLetters } from "./letter.js";
import { offerFields } from "./offer-fields.js";

/** A sheet above the composer; only one at a time. ctx: t, known, read, look, save, send, back, company, role. */
export function offerForm(ctx, root) {
  root.querySelector(".sheet")?.remove();
  const { t } = ctx;
  const note = h("p", { role: "status" }, t("offerHint"));
  const fields = offerFields({ t, look: ctx.look });
  const close = () => { sheet.remove(); ctx.back(); };
  const sheet = h("section.sheet", {
    ariaLabel: t("offerTitle"),
    onkeydown: onEscape(close),
  });
  const letters = takesLetters(sheet, { t, note, read: ctx.read, filled: fields.fill });
  const form = h("form", { noValidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } }, h("div.letter", {}, letters, note), fields.node,
    h("div.buttons", {}, h("button.primary", { type: "submit" }, t("offerSend")),
      h("button.quiet", { onclick: close }, t("cancel"))));
  sheet.append(h("h3", {}, t("offerTitle")), form);
  fields.fill({}, "", { company: ctx.company, role: ctx.role });
  ctx.known().then((sheet_) => {
    const { about, profile, due } = sheet_ ?? {};
    if (profile?.offer && fields.empty()) fields.fill(profile.offer, due?.date ?? "", { company: about.company_display, role: about.role_display, region: about.region });
  }).catch(() => {});

  async function submit() {
    const told = fields.read();
    if (!told) return;
    if (fields.empty()) {
      note.textContent = t("offerEmpty");
      fields.inputs.base.focus();
      return;
    }
    try {
      await ctx.save(told);
    } catch (error) {
      note.textContent = error.detail || t("failed");
      return;
    }
    sheet.remove();
    ctx.send(t("offerAsk"));
  }

  requestAnimationFrame(() => fields.inputs[ctx.company ? "base" : "company"].focus());
  return sheet;
}
