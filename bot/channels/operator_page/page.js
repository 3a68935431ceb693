// The operator's page: the overview as tables; every text as a text node. The key is kept in this page's memory alone.
import { catalogue, load, nearest } from "/widget/texts.js";

const form = document.getElementById("enter");
const note = document.getElementById("note");
const place = document.getElementById("overview");

const language = nearest(new URLSearchParams(location.search).get("lang") || navigator.language);
await load(language, new URL("{language}.json", import.meta.url).href);
const t = catalogue(language);
document.documentElement.lang = language;
document.title = t("docTitle");
for (const [place, key] of [["h1", "whatNext"], ["header p", "lead"], ["label", "key"], ["form button", "showIt"]]) document.querySelector(place).textContent = t(key);
form.hidden = false;

/** Rows of a table that are shown at once. */
const PAGE = 20;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  note.textContent = t("looking");
  try {
    const answer = await fetch("/v1/operator/overview", { headers: { Authorization: `Bearer ${document.getElementById("key").value}`, "Accept-Language": language }, cache: "no-store" });
    if (answer.status === 401) throw new Error(t("wrongKey"));
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.detail);
    show(body);
    note.textContent = "";
    form.hidden = true;
  } catch (error) {
    note.textContent = error instanceof TypeError ? t("noAnswer") : error.message;
    document.getElementById("key").select();
  }
});

function show(overview) {
  const findings = Object.entries(overview.findings).flatMap(([path, list]) => list.map((one) => [`${path}:${one.line}`, one.text]));
  const thumbs = overview.thumbs;
  place.replaceChildren(
    text("p", t("counts", { guides: overview.guides, up: thumbs.up ?? 0, down: thumbs.down ?? 0 }), "soft"),
    ...reached(overview.reached),
    ...practised(overview.practised),
    ...model(overview.model),
    ...section(t("gaps"), t.list("gaps-heads"), overview.gaps.map((g) => [g.phrase, g.kind, g.company, g.times, g.last]), t("noGaps")),
    ...section(t("complaints"), t.list("complaints-heads"), overview.complaints.map((c) => [c.reason ?? t("noReason"), c.intent, c.sources.join(", "), c.at]), t("noComplaints")),
    ...section(t("findings"), t.list("findings-heads"), findings, t("noFindings")),
  );
  place.hidden = false;
}

/** What people got, over all of them; nothing until enough have told it. */
function practised(found) {
  if (!found) return [text("h2", t("practised")), text("p", t("fewPractised"), "soft")];
  const { people, calls, drills, first, last } = found;
  const scores = first === null ? "" : t("process", { first, last });
  const rows = Object.entries(found.missed).map(([label, n]) => [label, t("share", { n })]);
  return [
    ...section(t("practised"), t.list("practised-heads"), rows, t("noPractised")),
    text("p", [t("practisedBy", { people, calls, drills }), scores].join(" ").trim(), "soft"),
  ];
}

function reached(found) {
  if (!found) return [text("h2", t("reached")), text("p", t("fewReached"), "soft")];
  const rows = Object.entries(found.rises).map(([part, n]) => [part, t("share", { n })]);
  return [
    ...section(t("reached"), t.list("reached-heads"), rows, t("noReached")),
    text("p", t("reachedBy", { people: found.people, accepted: found.accepted }), "soft"),
  ];
}

/** What the chat models did and cost since this process started; nothing where there is none. */
function model(found) {
  if (!found) return [];
  const rows = found.steps.map((one) => [one.model, one.step, one.calls, one.tokens_read, one.tokens_written, one.cost ?? t("noPrice")]);
  const counts = Object.entries(found.counts).filter(([name]) => !/^(calls|tokens)-/.test(name));
  return [
    ...section(t("model"), t.list("model-heads"), rows, t("noModel")),
    text("p", t("state", { state: found.state }), "soft"),
    ...section(t("became"), t.list("became-heads"), counts, t("noBecame")),
  ];
}

function section(title, columns, rows, none) {
  if (!rows.length) return [text("h2", title), text("p", none, "soft")];
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  columns.forEach((name, i) => head.append(Object.assign(text("th", name, typeof rows[0][i] === "number" ? "number" : ""), { scope: "col", role: "columnheader" })));
  const body = table.createTBody();
  // Roles are said aloud: on a phone each row stands as a block.
  for (const [one, role] of [[table, "table"], [table.tHead, "rowgroup"], [head, "row"], [body, "rowgroup"]]) one.role = role;
  const box = document.createElement("div");
  box.className = "table";
  box.append(table);
  const turn = pager(title, rows.length, (start) => {
    body.replaceChildren();
    for (const cells of rows.slice(start, start + PAGE)) {
      const row = body.insertRow();
      row.role = "row";
      cells.forEach((cell, i) => {
        const made = Object.assign(text("td", String(cell), typeof cell === "number" ? "number" : ""), { role: "cell" });
        made.dataset.label = columns[i];
        row.append(made);
      });
    }
  });
  return [text("h2", title), box, ...turn];
}

/** Draws the first page, and makes the buttons that turn to the others; none where one page holds all. */
function pager(title, count, draw) {
  let start = 0;
  const where = text("span", "", "soft");
  const [before, after] = [text("button", t("before")), text("button", t("after"))];
  const go = (to) => {
    start = to;
    draw(start);
    where.textContent = t("span", { first: start + 1, last: Math.min(start + PAGE, count), of: count });
    before.disabled = !start;
    after.disabled = start + PAGE >= count;
  };
  before.addEventListener("click", () => go(start - PAGE));
  after.addEventListener("click", () => go(start + PAGE));
  const bar = document.createElement("nav");
  bar.ariaLabel = t("pagesOf", { title });
  where.role = "status";
  bar.append(before, where, after);
  go(0);
  return count > PAGE ? [bar] : [];
}

function text(tag, words, kind = "") {
  const element = document.createElement(tag);
  element.textContent = words;
  if (kind) element.className = kind;
  return element;
}
