// What can be changed on the page of one's own offers: the terms, other offers, the plan's figures, what came of it.
import { h } from "/widget/dom.js";
import { takesLetters } from "/widget/letter.js";
import { amountOf, grouped, offerFields } from "/widget/offer-fields.js";

/** [part, its name in the catalogue]. */
const PARTS = [["base", "base"], ["equity", "equityGrant"], ["bonus_percent", "bonusShare"], ["signing", "signing"]];

/** The offer's terms, and the form that changes them in their place. */
export function terms(ctx) {
  const { sheet } = ctx;
  const box = h("section.card.terms", { id: "terms", ariaLabel: ctx.t("theOffer") });
  const shown = () => {
    const edit = h("button.plainly.screen", { onclick: () => open(edit) }, ctx.t("editIt"));
    box.replaceChildren(...stated(ctx), edit);
    return edit;
  };
  const open = () => box.replaceChildren(form(ctx, sheet?.profile.offer ? () => shown().focus() : null, box));
  if (sheet?.profile.offer) shown();
  else open();
  return box;
}

function stated({ t, language, sheet, money }) {
  const share = (value) => (value / 100).toLocaleString(language, { style: "percent", maximumFractionDigits: 2 });
  const { about, profile: { offer } } = sheet;
  const granted = () => money(offer.equity, offer.equity_currency ?? offer.currency);
  const rows = [
    offer.base !== null && [t("base"), t("aYear", { amount: money(offer.base, offer.currency) })],
    offer.rate !== null && [t("rate"), t("ratePer", { amount: offer.rate, currency: offer.currency ?? "", period: offer.rate_period ?? "day" })],
    offer.equity !== null && [t("equity"), offer.equity_per_year ? t("aYear", { amount: granted() }) : t("overYears", { amount: granted(), n: offer.equity_years ?? 4 })],
    offer.equity_count !== null && [t("equity"), `${offer.equity_count.toLocaleString(language)} ${offer.equity_kind ?? "shares"}`],
    offer.bonus_percent !== null && [t("bonus"), t("ofBase", { share: share(offer.bonus_percent) })],
    offer.bonus_amount !== null && [t("bonus"), t("aYear", { amount: money(offer.bonus_amount, offer.currency) })],
    offer.signing !== null && [t("signing"), money(offer.signing, offer.currency)],
    offer.total !== null && [t("total"), t("aYear", { amount: money(offer.total, offer.currency) })],
    offer.start && [t("startDay"), offer.start],
  ].filter(Boolean);
  return [
    h("h2", { tabIndex: -1 }, about.role_display || t("offerTitle")),
    h("p.note", {}, [about.company_display, about.level, about.region].filter(Boolean).join(" · ") || t("addWhose")),
    h("dl", {}, rows.map(([name, text]) => h("div.row", {}, h("dt", {}, name), h("dd", {}, h("span.value", {}, text))))),
  ];
}

function form(ctx, close, box) {
  const { t, sheet } = ctx;
  const note = h("p", { role: "status" }, t("fillIn"));
  const fields = offerFields({ t, look: ctx.look });
  if (sheet) fields.fill(sheet.profile.offer ?? {}, sheet.due?.date ?? "", { company: sheet.about.company_display, role: sheet.about.role_display, region: sheet.about.region });
  const letters = takesLetters(box, { t, note, read: ctx.read, filled: fields.fill, told: t("readLetter") });
  const cancel = close ? h("button.quiet", { onclick: close }, t("cancel")) : null;
  const made = h("form", {
    noValidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const told = fields.read();
      if (told && fields.empty()) { note.textContent = t("offerEmpty"); fields.inputs.base.focus(); }
      else if (told) ctx.save(told).catch((error) => { note.textContent = error.detail || t("failed"); });
    },
    onkeydown: (event) => { if (event.key === "Escape" && close) { event.preventDefault(); close(); } },
  }, h("h2", {}, sheet?.profile.offer ? t("editOffer") : t("enterOffer")), h("div.letter", {}, letters, note), fields.node,
  h("div.buttons", {}, h("button.primary", { type: "submit" }, t("saveIt")), cancel));
  requestAnimationFrame(() => { if (close) fields.inputs.base.focus(); });
  return made;
}

/** The other offers, each with a way to take it off, and a form for one more. */
export function otherOffers(ctx) {
  const { t, sheet } = ctx;
  const others = sheet.profile.others;
  const named = others.map((one, n) => h("li", {}, h("span", {}, one.company || t("offerN", { n: n + 2 })),
    h("button.quiet", { ariaLabel: t("removeOffer", { company: one.company || t("anotherCompany") }), onclick: () => ctx.save({ others: others.filter((_, at) => at !== n) }).catch(ctx.failed) }, t("removeIt"))));
  const fields = offerFields({ t, look: null, whose: false });
  const note = h("p", { role: "status" });
  const add = h("form", {
    noValidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const told = fields.read();
      if (!told) return;
      if (fields.empty()) { note.textContent = t("offerEmpty"); return; }
      const deadline = told.deadline ?? null;
      ctx.save({ others: [...others, { ...told.offer, deadline }] }).catch((error) => { note.textContent = error.detail || t("failed"); });
    },
  }, fields.node, note, h("div.buttons", {}, h("button.primary", { type: "submit" }, t("addThis"))));
  fields.fill({ currency: sheet.profile.offer.currency });
  return h("div.screen", {}, named.length ? h("ul.held", {}, named) : null, h("details.more", {}, h("summary", {}, t("addAnother")), add));
}

/** The person's own ask, accept-at and floor; empty ones are the plan's to fill. */
export function planFigures(ctx) {
  const { t, sheet } = ctx;
  const code = sheet.profile.offer?.currency;
  const inputs = {};
  const cell = (kind, part, label, hint) => {
    const value = sheet.profile[kind]?.[part];
    const input = h("input", { name: `${kind}-${part}`, inputMode: "decimal", autocomplete: "off", ariaLabel: label, placeholder: hint, value: grouped(value, t.language) });
    (inputs[kind] ??= {})[part] = input;
    return h("td", { dataLabel: label }, input);
  };
  // What the plan has for an empty field, as the server worded it.
  const plan = sheet.plan?.blocks.find((block) => block.type === "comparison" && block.columns.includes(t("ask")));
  const said = (kind, label) => plan?.rows.find((row) => row[0] === label)?.[plan.columns.findIndex((name) => name.startsWith(kind))] ?? "";
  const planned = (kind, label) => (/\d/.test(said(kind, label)) ? said(kind, label) : "");
  const kinds = [["target", "ask"], ["accept_at", "acceptAt"], ["floor", "floor"]];
  const note = h("p", { role: "status" });
  const form = h("form", {
    noValidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const told = {};
      for (const [kind] of kinds) {
        const found = {};
        for (const [part, input] of Object.entries(inputs[kind])) {
          const value = amountOf(input.value);
          input.ariaInvalid = String(Number.isNaN(value));
          if (Number.isNaN(value)) { note.textContent = ctx.t("noAmount"); input.focus(); return; }
          if (value !== null) found[part] = Math.round(value);
        }
        told[kind] = Object.keys(found).length ? { ...kept(sheet.profile[kind]), currency: code, ...found } : null;
      }
      ctx.save(told).catch((error) => { note.textContent = error.detail || ctx.t("failed"); });
    },
  }, h("table.figures", {}, h("thead", {}, h("tr", {}, h("td", {}), kinds.map(([, name]) => h("th", { scope: "col" }, t(name))))),
    h("tbody", {}, ["base", "equity", "signing"].map((part) => h("tr", {}, h("th", { scope: "row" }, t(part)), kinds.map(([kind, name]) => cell(kind, part, `${t(name)}: ${t(part)}`, planned(t(name), t(part)))))))),
  h("p.note", {}, t("staysYours")),
  note, h("div.buttons", {}, h("button.primary", { type: "submit" }, t("savePlan"))));
  return h("details.more.screen", {}, h("summary", {}, t("setFigures")), form);
}

/** What a kept offer holds beside the parts that are edited here. */
function kept(offer) {
  const { base, equity, signing, ...more } = offer ?? {};
  return more;
}

/** At the end: how it went, and what was gained part by part. */
export function ended(ctx) {
  const { t, sheet } = ctx;
  const { offer, outcome } = sheet.profile;
  const told = sheet.gains.length
    ? h("table.gains", {}, h("thead", {}, h("tr", {}, ["", "first", "final", "gained"].map((name) => (name ? h("th", { scope: "col" }, t(name)) : h("td", {}))))),
        h("tbody", {}, sheet.gains.map((one) => h("tr", {}, h("th", { scope: "row" }, one.part === "year" ? t("year", { n: 1 }) : t(one.part.split("_")[0])), h("td", {}, one.first), h("td", {}, one.final), h("td.value", {}, one.gained)))))
    : null;
  const first = outcome?.first ?? offer;
  const final = outcome?.final ?? offer;
  const rows = PARTS.map(([part, label]) => [part, t(label), input(t, "first", part, label, first), input(t, "final", part, label, final)]);
  const states = ["accepted", "declined", "withdrawn"];
  const state = h("select", { name: "state" }, states.map((value) => h("option", { value }, t(value))));
  if (outcome) state.value = outcome.state;
  const note = h("p", { role: "status" });
  const form = h("form", {
    noValidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const ends = [{ ...bare(first), currency: offer.currency }, { ...bare(final), currency: offer.currency }];
      for (const [part, , ...cells] of rows) {
        for (const [n, field] of cells.entries()) {
          const value = amountOf(field.value);
          if (Number.isNaN(value)) { note.textContent = ctx.t("noAmount"); field.focus(); return; }
          ends[n][part] = value === null ? null : part === "bonus_percent" ? String(value) : Math.round(value);
        }
      }
      ctx.save({ outcome: { state: state.value, first: ends[0], final: ends[1] } }).catch((error) => { note.textContent = error.detail || ctx.t("failed"); });
    },
  }, h("label.field", {}, t("howEnded"), state),
  h("table.figures", {}, h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, t("firstOffer")), h("th", { scope: "col" }, t("whatYouGot")))),
    h("tbody", {}, rows.map(([, label, ...cells]) => h("tr", {}, h("th", { scope: "row" }, label), cells.map((field) => h("td", {}, field)))))),
  h("p.note", {}, t("operatorSees")),
  note, h("div.buttons", {}, h("button.primary", { type: "submit" }, t("saveIt")),
    outcome ? h("button.quiet", { onclick: () => ctx.save({ outcome: null }).catch(ctx.failed) }, t("takeBack")) : null));
  return h("div", {}, told ? h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: t("whatGained") }, told) : null,
    h("details.more.screen", {}, h("summary", {}, outcome ? t("changeOutcome") : t("tellOutcome")), form));
}

function input(t, when, part, label, offer) {
  return h("input", { inputMode: "decimal", autocomplete: "off", ariaLabel: `${t(when)}: ${t(label)}`, value: grouped(offer?.[part], t.language) });
}

/** The terms that a worth by year is made of; a deadline or a letter's words are no part of what came of it. */
function bare(offer) {
  const { equity_years, equity_per_year, vesting, refresher } = offer ?? {};
  return { equity_years: equity_years ?? null, equity_per_year: Boolean(equity_per_year), vesting: vesting ?? null, refresher: refresher ?? null };
}

