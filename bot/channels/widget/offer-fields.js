// The fields of an offer, for the chat's form and the page of one's own: drawn, read back, filled from a letter.
import { money } from "./blocks.js";
import { h } from "./dom.js";

export const CURRENCIES = ["USD", "GBP", "EUR", "CAD", "AUD", "SGD", "INR", "CHF", "SEK", "DKK", "NOK", "PLN", "ILS", "JPY", "BRL"];
const AMOUNTS = ["base", "equity", "bonus_percent", "signing"];
const NAMES = ["company", "role", "region"];

/** An amount as typed: "245,000", "245k", "1.5m", "12.5"; NaN where it is none, null where nothing is typed. */
export function amountOf(typed) {
  const text = typed.replace(/[\s'’_]|^[^\d-]+(?=\d)/g, "").replace(/[%€£$]$/, "");
  if (!text) return typed.trim() ? NaN : null;
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}|\d+(?=[kmKM])))?([kmKM]?)$/.exec(text);
  if (!found) return NaN;
  const whole = Number(found[1].replace(/[.,]/g, ""));
  // "1.500m" has no thousands: its point is a decimal one.
  const value = found[3] && /[.,]/.test(found[1]) ? Number(found[1].replace(",", ".")) : whole + Number(`0.${found[2] ?? 0}`);
  return Math.round(value * { k: 1e3, m: 1e6 }[found[3].toLowerCase() || "k"] * (found[3] ? 1 : 1e-3) * 100) / 100;
}

/** What an offer holds that has no field of its own, in words. */
function unlisted(offer, t) {
  const amount = (name, value) => value && `${t(name)} ${money(value, offer.currency, t.language)}`;
  return [
    amount("bonus", offer.bonus_amount), amount("total", offer.total), offer.start && `${t("startDay")} ${offer.start}`,
    offer.rate && `${t("rate")} ${t("ratePer", { amount: offer.rate, currency: offer.currency ?? "", period: offer.rate_period ?? "day" })}`,
    offer.equity_count && `${t("equity")} ${offer.equity_count.toLocaleString(t.language)} ${offer.equity_kind ?? ""}`.trim(),
  ].filter(Boolean);
}

/** Digits in threes, so that a slip by a thousand is seen. */
export const grouped = (value, language) => (value === null || value === undefined || value === "" ? "" : Number(value).toLocaleString(language, { maximumFractionDigits: 2 }));

/**
 * The fields: {node, fill(offer, due), read()}. read gives {company, role, region, offer, deadline} or null, the
 * first field that can't be read marked and focused. t: texts; look: asks the server, for the names it holds.
 */
export function offerFields({ t, look, whose = true }) {
  let known = null;
  const lists = Object.fromEntries(NAMES.map((name) => [name, h("datalist", { id: `held-${name}-${Math.random().toString(36).slice(2, 8)}` })]));
  const inputs = {};
  const field = (name, label, more = {}) => {
    inputs[name] = h("input", { name, autocomplete: "off", inputMode: "text", ...more });
    if (lists[name]) inputs[name].setAttribute("list", lists[name].id);
    return h("label.field", {}, label, inputs[name], lists[name]);
  };
  const amount = (name, label) => field(name, label, {
    inputMode: "decimal", placeholder: "0",
    onchange: () => { const value = amountOf(inputs[name].value); if (!Number.isNaN(value)) inputs[name].value = grouped(value, t.language); check(name); },
  });
  let also;
  const currency = h("select", { name: "currency" }, CURRENCIES.map((code) => h("option", { value: code }, code)));
  const node = h("div.fields", {},
    ...(whose ? [field("company", t("company")), field("role", t("role")), field("region", t("place"))] : [field("company", t("company"))]),
    h("label.field", {}, t("currency"), currency),
    amount("base", `${t("base")} (${t("perYear")})`), amount("equity", `${t("equity")} (${t("grant")})`),
    field("equity_years", t("vestYears"), { type: "number", min: 1, max: 10, value: "4" }),
    amount("bonus_percent", `${t("bonus")} (${t("bonusPercent")})`), amount("signing", t("signing")),
    field("deadline", t("answerBy"), { type: "date" }), (also = h("p.note", { hidden: true })));

  function check(name) {
    const wrong = Number.isNaN(amountOf(inputs[name].value));
    inputs[name].setCustomValidity(wrong ? t("noAmount") : "");
    inputs[name].ariaInvalid = String(wrong);
    return !wrong;
  }
  const options = (name, items) => lists[name].replaceChildren(...[...new Set(items)].slice(0, 1500).map((value) => h("option", { value })));
  const same = (one, typed) => one.toLowerCase() === typed.trim().toLowerCase();

  /** What the guides hold of what is typed: roles once the company is known, places once the role is. */
  async function suggest() {
    if (!whose || !look) return;
    known ??= await look("/v1/companies").catch(() => []);
    options("company", known.map((one) => one.company_display));
    const company = known.find((one) => same(one.company_display, inputs.company.value) || same(one.company, inputs.company.value));
    options("role", company?.roles.map((one) => one.role_display) ?? []);
    const role = company?.roles.find((one) => same(one.role_display, inputs.role.value) || same(one.role, inputs.role.value));
    if (!role) return options("region", []);
    const guide = await look(`/v1/guides/${encodeURIComponent(company.company)}/${encodeURIComponent(role.role)}`).catch(() => null);
    options("region", guide?.bands.map((band) => band.region).filter(Boolean) ?? []);
  }
  for (const name of whose ? ["company", "role"] : []) inputs[name].addEventListener("change", suggest);
  node.addEventListener("focusin", suggest, { once: true });

  let before = {};
  function fill(offer, due = "", names = {}) {
    before = { ...before, ...offer };
    for (const name of NAMES) if (inputs[name] && (names[name] ?? offer[name])) inputs[name].value = names[name] ?? offer[name];
    for (const name of AMOUNTS) if (offer[name] !== null && offer[name] !== undefined) inputs[name].value = grouped(offer[name], t.language);
    if (offer.equity_years) inputs.equity_years.value = offer.equity_years;
    if (offer.currency) {
      if (!CURRENCIES.includes(offer.currency)) currency.append(h("option", { value: offer.currency }, offer.currency));
      currency.value = offer.currency;
    }
    if (due) inputs.deadline.value = due;
    const others = unlisted(before, t);
    also.hidden = !others.length;
    also.textContent = t("alsoRead", { list: others.join(", ") });
  }

  function read() {
    const wrong = AMOUNTS.find((name) => !check(name));
    if (wrong) {
      inputs[wrong].reportValidity();
      return null;
    }
    const offer = { ...before, currency: currency.value };
    for (const name of AMOUNTS) {
      const value = amountOf(inputs[name].value);
      offer[name] = value === null ? null : name === "bonus_percent" ? String(value) : Math.round(value);
    }
    offer.equity_years = offer.equity === null ? null : Number(inputs.equity_years.value) || 4;
    if (offer.equity !== before.equity) Object.assign(offer, { equity_per_year: false, vesting: null });
    if (offer.bonus_percent !== null && Number(offer.bonus_percent) !== Number(before.bonus_percent)) offer.bonus_amount = null;
    for (const name of NAMES) if (inputs[name]) offer[name] = inputs[name].value.trim() || null;
    if (!inputs.deadline.value && before.deadline) offer.deadline = before.deadline;
    return { ...(whose ? Object.fromEntries(NAMES.map((name) => [name, offer[name]])) : {}), offer, deadline: inputs.deadline.value || null };
  }

  return { node, inputs, fill, read, empty: () => AMOUNTS.every((name) => !inputs[name].value.trim()) && !unlisted({ ...before, start: "" }, t).length };
}
