// Every act that passes, in the lane of its partner: dots by significance and orientation, walked by pointer or keys.
import { byId, h, s } from "./dom.js";
import { state } from "./filters.js";
import { coupMark, ground, timeScale } from "./scale.js";
import { DAY, SPAN } from "./store.js";
import { alphabetical, label, number, partnerName, partnerShort, pick, prose, t } from "./words.js";

const ROW = 28, TOP_LANE = 22, BELOW_LANE = 26, SIZES = { 1: 4.5, 2: 7, 3: 10.5 };
const LIFT = { toward: -4.5, away: 4.5, neutral: 0 };
export const MANY = 18;

const view = { all: false, lanes: [], scale: null, at: null, open: () => {} };

/** Partners with the acts that pass, the most active first: [code, [{event, pair}]]. */
export function byPartner(pairs) {
  const lanes = new Map();
  for (const act of pairs) {
    const acts = lanes.get(act.pair[0]);
    if (acts) acts.push(act);
    else lanes.set(act.pair[0], [act]);
  }
  return [...lanes].sort((a, b) => b[1].length - a[1].length || alphabetical(partnerName(a[0]), partnerName(b[0])));
}

/** Prepare pointer and keys; `open` shows an event, `togglePartner` filters by one. */
export function setUpLanes({ open, togglePartner, redraw }) {
  const field = byId("lanes");
  view.open = open;
  field.addEventListener("pointermove", (event) => mark(nearest(event)));
  field.addEventListener("pointerleave", () => mark(null));
  field.addEventListener("click", (event) => {
    const found = nearest(event);
    if (found) open(found.act.event);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (step) {
      event.preventDefault();
      mark(stepped(...step), true);
    } else if (event.key === "Enter" && view.at) open(view.at.act.event);
    else if (event.key === "Escape") mark(null);
  });
  field.addEventListener("blur", () => mark(null));
  byId("lane-names").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) togglePartner(button.dataset.code);
  });
  byId("all-lanes").addEventListener("click", () => {
    view.all = !view.all;
    redraw();
  });
}

/** Draw the lanes of what passes. */
export function drawLanes({ pairs }) {
  const field = byId("lanes");
  const lanes = byPartner(pairs);
  view.lanes = view.all ? lanes : lanes.slice(0, MANY);
  const more = byId("all-lanes");
  more.hidden = lanes.length <= MANY;
  more.textContent = view.all ? t("fewer_lanes", { n: MANY }) : t("all_lanes", { n: lanes.length });
  more.setAttribute("aria-expanded", String(view.all));
  byId("lane-names").replaceChildren(
    ...view.lanes.map(([code, acts]) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", "data-code": code, "aria-pressed": String(state.chosen.partner.has(code)), title: partnerName(code),
            "aria-label": t("lane_button", { partner: partnerName(code), n: acts.length }) },
          h("span", { class: "name" }, partnerShort(code)), h("span", { class: "count" }, number(acts.length)),
        ),
      ),
    ),
  );
  const width = field.clientWidth;
  if (!width) return;
  const height = TOP_LANE + view.lanes.length * ROW + BELOW_LANE;
  const scale = timeScale(state.from ?? SPAN[0], (state.to ?? SPAN[1] - DAY) + DAY, 8, width - 8);
  Object.assign(view, { scale, at: null });
  const bottom = height - BELOW_LANE;
  field.replaceChildren(
    s(
      "svg",
      { width, height, "aria-hidden": "true" },
      ...ground(scale, TOP_LANE, bottom),
      ...view.lanes.map((_, row) => s("line", { class: "lane", x1: 8, x2: width - 8, y1: middle(row), y2: middle(row) })),
      ...coupMark(scale, TOP_LANE, bottom),
      ...dots(scale),
      s("circle", { class: "halo", r: 9, visibility: "hidden" }),
    ),
  );
  byId("lanes-empty").hidden = pairs.length > 0;
  byId("lanes-frame").hidden = pairs.length === 0;
}

const middle = (row) => TOP_LANE + row * ROW + ROW / 2;

/** All dots of one look are one path: a dot is a line of no length with a round cap. */
function dots(scale) {
  const paths = new Map();
  view.lanes.forEach(([, acts], row) => {
    for (const { event, pair } of acts) {
      const look = `${pair[1]} ${event.significance}`;
      const y = middle(row) + LIFT[pair[1]];
      const clamp = (time) => Math.min(Math.max(scale(time), scale.left), scale.right).toFixed(1);
      const drawn = `M${clamp(event.at)} ${y}H${clamp(event.last)}`;
      paths.set(look, (paths.get(look) ?? "") + drawn);
    }
  });
  return ["neutral", "toward", "away"].flatMap((orientation) =>
    [3, 2, 1].flatMap((significance) => {
      const d = paths.get(`${orientation} ${significance}`);
      return d ? [s("path", { class: `dots ${orientation}`, "stroke-width": SIZES[significance], d })] : [];
    }),
  );
}

/** The act nearest to a pointer, within reach: {row, place, act}. */
function nearest(pointer) {
  const box = byId("lanes").getBoundingClientRect();
  const [x, y] = [pointer.clientX - box.left, pointer.clientY - box.top];
  const row = Math.floor((y - TOP_LANE) / ROW);
  let best = null, least = 12;
  (view.lanes[row]?.[1] ?? []).forEach((act, place) => {
    const from = view.scale(act.event.at), to = view.scale(act.event.last);
    const across = x < from ? from - x : x > to ? x - to : 0;
    const far = Math.hypot(across, y - middle(row) - LIFT[act.pair[1]]);
    if (far < least) [best, least] = [{ row, place, act }, far];
  });
  return best;
}

/** Where the arrow keys lead: along a lane, or to the nearest act in time of another lane. */
function stepped(down, along) {
  if (!view.lanes.length) return null;
  if (!view.at) return { row: 0, place: view.lanes[0][1].length - 1, act: view.lanes[0][1].at(-1) };
  const row = Math.min(view.lanes.length - 1, Math.max(0, view.at.row + down));
  const acts = view.lanes[row][1];
  let place = Math.min(acts.length - 1, Math.max(0, view.at.place + along));
  if (down) {
    const time = view.at.act.event.at;
    place = acts.reduce((best, { event }, i) => (Math.abs(event.at - time) < Math.abs(acts[best].event.at - time) ? i : best), 0);
  }
  return { row, place, act: acts[place] };
}

/** Show what an act is, beside its dot; `spoken` says it to screen readers too. */
function mark(found, spoken = false) {
  const field = byId("lanes"), tip = byId("tip"), halo = field.querySelector(".halo");
  view.at = found;
  tip.hidden = !found;
  field.classList.toggle("pointed", Boolean(found));
  if (!halo) return;
  halo.setAttribute("visibility", found ? "visible" : "hidden");
  if (!found) return;
  const { event, pair } = found.act;
  const x = Math.max(view.scale.left, view.scale(event.at)), y = middle(found.row) + LIFT[pair[1]];
  halo.setAttribute("cx", x);
  halo.setAttribute("cy", y);
  tip.replaceChildren(...described(event, pair));
  const room = field.clientWidth;
  const wide = Math.min(300, room - 8);
  tip.style.width = `${wide}px`;
  tip.style.left = `${Math.min(Math.max(4, x - wide / 2), room - wide - 4)}px`;
  tip.style.top = `${y + 16}px`;
  if (spoken) byId("said").replaceChildren(...described(event, pair));
}

function described(event, pair) {
  return [
    h("strong", { dir: "auto" }, prose(event.title)),
    h("span", {}, pick(event.date)),
    h("span", { class: `key ${pair[1]}` }, `${partnerName(pair[0])} – ${label("orientation", pair[1])}`),
    h("span", {}, `${label("significance", event.significance)} · ${t("voices", { n: event.voices })}`),
  ];
}

