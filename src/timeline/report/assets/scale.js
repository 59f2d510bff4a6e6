// Positions along the years, and the marks that every view of time shares: years, coup, period of landmarks.
import { s } from "./dom.js";
import { COUP, DAY, SPAN, SYSTEMATIC } from "./store.js";
import { monthName, t } from "./words.js";

/** How wide a year of landmarks is drawn, against one of systematic research, which holds most events. */
const NARROW = 0.3;
const drawn = (time) => (time < SYSTEMATIC[0] ? (time - SYSTEMATIC[0]) * NARROW : time - SYSTEMATIC[0]);

/** From a moment to a position, and back. @param {number} from @param {number} to @param {number} left @param {number} right */
export function timeScale(from, to, left, right) {
  const [first, unit] = [drawn(from), (right - left) / (drawn(to) - drawn(from))];
  const scale = (time) => left + (drawn(time) - first) * unit;
  scale.invert = (x) => {
    const place = (x - left) / unit + first;
    return SYSTEMATIC[0] + (place < 0 ? place / NARROW : place);
  };
  return Object.assign(scale, { from, to, left, right });
}

/** Where ticks stand, and what they say: years, or months where few years are shown. @param {any} scale */
export function timeTicks(scale) {
  const first = new Date(scale.from), last = new Date(scale.to);
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const widest = scale(scale.to) - scale(Math.max(scale.from, scale.to - 30 * DAY));
  const step = [1, 3, 6, 12, 24, 48, 60, 120].find((every) => every * widest >= 50) ?? 240;
  const ticks = [];
  let free = -Infinity;
  for (let month = 0; month <= months + 1; month += 1) {
    const time = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month);
    const whole = new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth();
    const year = whole % 12 === 0;
    if (whole % step || (time < SYSTEMATIC[0] && !year) || time < scale.from || time > scale.to) continue;
    const text = year ? String(whole / 12) : monthName(whole % 12, true);
    // in the narrow years not every one has room
    const labelled = scale(time) >= free;
    if (labelled) free = scale(time) + 44;
    if (labelled || year) ticks.push({ time, text: labelled ? text : "", year });
  }
  return ticks;
}

/** The ground of a view of time: pale where only landmarks were researched, years as lines, their labels below. */
export function ground(scale, top, bottom) {
  const marks = [];
  const clamp = (time) => Math.min(Math.max(scale(time), scale.left), scale.right);
  for (const [from, to] of [[SPAN[0], SYSTEMATIC[0]], [SYSTEMATIC[1] + DAY, SPAN[1]]]) {
    const x = clamp(from), width = clamp(to) - x;
    if (width > 0.5) marks.push(s("rect", { class: "landmarks", x, y: top, width, height: bottom - top }));
  }
  for (const tick of timeTicks(scale)) {
    const x = scale(tick.time);
    marks.push(s("line", { class: tick.year ? "year" : "month", x1: x, x2: x, y1: top, y2: bottom }));
    const anchor = x > scale.right - 16 ? "end" : x < scale.left + 14 ? "start" : "middle";
    if (tick.text) marks.push(s("text", { class: "tick", x, y: bottom + 16, "text-anchor": anchor }, tick.text));
  }
  return marks;
}

/** What the pale ground means, in as many words as it has room for. */
export function groundWords(scale, y) {
  const room = scale(Math.min(SYSTEMATIC[0], scale.to)) - scale.left;
  const key = room > 330 ? "landmarks_narrow" : "landmarks_only";
  return scale.from < SYSTEMATIC[0] && room > 110 ? [s("text", { class: "aside", x: scale.left + 5, y }, t(key))] : [];
}

/** The day of the coup, with its name where there is room. */
export function coupMark(scale, top, bottom) {
  if (COUP < scale.from || COUP > scale.to) return [];
  const x = scale(COUP);
  const right = x > (scale.left + scale.right) / 2;
  return [
    s("line", { class: "coup", x1: x, x2: x, y1: top, y2: bottom }),
    s("text", { class: "coup-name", x: right ? x + 3 : x - 3, y: top - 6, "text-anchor": right ? "end" : "start" }, t("coup")),
  ];
}
