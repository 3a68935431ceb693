// Renders an Answer's blocks. A cite is a citation's id; its number is its place in the answer's citations.
import { rangeBar, scales, yearsChart } from "./charts.js";
import { h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

/** What rendering needs: t (texts), language (of an answer in another than English), money (amount, currency), cite (id -> node or null), copy (text, button). */
export function render(block, ctx) {
  const drawn = DRAW[block.type]?.(block, ctx) ?? null;
  // What is made of names and figures comes in the page's language, beside prose in English.
  if (drawn && MADE.includes(block.type)) drawn.lang = ctx.language || ctx.t.language;
  return drawn;
}

const MADE = ["band_card", "comparison", "offer", "suggestions", "practice", "warning"];

/** An answer's blocks, what leads first, and what a card shows already folded away. */
export function renderAll(blocks, ctx) {
  const all = { ...ctx, scales: scales(blocks) };
  const gauge = blocks.find((block) => block.type === "offer" && block.rows.length);
  const lead = gauge && blocks.find((block) => block.type === "text" && /^\*\*[^*\n]+\*\*\s/.test(block.text));
  return saidOnce(blocks).flatMap((block) => {
    if (block !== lead) return block === gauge && lead ? [render(block, all), folded(ctx.t("inWords"), text({ ...lead, text: after(lead.text) }, all))] : [render(block, all)];
    return [text({ ...lead, text: lead.text.slice(0, lead.text.length - after(lead.text).length) }, all)];
  }).filter(Boolean);
}

/** Blocks whose notes are told once each: what several guides or parts of an answer note alike, with all their marks. */
export function saidOnce(blocks) {
  const alike = (block) => blocks.filter((one) => one.type === "warning" && one.text === block.text);
  return blocks.flatMap((block) => block.type !== "warning" ? [block] : alike(block)[0] === block ? [{ ...block, cites: alike(block).map((one) => one.cite) }] : []);
}

const after = (words) => words.replace(/^\*\*[^*\n]+\*\*\s/, "");
export const folded = (title, ...inside) => h("details.fold", {}, h("summary", {}, title), inside);

/** A number with its currency in the reader's language, whole units. */
export function money(value, currency, language, form = {}) {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0, ...form }).format(value);
  } catch {
    return `${Number(value).toLocaleString(language)} ${currency ?? ""}`.trim();
  }
}

/** A value of a row in its unit and the reader's language: "$250K", "10%". */
export function figure(value, { unit, currency }, language, form = {}) {
  if (unit === "percent") return (value / 100).toLocaleString(language, { style: "percent", maximumFractionDigits: 2 });
  return currency ? money(value, currency, language, form) : Number(value).toLocaleString(language, form);
}

/** A button that copies text() and says so. */
export function copyButton(text, ctx) {
  const label = h("span", {}, ctx.t("copy"));
  const button = h("button.quiet", { onclick: () => ctx.copy(text(), label) }, icon("copy"), label);
  return button;
}

const DRAW = {
  text,
  band_card: bandCard,
  comparison,
  offer,
  lever,
  script: (block, ctx) => spoken(block.title, block.text, block.cites, ctx),
  email,
  warning: (block, ctx) => h("div.warning", { role: "note" }, h("span", {}, `${ctx.t("note")}: ${block.text}`), marks(block.cites ?? [block.cite], ctx)),
  suggestions,
  practice: (block, ctx) => ctx.board?.(block) ?? null,
};

function text(block, ctx) {
  const drawn = h("div.text", {}, markdown(block.text));
  const cited = marks(block.cites, ctx);
  const last = drawn.lastElementChild;
  // The marks stand at the end of the last line, also where that is a list's.
  if (cited) mark(last?.lastElementChild?.localName === "li" ? last.lastElementChild : last ?? drawn, cited);
  return drawn;
}

/** Puts marks behind the last word, so that they never stand on a line alone. */
function mark(place, cited) {
  const end = place.lastChild?.data?.trim() === "" ? place.lastChild.previousSibling : place.lastChild;
  if (end?.localName === "strong") return mark(end, cited);
  const word = end?.nodeType === Node.TEXT_NODE ? /\S+\s*$/.exec(end.data)?.[0] ?? "" : "";
  if (word.length > 30 || !word) return place.append(" ", cited);
  end.data = end.data.slice(0, -word.length);
  place.append(h("span.kept", {}, word.trimEnd(), " ", cited));
}

/** A guide's passage: its table's rows as a table, everything else as it stands. cited: which of its lines is marked. */
export function passageOf(passage, cited = -1) {
  const fragment = document.createDocumentFragment();
  let table = null;
  for (const [at, line] of passage.split("\n").entries()) {
    if (/^\s*\|.*\|\s*$/.test(line)) {
      if (/^[\s|:-]+$/.test(line)) continue;
      if (!table) fragment.append(h("div.scroll", { tabIndex: 0 }, (table = h("table"))));
      const head = !table.rows.length && passage.includes("\n");
      table.append(h(at === cited ? "tr.cited" : "tr", at === cited ? { ariaCurrent: "true" } : {}, line.trim().slice(1, -1).split("|").map((cell) => h(head ? "th" : "td", {}, cell.trim()))));
    } else {
      table = null;
      if (line.trim()) fragment.append(h(at === cited ? "p.cited" : "p", at === cited ? { ariaCurrent: "true" } : {}, line));
    }
  }
  return fragment;
}

function marks(cites, ctx) {
  const found = [...new Set(cites ?? [])].filter(Boolean).map(ctx.cite).filter(Boolean).sort((a, b) => a.textContent - b.textContent);
  return found.length ? h("span.marks", {}, found) : null;
}

function bandCard(block, ctx) {
  const where = [block.level, block.region].filter(Boolean).join(" · ");
  return h("section.card", { ariaLabel: `${block.company} ${block.role} ${where}` },
    h("header", {}, h("strong", {}, block.role), h("span", {}, `${block.company} · ${where}`)),
    h("dl", {}, block.rows.map((row) => bandRow(row, ctx))),
    h("footer", {}, block.date ? ctx.t("asOf", { date: ctx.date(block.date) }) : ctx.t("undated")),
  );
}

function bandRow(row, ctx) {
  const value = h("dd", {}, h("span.value", {}, row.text), row.derived ? h("em.tag", {}, ctx.t("derived")) : null, marks([row.cite], ctx));
  if (row.low !== null && row.high !== null && (Number(row.low) !== Number(row.high) || row.user !== null)) {
    value.append(rangeBar(row, [row.label, row.text, standing(row, ctx)].filter(Boolean).join(", "), ctx.scales, (tick) => figure(tick, row, ctx.t.language, SHORT)));
  }
  const standingText = standing(row, ctx);
  if (standingText) value.append(h("span.standing", {}, standingText));
  return h("div.row", {}, h("dt", {}, row.label), value);
}

const SHORT = { notation: "compact", maximumFractionDigits: 1 };

function standing(row, ctx) {
  if (row.user === null || row.user === undefined) return "";
  const own = figure(row.user, row, ctx.t.language);
  const [low, high, user] = [Number(row.low), Number(row.high), Number(row.user)];
  const place = user < low ? ctx.t("below") : user > high ? ctx.t("above") : row.position === null ? "" : ctx.t(third(row.position));
  return [`${ctx.t("yours")}: ${own}`, place].filter(Boolean).join(" – ");
}

/** Where in its band a figure stands, in words: the bar beside it shows it exactly. */
function third(position) {
  if (position <= 0) return "atBottom";
  if (position >= 100) return "atTop";
  return position < 34 ? "lower" : position < 67 ? "middle" : "upper";
}

/** A table whose title says once what names every row alike; its figures begin with the first column that has a digit. */
function alikeOnce(block) {
  const { columns, rows } = block;
  const names = columns.findIndex((_, j) => j && rows.some((row) => /\d/.test(row[j])));
  const same = columns.map((_, j) => j > 0 && j < names && rows.length > 1 && rows[0][j] && rows.every((row) => row[j] === rows[0][j]));
  const kept = (cells) => cells.filter((_, j) => !same[j]);
  return { ...block, title: [block.title, ...columns.map((_, j) => same[j] && rows[0][j])].filter(Boolean).join(" · "), columns: kept(columns), rows: rows.map(kept) };
}

function comparison(table, ctx) {
  const block = alikeOnce(table);
  // Roles are said aloud: on a phone the rows are drawn as cards, and would be no table to a screen reader.
  const ranked = block.columns[0] === "#";
  const own = block.row_cites?.length === block.rows.length;
  const head = h("tr", { role: "row" }, block.columns.map((name) => h("th", { scope: "col", role: "columnheader" }, name)));
  const rows = block.rows.map((cells, i) =>
    h(i === block.best ? "tr.best" : "tr", { role: "row" },
      cells.map((cell, j) => {
        const last = j === cells.length - 1;
        const made = j ? h("td", { role: "cell" }, h(cell.length < 14 ? "span.kept" : "span", {}, cell)) : h("th", { scope: "row", role: "rowheader" }, cell);
        if (j && !(ranked && j === 1)) made.dataset.label = block.columns[j];
        if (last && own) mark(made.lastElementChild ?? made, marks(block.row_cites[i], ctx));
        return made;
      })));
  return h(ranked ? "figure.table.ranked" : "figure.table", {},
    h("figcaption", {}, block.title, own ? null : marks(block.cites, ctx)),
    h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: block.title },
      h(block.columns.length > 3 ? "table.cards" : "table", { role: "table", ariaLabel: block.title }, h("thead", { role: "rowgroup" }, head), h("tbody", { role: "rowgroup" }, rows))),
    block.note ? h("p.note", {}, block.note) : null,
  );
}

function offer(block, ctx) {
  const parts = ["base", "equity", "bonus", "signing", "refresher"].filter((part) => block.years.some((y) => y[part]));
  const amount = (value) => ctx.money(value, block.currency);
  const label = block.years.map((y) => `${ctx.t("year", { n: y.year })}: ${amount(y.total)}`).join(", ");
  const section = h("section.card.offer", { ariaLabel: ctx.t("offerTitle") },
    h("header", {}, h("strong", {}, ctx.t("offerTitle"))),
    block.rows.length ? h("dl", {}, block.rows.map((row) => bandRow(row, ctx))) : null,
  );
  if (block.years.length) {
    section.append(
      yearsChart(block.years, label, (n) => ctx.t("year", { n }), amount),
      h("ul.legend", { ariaHidden: "true" }, parts.map((part) => h(`li.${part}`, {}, ctx.t(part)))),
      folded(ctx.t("byYear"), h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: ctx.t("total") },
        h("table.plain", { role: "table" },
          h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, h("td", { role: "cell" }), block.years.map((y) => h("th", { scope: "col", role: "columnheader" }, ctx.t("year", { n: y.year }))))),
          h("tbody", { role: "rowgroup" }, [...parts, "total"].map((part) =>
            h(part === "total" ? "tr.best" : "tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, ctx.t(part)), block.years.map((y) => h("td", { role: "cell" }, amount(y[part])))))))),
        block.assumptions?.length ? h("p.note", {}, ctx.t("assumptions", { list: block.assumptions.join("; ") })) : null),
    );
  }
  if (block.unknown?.length) section.append(h("p.note", {}, ctx.t("unknown", { list: block.unknown.join(", ") })));
  if (block.assumptions?.length && !block.years.length) section.append(h("p.note", {}, ctx.t("assumptions", { list: block.assumptions.join("; ") })));
  return section;
}

function lever(block, ctx) {
  return h("section.card.lever", {},
    h("header", {}, h("strong", {}, block.title), marks([block.cite], ctx)),
    block.why ? h("p", {}, block.why) : null,
    block.script ? quote(block.script, ctx) : null,
  );
}

function spoken(title, text, cites, ctx) {
  return h("section.card", {}, h("header", {}, h("strong", {}, title), marks(cites, ctx)), quote(text, ctx));
}

function quote(text, ctx) {
  return h("div.quote", {}, h("blockquote", {}, blanks(text)), copyButton(() => text, ctx));
}

function email(block, ctx) {
  const whole = `${ctx.t("subject")}: ${block.subject}\n\n${block.body}`;
  return h("section.card.email", {},
    h("header", {}, h("span", {}, `${ctx.t("subject")}: `), h("strong", {}, block.subject, marks(block.cites, ctx))),
    h("div.quote", {}, h("div.body", {}, block.body.split("\n\n").map((part) => h("p", {}, blanks(part)))), copyButton(() => whole, ctx)),
  );
}

/** The text with its [blanks] marked, for the eye. */
function blanks(text) {
  return text.split(/(\[[^\]\n]{1,120}\])/).map((part, i) => (i % 2 ? h("mark", {}, part) : part));
}

function suggestions(block, ctx) {
  return h("div.suggestions", { role: "group", ariaLabel: ctx.t(block.choices ? "choices" : "suggestions") },
    block.items.map((item, i) => h("button.chip", { onclick: () => ctx.ask(item) }, block.labels?.[i] ?? item)));
}
