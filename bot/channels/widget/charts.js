// The drawings: a band's range bar with the user's mark, an offer year by year, asks and offers over turns.
import { s } from "./dom.js";

const PARTS = ["base", "equity", "bonus", "signing", "refresher"];

/** The range from low to high on its bar, and the user's own figure where it falls. label is for screen readers. */
export function rangeBar(row, label) {
  const low = Number(row.low);
  const high = Number(row.high);
  const user = row.user === null || row.user === undefined ? null : Number(row.user);
  const ends = user === null ? [low, high] : [Math.min(low, user), Math.max(high, user)];
  const pad = (ends[1] - ends[0] || Math.max(1, ends[1])) * 0.12;
  const [from, to] = [ends[0] - pad, ends[1] + pad];
  const x = (value) => 4 + (192 * (value - from)) / (to - from || 1);
  const drawing = s("svg", { viewBox: "0 0 200 18", class: "range", role: "img", "aria-label": label, preserveAspectRatio: "none" },
    s("line", { x1: 4, x2: 196, y1: 9, y2: 9, class: "track" }),
    s("line", { x1: x(low), x2: Math.max(x(high), x(low) + 1), y1: 9, y2: 9, class: "band" }),
  );
  if (user !== null) drawing.append(s("line", { x1: x(user), x2: x(user), y1: 2, y2: 16, class: "mark" }));
  return drawing;
}

/** Stacked columns, one a year; amounts in words are in the table beside it. */
export function yearsChart(years, label, yearName) {
  const most = Math.max(...years.map((y) => y.total), 1);
  const width = 320;
  const step = width / years.length;
  const drawing = s("svg", { viewBox: `0 0 ${width} 132`, class: "years", role: "img", "aria-label": label });
  years.forEach((year, i) => {
    let y = 112;
    for (const part of PARTS) {
      const height = (92 * Math.max(0, year[part] || 0)) / most;
      if (!height) continue;
      y -= height;
      drawing.append(s("rect", { x: i * step + step * 0.22, y, width: step * 0.56, height, rx: 1.5, class: `part ${part}` }));
    }
    drawing.append(s("text", { x: i * step + step / 2, y: 127, "text-anchor": "middle" }, yearName(year.year)));
  });
  return drawing;
}

/** Two lines over turns: what was asked and what stood on the table. points: {turn, ask, offer}. amount words a value. */
export function turnsChart(points, label, amount) {
  const values = points.flatMap((p) => [p.ask, p.offer]).filter((v) => v !== null && v !== undefined);
  if (!values.length) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const last = Math.max(...points.map((p) => p.turn), 1);
  const at = (turn, value) => `${10 + (300 * turn) / last},${high === low ? 66 : 112 - (94 * (value - low)) / span}`;
  const line = (key) => points.filter((p) => p[key] !== null && p[key] !== undefined).map((p) => at(p.turn, p[key])).join(" ");
  const drawing = s("svg", { viewBox: "0 0 320 120", class: "turns", role: "img", "aria-label": label });
  for (const value of new Set([high, low])) {
    const y = at(0, value).split(",")[1];
    drawing.append(s("line", { x1: 10, x2: 310, y1: y, y2: y, class: "rule" }), s("text", { x: 310, y: Number(y) - 4, "text-anchor": "end" }, amount(value)));
  }
  for (const key of ["ask", "offer"]) {
    if (!line(key)) continue;
    drawing.append(s("polyline", { points: line(key), class: key, fill: "none" }));
    for (const p of points) {
      if (p[key] === null || p[key] === undefined) continue;
      const [cx, cy] = at(p.turn, p[key]).split(",");
      drawing.append(s("circle", { cx, cy, r: 3, class: key }));
    }
  }
  return drawing;
}
