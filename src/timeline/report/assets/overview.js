// Acts towards and away by quarter, and the brush: a span drawn by pointer, or set by two sliders.
import { byId, h, s } from "./dom.js";
import { state } from "./filters.js";
import { coupMark, ground, groundWords, timeScale } from "./scale.js";
import { COUP, DAY, SPAN, SYSTEMATIC } from "./store.js";
import { dayText, label, monthName, number, t } from "./words.js";

const TOP = 24, BELOW = 24, LEFT = 34, RIGHT = 8, HEIGHT = 190;

/** Months are counted from the first one. */
const FIRST = new Date(SPAN[0]).getUTCFullYear() * 12;
const MONTHS = new Date(SPAN[1]).getUTCFullYear() * 12 + new Date(SPAN[1]).getUTCMonth() - FIRST;
const monthStart = (month) => Date.UTC(Math.floor((FIRST + month) / 12), (FIRST + month) % 12);
const monthOf = (time) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth() - FIRST;
const monthText = (month) => `${monthName((FIRST + month) % 12)} ${Math.floor((FIRST + month) / 12)}`;

/** Where a month begins along a slider, which follows the years as they are drawn, and the month that begins nearest. */
const STEPS = 10_000;
const alongSlider = timeScale(...SPAN, 0, STEPS);
const edge = (month) => Math.round(alongSlider(monthStart(month)));
const nearestEdge = (value) => monthOf(alongSlider.invert(value) + 15 * DAY);

/** The acts of each quarter: [toward, away], from the first quarter on. */
export function perQuarter(pairs) {
  const quarters = Array.from({ length: MONTHS / 3 }, () => [0, 0]);
  for (const { event, pair } of pairs) {
    const side = ["toward", "away"].indexOf(pair[1]);
    if (side >= 0) quarters[Math.floor(monthOf(event.at) / 3)][side] += 1;
  }
  return quarters;
}

/** The brush as months, the last one included. */
function brushed() {
  return [state.from === null ? 0 : monthOf(state.from), state.to === null ? MONTHS - 1 : monthOf(state.to)];
}

/** Set the brush by months; the whole span is no filter. */
function brush(first, last) {
  const [low, high] = [Math.max(0, Math.min(first, last)), Math.min(MONTHS - 1, Math.max(first, last))];
  state.from = low === 0 ? null : monthStart(low);
  state.to = high === MONTHS - 1 ? null : monthStart(high + 1) - DAY;
}

/** Prepare sliders, presets and the pointer; `changed` is called after each change of the span. */
export function setUpOverview(changed) {
  for (const [id, side] of [["brush-from", 0], ["brush-to", 1]]) {
    const slider = byId(id);
    Object.assign(slider, { min: 0, max: STEPS, step: 1 });
    const move = (month) => {
      const span = brushed();
      span[side] = Math.min(MONTHS - 1, Math.max(0, month));
      // one handle pushes the other along, so that the span never turns round
      span[1 - side] = side === 0 ? Math.max(span[0], span[1]) : Math.min(span[0], span[1]);
      brush(...span);
      changed();
    };
    slider.addEventListener("input", () => move(nearestEdge(Number(slider.value)) - side));
    slider.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -MONTHS, End: MONTHS };
      if (!(event.key in by)) return;
      event.preventDefault();
      move(brushed()[side] + by[event.key]);
    });
  }
  const presets = { all: [null, null], systematic: SYSTEMATIC, before: [SYSTEMATIC[0], COUP - DAY], since: [COUP, null] };
  for (const [name, [from, to]] of Object.entries(presets))
    byId(`span-${name}`).addEventListener("click", () => {
      Object.assign(state, { from, to });
      changed();
    });
  drag(byId("overview"), changed);
}

function drag(chart, changed) {
  let start = null;
  const monthAt = (event) => {
    const box = chart.getBoundingClientRect();
    const scale = timeScale(...SPAN, LEFT, box.width - RIGHT);
    return Math.min(MONTHS - 1, Math.max(0, monthOf(scale.invert(event.clientX - box.left))));
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    start = monthAt(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (start === null || monthAt(event) === start) return;
    brush(start, monthAt(event));
    changed();
  });
  chart.addEventListener("pointerup", (event) => {
    if (start !== null && monthAt(event) === start) {
      // a click without a drag takes the whole span back
      Object.assign(state, { from: null, to: null });
      changed();
    }
    start = null;
  });
  chart.addEventListener("pointercancel", () => (start = null));
}

/** Draw the bars of what passes at any time, and the span over them. */
export function drawOverview({ anytime }) {
  const chart = byId("overview");
  const width = chart.clientWidth;
  if (!width) return;
  const scale = timeScale(...SPAN, LEFT, width - RIGHT);
  const quarters = perQuarter(anytime);
  const highest = (side) => Math.max(1, ...quarters.map((acts) => acts[side]));
  const [up, down] = [highest(0), highest(1)];
  const unit = (HEIGHT - TOP - BELOW) / (up + down);
  const zero = TOP + up * unit;
  const bars = quarters.flatMap((acts, quarter) => {
    const from = scale(monthStart(quarter * 3)) + 0.5;
    const wide = Math.max(1, scale(monthStart(quarter * 3 + 3)) - from - 0.5);
    return [
      acts[0] && s("rect", { class: "toward", x: from, width: wide, y: zero - acts[0] * unit, height: acts[0] * unit }),
      acts[1] && s("rect", { class: "away", x: from, width: wide, y: zero, height: acts[1] * unit }),
    ].filter(Boolean);
  });
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((every) => every * unit >= 22) ?? 5000;
  const ticks = [];
  for (let acts = -Math.floor(down / step) * step; acts <= up; acts += step)
    ticks.push(
      s("line", { class: "level", x1: LEFT, x2: width - RIGHT, y1: zero - acts * unit, y2: zero - acts * unit }),
      s("text", { class: "tick", x: LEFT - 6, y: zero - acts * unit + 4, "text-anchor": "end" }, number(Math.abs(acts))),
    );
  const [first, last] = brushed();
  const [left, right] = [scale(monthStart(first)), scale(monthStart(last + 1))];
  const veil = (x, wide) => wide > 0 && s("rect", { class: "veil", x, y: TOP, width: wide, height: HEIGHT - TOP - BELOW });
  const whole = state.from === null && state.to === null;
  const totals = [0, 1].map((side) => quarters.reduce((sum, acts) => sum + acts[side], 0));
  const drawing = s(
    "svg",
    { width, height: HEIGHT, role: "img", "aria-label": t("overview_described", { toward: totals[0], away: totals[1] }) },
    ...ground(scale, TOP, HEIGHT - BELOW),
    ...groundWords(scale, up < down ? HEIGHT - BELOW - 7 : TOP + 15),
    ...ticks,
    ...bars,
    s("line", { class: "zero", x1: LEFT, x2: width - RIGHT, y1: zero, y2: zero }),
    ...coupMark(scale, TOP, HEIGHT - BELOW),
    !whole && veil(LEFT, left - LEFT),
    !whole && veil(right, width - RIGHT - right),
    !whole && s("rect", { class: "brush", x: left, y: TOP, width: Math.max(2, right - left), height: HEIGHT - TOP - BELOW }),
  );
  chart.replaceChildren(drawing);
  byId("brush").style.marginInline = `${LEFT - 12}px ${RIGHT - 12}px`;
  for (const [id, month, side] of [["brush-from", first, 0], ["brush-to", last, 1]]) {
    byId(id).value = edge(month + side);
    byId(id).setAttribute("aria-valuetext", monthText(month));
  }
  byId("span-text").textContent = whole
    ? t("span_all", { from: monthText(0), to: monthText(MONTHS - 1) })
    : t("span", { from: dayText(state.from ?? SPAN[0]), to: dayText(state.to ?? SPAN[1] - DAY) });
  const pressed = { all: whole, systematic: spanIs(SYSTEMATIC), before: spanIs([SYSTEMATIC[0], COUP - DAY]), since: spanIs([COUP, null]) };
  for (const [name, on] of Object.entries(pressed)) byId(`span-${name}`).setAttribute("aria-pressed", String(on));
  byId("overview-key").replaceChildren(
    ...["toward", "away"].map((code) => h("span", { class: `key ${code}` }, label("orientation", code))),
  );
}

const spanIs = ([from, to]) => state.from === from && state.to === to;
