// The drawings: a band's range bar with the user's mark, an offer year by year, asks and offers over turns.
import { h, s } from "./dom.js";

const PARTS = ["base", "equity", "bonus", "signing", "refresher"];
const UNIT = (row) => [row.unit, row.currency, row.period, row.years].join("|");

/** One scale for all the rows of an answer that are paid in one unit, by that unit: {from, to, ticks}. */
export function scales(blocks) {
  const ends = new Map();
  for (const row of blocks.flatMap((block) => (["band_card", "offer"].includes(block.type) ? block.rows : []))) {
    if (row.low === null || row.high === null) continue;
    const all = [row.low, row.high, row.user].filter((one) => one !== null && one !== undefined).map(Number);
    ends.set(UNIT(row), [...(ends.get(UNIT(row)) ?? []), ...all]);
  }
  return new Map([...ends].map(([unit, all]) => [unit, scale(Math.min(...all), Math.max(...all))]));
}

/** From a round number below low to one above high, with round numbers between. */
function scale(low, high) {
  const rough = (high - low || high || 1) / 3;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * size).find((one) => one >= rough) ?? rough;
  // A step beyond an end that is a round number itself, so that a bar never fills its track.
  const under = Math.floor(low / step) * step;
  const from = Math.max(0, under < low ? under : under - step);
  const ticks = [];
  for (let at = from; at <= high + step && ticks.length < 8; at += step) ticks.push(at);
  return { from, to: ticks.at(-1), ticks };
}

/** The range from low to high on the scale of its unit, the user's own figure where it falls, and the scale's numbers. */
export function rangeBar(row, label, all, worded) {
  const { from, to, ticks } = all?.get(UNIT(row)) ?? scale(Math.min(row.low, row.user ?? row.low), Math.max(row.high, row.user ?? row.high));
  const share = (value) => (100 * (value - from)) / (to - from || 1);
  const x = (value) => 2 * share(value);
  const [low, high] = [Number(row.low), Number(row.high)];
  const drawing = s("svg", { viewBox: "0 0 200 18", class: "range", role: "img", "aria-label": label, preserveAspectRatio: "none" },
    s("line", { x1: 0, x2: 200, y1: 9, y2: 9, class: "track" }),
    s("line", { x1: x(low), x2: Math.max(x(high), x(low) + 1), y1: 9, y2: 9, class: "band" }),
  );
  if (row.user !== null && row.user !== undefined) drawing.append(s("line", { x1: x(row.user), x2: x(row.user), y1: 1, y2: 17, class: "mark" }));
  const words = ticks.map(worded);
  // On a phone long numbers would run into each other.
  const crowded = words.length > 4 && words.some((one) => one.length > 6);
  const numbers = h(crowded ? "div.ticks.long" : "div.ticks", { ariaHidden: "true" }, ticks.map((tick, at) => {
    const place = h("span", {}, words[at]);
    place.style.left = `${share(tick)}%`;
    return place;
  }));
  return h("div.ranged", { dir: "ltr" }, drawing, numbers);
}

/** Stacked columns, one a year, with what the year comes to above; the parts are in the table beside it. */
export function yearsChart(years, label, yearName, amount) {
  const most = Math.max(...years.map((y) => y.total), 1);
  const width = 320;
  const step = width / years.length;
  const drawing = s("svg", { viewBox: `0 0 ${width} 146`, class: "years", role: "img", "aria-label": label });
  years.forEach((year, i) => {
    let y = 126;
    for (const part of PARTS) {
      const height = (92 * Math.max(0, year[part] || 0)) / most;
      if (!height) continue;
      y -= height;
      drawing.append(s("rect", { x: i * step + step * 0.22, y, width: step * 0.56, height, rx: 1.5, class: `part ${part}` }));
    }
    if (years.length < 6) drawing.append(s("text", { x: i * step + step / 2, y: y - 5, "text-anchor": "middle", class: "sum" }, amount(year.total)));
    drawing.append(s("text", { x: i * step + step / 2, y: 141, "text-anchor": "middle" }, yearName(year.year)));
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
  const drawing = s("svg", { viewBox: "0 0 320 128", class: "turns", role: "img", "aria-label": label });
  for (const value of new Set([high, low])) {
    const y = at(0, value).split(",")[1];
    drawing.append(s("line", { x1: 10, x2: 310, y1: y, y2: y, class: "rule" }), s("text", { x: 310, y: Number(y) + (value === low ? 12 : -5), "text-anchor": "end" }, amount(value)));
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
