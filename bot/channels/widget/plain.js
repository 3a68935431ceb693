// An answer as clean text to paste elsewhere: every block in words, the marks as [n], and the sources they stand for.
import { figure, saidOnce } from "./blocks.js";

/** A block in words to be read aloud: no marks, and nothing of its drawing. */
export function aloud(block, { t, money }) {
  if (block.type === "suggestions") return (block.labels?.length ? block.labels : block.items).join(", ");
  return plainText({ blocks: [block], citations: [] }, { t, money, server: "" }).replace(/\n+(- )?/g, ". ");
}

/** t: texts; money: amount and currency in words; server: where the sources' pages are. */
export function plainText(answer, { t, money, server }) {
  const numbers = new Map(answer.citations.map((one, i) => [one.id, i + 1]));
  const used = new Set();
  const marks = (...cites) => {
    const found = [...new Set(cites.flat().filter((id) => numbers.has(id)))];
    for (const id of found) used.add(id);
    return found.length ? " " + found.map((id) => `[${numbers.get(id)}]`).join("") : "";
  };
  const row = (one) => `- ${one.label}: ${one.text}${own(one)}${marks(one.cite)}`;
  const own = (one) => (one.user === null || one.user === undefined ? "" : ` (${t("yours")}: ${figure(one.user, one, t.language)})`);
  const WRITTEN = {
    text: (block) => block.text.replace(/\*\*|`/g, "") + marks(block.cites),
    band_card: (block) => [[block.role, block.company, block.level, block.region].filter(Boolean).join(", "), ...block.rows.map(row)].join("\n"),
    comparison: (block) => [block.title + (block.row_cites?.length ? "" : marks(block.cites)), block.columns.join(" | "),
      ...block.rows.map((cells, i) => cells.join(" | ") + marks(block.row_cites?.[i] ?? [])), block.note].filter(Boolean).join("\n"),
    offer: (block) => [t("offerTitle"), ...block.rows.map(row), ...block.years.map((year) => `- ${t("year", { n: year.year })}: ${money(year.total, block.currency)}`)].join("\n"),
    lever: (block) => [block.title + marks(block.cite), block.why, block.script].filter(Boolean).join("\n"),
    script: (block) => `${block.title}${marks(block.cites)}\n${block.text}`,
    email: (block) => `${t("subject")}: ${block.subject}${marks(block.cites)}\n\n${block.body}`,
    warning: (block) => `${t("note")}: ${block.text}${marks(block.cites)}`,
  };
  const parts = saidOnce(answer.blocks).map((block) => WRITTEN[block.type]?.(block)).filter(Boolean);
  const sources = answer.citations.filter((one) => used.has(one.id)).map((one) => {
    const about = [one.title || one.path, t("line", { line: one.line }), one.date].filter(Boolean).join(", ");
    return `[${numbers.get(one.id)}] ${about}${one.href ? `, ${server}${one.href}` : ""}`;
  });
  return [...parts, ...(sources.length ? [`${t("sources")}:\n${sources.join("\n")}`] : [])].join("\n\n");
}
