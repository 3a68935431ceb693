// What can be changed on the page of one's own offers: the terms, other offers, the plan's figures, what came of it.
import { h } from "/widget/dom.js";
import { takesLetters } from "/widget/letter.js";
import { amountOf, offerFields } from "/widget/offer-fields.js";

const PARTS = [["base", "Base"], ["equity", "Equity, whole grant"], ["bonus_percent", "Bonus, % of base"], ["signing", "Signing bonus"]];

/** The offer's terms, and the form that changes them in their place. */
export function terms(ctx) {
  const { sheet } = ctx;
  const box = h("section.card.terms", { id: "terms", ariaLabel: "The offer" });
  const shown = () => {
    const edit = h("button.plainly.screen", { type: "button", onclick: () => open(edit) }, "Edit");
    box.replaceChildren(...stated(ctx), edit);
    return edit;
  };
  const open = () => box.replaceChildren(form(ctx, sheet?.profile.offer ? () => shown().focus() : null, box));
  if (sheet?.profile.offer) shown();
  else open();
  return box;
}

function stated({ sheet, money }) {
  const { about, profile: { offer } } = sheet;
  const rows = [
    offer.base !== null && ["Base", `${money(offer.base, offer.currency)} a year`],
    offer.rate !== null && ["Rate", `${offer.rate} ${offer.currency ?? ""} a ${offer.rate_period ?? "day"}`],
    offer.equity !== null && ["Equity", `${money(offer.equity, offer.equity_currency ?? offer.currency)} ${offer.equity_per_year ? "a year" : `over ${offer.equity_years ?? 4} years`}`],
    offer.equity_count !== null && ["Equity", `${offer.equity_count.toLocaleString("en")} ${offer.equity_kind ?? "shares"}`],
    offer.bonus_percent !== null && ["Bonus", `${offer.bonus_percent}% of base`],
    offer.bonus_amount !== null && ["Bonus", `${money(offer.bonus_amount, offer.currency)} a year`],
    offer.signing !== null && ["Signing bonus", money(offer.signing, offer.currency)],
    offer.total !== null && ["Total", `${money(offer.total, offer.currency)} a year`],
    offer.start && ["Start", offer.start],
  ].filter(Boolean);
  return [
    h("h2", { tabIndex: -1 }, about.role_display || "Your offer"),
    h("p.note", {}, [about.company_display, about.level, about.region].filter(Boolean).join(" · ") || "Add the company, role and place to see it beside the band."),
    h("dl", {}, rows.map(([name, text]) => h("div.row", {}, h("dt", {}, name), h("dd", {}, h("span.value", {}, text))))),
  ];
}

function form(ctx, close, box) {
  const { t, sheet } = ctx;
  const note = h("p", { role: "status" }, "Fill in what you know, or drop the offer letter here (text or PDF). Nothing is kept before you save it.");
  const fields = offerFields({ t, look: ctx.look });
  if (sheet) fields.fill(sheet.profile.offer ?? {}, sheet.due?.date ?? "", { company: sheet.about.company_display, role: sheet.about.role_display, region: sheet.about.region });
  const letters = takesLetters(box, { t, note, read: ctx.read, filled: fields.fill });
  const cancel = close ? h("button.quiet", { type: "button", onclick: close }, t("cancel")) : null;
  const made = h("form", {
    noValidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const told = fields.read();
      if (told && fields.empty()) { note.textContent = t("offerEmpty"); fields.inputs.base.focus(); }
      else if (told) ctx.save(told).catch((error) => { note.textContent = error.detail || t("failed"); });
    },
    onkeydown: (event) => { if (event.key === "Escape" && close) { event.preventDefault(); close(); } },
  }, h("h2", {}, sheet?.profile.offer ? "Edit the offer" : "Enter your offer"), note, fields.node,
  h("div.buttons", {}, h("button.primary", { type: "submit" }, "Save"), letters, cancel));
  requestAnimationFrame(() => { if (close) fields.inputs.base.focus(); });
  return made;
}

/** The other offers, each with a way to take it off, and a form for one more. */
export function otherOffers(ctx) {
  const { t, sheet } = ctx;
  const others = sheet.profile.others;
  const named = others.map((one, n) => h("li", {}, h("span", {}, one.company || `Offer ${n + 2}`),
    h("button.quiet", { type: "button", ariaLabel: `Remove the offer of ${one.company || "another company"}`, onclick: () => ctx.save({ others: others.filter((_, at) => at !== n) }).catch(ctx.failed) }, "Remove")));
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
  }, fields.node, note, h("div.buttons", {}, h("button.primary", { type: "submit" }, "Add this offer")));
  fields.fill({ currency: sheet.profile.offer.currency });
  return h("div.screen", {}, named.length ? h("ul.held", {}, named) : null, h("details.more", {}, h("summary", {}, "Add another offer"), add));
}

/** The person's own ask, accept-at and floor; empty ones are the plan's to fill. */
export function planFigures(ctx) {
  const { sheet } = ctx;
  const code = sheet.profile.offer?.currency;
  const inputs = {};
  const cell = (kind, part, label, hint) => {
    const value = sheet.profile[kind]?.[part];
    const input = h("input", { name: `${kind}-${part}`, inputMode: "decimal", autocomplete: "off", ariaLabel: label, placeholder: hint, value: value === null || value === undefined ? "" : Number(value).toLocaleString("en-US") });
    (inputs[kind] ??= {})[part] = input;
    return h("td", { dataLabel: label }, input);
  };
  // What the plan has for an empty field, as the server worded it.
  const plan = sheet.plan?.blocks.find((block) => block.type === "comparison" && block.columns.includes("Ask"));
  const planned = (kind, label) => plan?.rows.find((row) => row[0] === label)?.[plan.columns.findIndex((name) => name.startsWith(kind))] ?? "";
  const kinds = [["target", "Ask"], ["accept_at", "Accept at"], ["floor", "Floor"]];
  const parts = [["base", "Base"], ["equity", "Equity"], ["signing", "Signing bonus"]];
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
  }, h("table.figures", {}, h("thead", {}, h("tr", {}, h("td", {}), kinds.map(([, label]) => h("th", { scope: "col" }, label)))),
    h("tbody", {}, parts.map(([part, label]) => h("tr", {}, h("th", { scope: "row" }, label), kinds.map(([kind, name]) => cell(kind, part, `${name}: ${label}`, planned(name, label))))))),
  h("p.note", {}, "Accept-at and floor stay yours: they go into no draft and to no recruiter. What you leave empty is planned from the guide."),
  note, h("div.buttons", {}, h("button.primary", { type: "submit" }, "Save the plan")));
  return h("details.more.screen", {}, h("summary", {}, "Set your own figures"), form);
}

/** What a kept offer holds beside the parts that are edited here. */
function kept(offer) {
  const { base, equity, signing, ...more } = offer ?? {};
  return more;
}

/** At the end: how it went, and what was gained part by part. */
export function ended(ctx) {
  const { sheet } = ctx;
  const { offer, outcome } = sheet.profile;
  const told = sheet.gains.length
    ? h("table.gains", {}, h("thead", {}, h("tr", {}, ["", "First", "Final", "Gained"].map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))))),
        h("tbody", {}, sheet.gains.map((one) => h("tr", {}, h("th", { scope: "row" }, one.label), h("td", {}, one.first), h("td", {}, one.final), h("td.value", {}, one.gained)))))
    : null;
  const first = outcome?.first ?? offer;
  const final = outcome?.final ?? offer;
  const rows = PARTS.map(([part, label]) => [part, label, input("First", part, label, first), input("Final", part, label, final)]);
  const states = [["accepted", "I accepted"], ["declined", "I declined"], ["withdrawn", "They withdrew it"]];
  const state = h("select", { name: "state" }, states.map(([value, text]) => h("option", { value }, text)));
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
  }, h("label.field", {}, "How did it end?", state),
  h("table.figures", {}, h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, "First offer"), h("th", { scope: "col" }, "What you got"))),
    h("tbody", {}, rows.map(([, label, ...cells]) => h("tr", {}, h("th", { scope: "row" }, label), cells.map((field) => h("td", {}, field)))))),
  h("p.note", {}, "The operator sees counts and medians over at least twenty people, never yours alone."),
  note, h("div.buttons", {}, h("button.primary", { type: "submit" }, "Save"),
    outcome ? h("button.quiet", { type: "button", onclick: () => ctx.save({ outcome: null }).catch(ctx.failed) }, "Take it back") : null));
  return h("div", {}, told ? h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: "What you gained" }, told) : null,
    h("details.more.screen", {}, h("summary", {}, outcome ? "Change what came of it" : "Tell what came of it, once it is over"), form));
}

function input(when, part, label, offer) {
  const value = offer?.[part];
  return h("input", { inputMode: "decimal", autocomplete: "off", ariaLabel: `${when}: ${label}`, value: value === null || value === undefined ? "" : Number(value).toLocaleString("en-US", { maximumFractionDigits: 2 }) });
}

/** The terms that a worth by year is made of; a deadline or a letter's words are no part of what came of it. */
function bare(offer) {
  const { equity_years, equity_per_year, vesting, refresher } = offer ?? {};
  return { equity_years: equity_years ?? null, equity_per_year: Boolean(equity_per_year), vesting: vesting ?? null, refresher: refresher ?? null };
}

