// The page comes to life: every view is drawn from one state, the address says what is open.
import { byId, h } from "./dom.js";
import { drawBlocs, setUpBlocs } from "./blocs.js";
import { asCsv, CSV_NAME, download } from "./csv.js";
import { buildFacets, drawFacets, setUpFacets } from "./facets.js";
import { filtered, filtersAsHash, filtersFromHash, state } from "./filters.js";
import { drawGallery } from "./gallery.js";
import { drawLanes, setUpLanes } from "./lanes.js";
import { drawOverview, setUpOverview } from "./overview.js";
import { closePanel, drawPanel, openEvent, openPanel, setUpPanel } from "./panel.js";
import { DATA, find } from "./store.js";
import { drawTable, setTable, setUpTable, sortedEvents } from "./table.js";
import { label, number, percent, pick, setLanguage, t } from "./words.js";

let result;
let frame = 0;

/** Draw everything that hangs on the filters, at most once a frame. */
function changed() {
  if (!openEvent()) remember(filtersAsHash());
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    result = filtered(DATA.partners);
    drawOverview(result);
    drawLanes(result);
    drawBlocs(result);
    drawFacets(result);
    setTable(result.events);
  });
}

function redraw() {
  drawOverview(result);
  drawLanes(result);
}

/** Put a part after # into the address without a step in the reader's history. */
function remember(hash) {
  try {
    history.replaceState(null, "", hash || location.pathname + location.search);
  } catch {
    // a page inside a frame without an address of its own
  }
}

function follow() {
  const hash = decoded(location.hash);
  byId("unknown").hidden = true;
  if (hash.startsWith("#?")) {
    closePanel();
    filtersFromHash(location.hash);
    changed();
  } else if (hash.length > 1 && !document.getElementById(hash.slice(1))) {
    if (openPanel(hash.slice(1))) remember(`#${find(hash.slice(1)).id}`);
    else {
      closePanel();
      byId("unknown").textContent = t("unknown", { id: hash.slice(1) });
      byId("unknown").hidden = false;
    }
  } else closePanel();
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

function toggle(facet) {
  return (code) => {
    const chosen = state.chosen[facet];
    if (!chosen.delete(code)) chosen.add(code);
    changed();
  };
}

/** The whole page in a language: words, title, attributes, and every view. */
function speak(lang) {
  setLanguage(lang);
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.setAttribute("placeholder", t(element.dataset.placeholder));
  for (const element of document.querySelectorAll("[data-lang]")) element.hidden = element.dataset.lang !== lang;
  for (const button of document.querySelectorAll("[data-choose]")) button.setAttribute("aria-pressed", String(button.dataset.choose === lang));
  document.title = t("title");
  document.querySelector("meta[name=description]").setAttribute("content", t("deck"));
  byId("unknown").hidden = true;
  drawFigures();
  buildFacets();
  drawGallery();
  drawOverview(result);
  drawLanes(result);
  drawBlocs(result);
  drawFacets(result);
  drawTable();
  drawPanel();
}

function drawFigures() {
  const { fall, rise, diversity, caveat, ...all } = DATA.figures;
  byId("headline").textContent = fall
    ? t("headline", { fall: label("bloc", fall.bloc), rise: label("bloc", rise.bloc), ...shares(fall, "fall"), ...shares(rise, "rise") })
    : t("title");
  const counts = [
    [number(all.events), t("figure_events", { n: all.events, first: String(all.first), last: String(all.last) })],
    [number(all.partners), t("figure_partners", { n: all.partners })],
    [number(all.pages), t("figure_pages", { n: all.pages, outlets: all.outlets, languages: all.languages })],
    all.corroborated !== null && [percent(all.corroborated), t("figure_corroborated")],
    ...[fall, rise].map((change) => change && [arrow(percent(change.before), percent(change.after)),
      t("figure_share", { bloc: label("bloc", change.bloc) })]),
    diversity && [arrow(number(diversity.before, 1), number(diversity.after, 1)),
      t("figure_diversity", { low: interval(diversity.low), high: interval(diversity.high) }), pick(caveat)],
  ].filter(Boolean);
  byId("figures").replaceChildren(...counts.map(figureOf));
}

/** A figure, what it counts, and where there is one the sentence without which it misleads. */
function figureOf([figure, text, proviso]) {
  return h("li", { class: proviso ? "qualified" : null }, h("strong", {}, figure), h("span", {}, text),
    proviso && h("span", { class: "proviso" }, proviso));
}

const arrow = (before, after) => `${before} → ${after}`;
const interval = (value) => (value > 0 ? "+" : "") + number(value, 1);
const shares = (change, name) => ({ [`${name}_before`]: percent(change.before), [`${name}_after`]: percent(change.after) });

/** What the reader chose before, where the browser keeps it. */
const kept = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // private windows keep nothing
    }
  },
};

function firstLanguage() {
  const asked = [new URLSearchParams(location.search).get("lang"), kept.get("lang"), ...navigator.languages];
  return asked.map((lang) => lang?.slice(0, 2)).find((lang) => DATA.langs.includes(lang)) ?? DATA.langs[0];
}

function setUpTheme() {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("theme");
  const show = () => button.setAttribute("aria-pressed", String((root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark"));
  if (["light", "dark"].includes(kept.get("theme"))) root.dataset.theme = kept.get("theme");
  button.addEventListener("click", () => {
    root.dataset.theme = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
    show();
  });
  dark.addEventListener("change", show);
  show();
}

setUpTheme();
setUpOverview(changed);
setUpLanes({ open: (event) => (location.hash = event.id), togglePartner: toggle("partner"), redraw });
setUpBlocs(toggle("bloc"));
setUpFacets(changed);
setUpTable();
setUpPanel(() => {
  if (!location.hash.startsWith("#?")) remember(filtersAsHash());
});
for (const button of document.querySelectorAll("[data-choose]"))
  button.addEventListener("click", () => {
    kept.set("lang", button.dataset.choose);
    speak(button.dataset.choose);
  });
byId("csv").addEventListener("click", () => download(CSV_NAME, "text/csv;charset=utf-8", asCsv(sortedEvents())));
addEventListener("hashchange", follow);
for (const [event, printing] of [["beforeprint", true], ["afterprint", false]])
  addEventListener(event, () => {
    // the charts take the width of the paper, which no script is told
    document.documentElement.classList.toggle("printing", printing);
    redraw();
  });
new ResizeObserver(() => requestAnimationFrame(redraw)).observe(byId("overview"));

if (location.hash.startsWith("#?")) filtersFromHash(location.hash);
result = filtered(DATA.partners);
setTable(result.events);
speak(firstLanguage());
if (matchMedia("(max-width: 1040px)").matches) byId("filters").open = false;
follow();
performance.mark("ready"); // what `make bench` measures
document.documentElement.dataset.ready = "";
