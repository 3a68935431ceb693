// The operator's page: the overview as tables; every text as a text node. The key is kept in this page's memory alone.
const form = document.getElementById("enter");
const note = document.getElementById("note");
const place = document.getElementById("overview");

/** Rows of a table that are shown at once. */
const PAGE = 50;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  note.textContent = "Looking …";
  try {
    const answer = await fetch("/v1/operator/overview", { headers: { Authorization: `Bearer ${document.getElementById("key").value}` }, cache: "no-store" });
    const body = await answer.json();
    if (answer.status === 401) throw new Error("That isn't an operator's key. Check it and try again.");
    if (!answer.ok) throw new Error(body.detail);
    show(body);
    note.textContent = "";
    form.hidden = true;
  } catch (error) {
    note.textContent = error.message;
    document.getElementById("key").select();
  }
});

function show(overview) {
  const findings = Object.entries(overview.findings).flatMap(([path, list]) => list.map((one) => [`${path}:${one.line}`, one.text]));
  const thumbs = overview.thumbs;
  place.replaceChildren(
    text("p", `${overview.guides} guides. Thumbs up ${thumbs.up ?? 0}, down ${thumbs.down ?? 0}.`, "soft"),
    ...reached(overview.reached),
    ...practised(overview.practised),
    ...model(overview.model),
    ...section("Asked, and not in the guides", ["Asked about", "What", "At", "Times", "Last"], overview.gaps.map((g) => [g.phrase, g.kind, g.company, g.times, g.last]), "Nothing was asked that the guides lack."),
    ...section("Thumbs down", ["Reason", "Kind of question", "Rested on", "When"], overview.complaints.map((c) => [c.reason ?? "none given", c.intent, c.sources.join(", "), c.at]), "No complaints."),
    ...section("Doubtful in the guides", ["Where", "What"], findings, "Nothing doubtful was found."),
  );
  place.hidden = false;
}

/** What people got, over all of them; nothing until enough have told it. */
function practised(found) {
  const title = "What people practised";
  if (!found) return [text("h2", title), text("p", "Shown once at least five people have ended a rehearsal.", "soft")];
  const scores = found.first === null ? "" : ` Process in the middle of them: ${found.first} of 100 in their first call, ${found.last} in their last.`;
  const rows = Object.entries(found.missed).map(([label, share]) => [label, `${share} %`]);
  return [
    ...section(title, ["Point", "Missed in"], rows, "No call could be judged."),
    text("p", `${found.people} people, ${found.calls} calls, ${found.drills} drills.${scores}`, "soft"),
  ];
}

function reached(found) {
  if (!found) return [text("h2", "What people reached"), text("p", "Shown once at least twenty people have told what came of their offers.", "soft")];
  const rows = Object.entries(found.rises).map(([part, share]) => [part, `${share} %`]);
  return [
    ...section("What people reached", ["Part", "Rose by, in the middle of them"], rows, "No part was told by enough people."),
    text("p", `${found.people} people told it; ${found.accepted} accepted.`, "soft"),
  ];
}

/** What the chat models did and cost since this process started; nothing where there is none. */
function model(found) {
  if (!found) return [];
  const rows = found.steps.map((one) => [one.model, one.step, one.calls, one.tokens_read, one.tokens_written, one.cost ?? "no price set"]);
  const counts = Object.entries(found.counts).filter(([name]) => !/^(calls|tokens)-/.test(name));
  return [
    ...section("The language model", ["Model", "Step", "Calls", "Tokens read", "Tokens written", "Cost"], rows, "It was not asked yet."),
    text("p", `State: ${found.state}.`, "soft"),
    ...section("What became of its words", ["What", "Times"], counts, "Nothing yet."),
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
  const [before, after] = [text("button", "Before"), text("button", "Next")];
  const go = (to) => {
    start = to;
    draw(start);
    where.textContent = `${start + 1} to ${Math.min(start + PAGE, count)} of ${count.toLocaleString("en")}`;
    before.disabled = !start;
    after.disabled = start + PAGE >= count;
  };
  before.addEventListener("click", () => go(start - PAGE));
  after.addEventListener("click", () => go(start + PAGE));
  const bar = document.createElement("nav");
  bar.ariaLabel = `Pages of: ${title}`;
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
