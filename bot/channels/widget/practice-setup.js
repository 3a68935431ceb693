// A practice set up in a few taps: for which job, how hard, against whom.
import { h, onEscape } from "./dom.js";

const LEVELS = ["warm-up", "realistic", "hard"];
const PERSONAS = ["friendly", "by-the-book", "hiring-manager", "founder"];

/** A sheet to choose company, role, region, difficulty and recruiter. */
export function practiceSetup(ctx, root) {
  root.querySelector(".sheet")?.remove();
  const { t } = ctx;
  const chosen = { difficulty: "realistic", persona: "friendly", remarks: "no" };
  const note = h("p", { role: "status" }, t("practiceHint"));
  const company = h("select", { name: "company" });
  const role = h("select", { name: "role" });
  const region = h("select", { name: "region" });
  const close = () => { sheet.remove(); ctx.back(); };
  const taps = (name, options) => h("div.field", {}, h("span", {}, t(name)),
    h("div.taps", { role: "group", ariaLabel: t(name) }, options.map((option) => h("button.chip", {
      ariaPressed: String(chosen[name] === option),
      onclick: (event) => {
        chosen[name] = option;
        for (const other of event.currentTarget.parentElement.children) other.ariaPressed = String(other === event.currentTarget);
      },
    }, t(option)))));
  const start = h("button.primary", { type: "submit", disabled: true }, t("start"));
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); begin(); } },
    h("div.fields", {}, h("label.field", {}, t("company"), company), h("label.field", {}, t("role"), role), h("label.field", {}, t("place"), region)),
    taps("difficulty", LEVELS), taps("persona", PERSONAS), taps("remarks", ["no", "yes"]),
    h("div.buttons", {}, start, h("button.quiet", { onclick: close }, t("cancel"))));
  const sheet = h("section.sheet", {
    ariaLabel: t("practiceTitle"),
    onkeydown: onEscape(close),
  }, h("h3", {}, t("practiceTitle")), note, t("practiceIn") ? h("p", {}, t("practiceIn")) : null, form);

  let wanted = "";
  const fill = (select, entries, preset, none = "") => {
    select.replaceChildren(...entries.map(([value, text]) => h("option", { value }, text)));
    const match = entries.find(([value, text]) => preset && [value, text].some((one) => one.toLowerCase() === preset.toLowerCase()));
    if (match) select.value = match[0];
    else if (none) {
      select.prepend(h("option", { value: "", disabled: true }, none));
      select.value = "";
    }
  };
  const regions = async () => {
    region.replaceChildren();
    if (!company.value || !role.value) return;
    const at = `/v1/guides/${encodeURIComponent(company.value)}/${encodeURIComponent(role.value)}`;
    wanted = at;
    const guide = await ctx.look(at);
    // Another company may have been chosen meanwhile.
    if (wanted !== at) return;
    fill(region, [...new Set(guide.bands.filter((band) => band.base).map((band) => band.region))].map((name) => [name, name]));
  };
  (async () => {
    try {
      const [companies, known] = await Promise.all([ctx.look("/v1/companies"), ctx.known().catch(() => null)]);
      const about = known && !ctx.company ? known.about : null;
      const roles = () => fill(role, companies.find((one) => one.company === company.value)?.roles.map((one) => [one.role, one.role_display]) ?? [], about?.role ?? ctx.role);
      fill(company, companies.map((one) => [one.company, one.company_display]), about?.company || ctx.company, t("choose"));
      company.addEventListener("change", () => { roles(); regions().catch(ctx.trouble); });
      role.addEventListener("change", () => regions().catch(ctx.trouble));
      roles();
      await regions();
      if (about && [...region.options].some((one) => one.value === about.region)) region.value = about.region;
      const mine = () => {
        const same = company.value === known?.about.company && role.value === known?.about.role && known.profile.offer?.base;
        note.textContent = same ? t("practiceYours", { base: ctx.money(known.profile.offer.base, known.profile.offer.currency) }) : t("practiceHint");
      };
      const changed = () => { mine(); start.disabled = !company.value; };
      changed();
      form.addEventListener("change", changed);
      company.focus();
    } catch (error) {
      ctx.trouble(error);
    }
  })();

  async function begin() {
    try {
      const practice = await ctx.call("POST", "/practice", { company: company.value, role: role.value, region: region.value || null, ...chosen, remarks: chosen.remarks === "yes" });
      sheet.remove();
      ctx.line(practice.lines.map((line) => line.recruiter).filter(Boolean).join("\n\n"));
      ctx.begun(practice);
      ctx.back();
    } catch (error) {
      note.textContent = error.detail || t("failed");
    }
  }
  return sheet;
}
