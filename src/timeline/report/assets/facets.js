// The filters beside the charts: for each code, how many events it would show.
import { byId, debounced, h } from "./dom.js";
import { clearFilters, FACETS, isFiltered, state } from "./filters.js";
import { DATA, EVENTS, folded } from "./store.js";
import { definition, label, number, partnerName, t } from "./words.js";

const VOCABULARY = { orientation: "orientation", bloc: "bloc", significance: "significance", domain: "domain", type: "event_type" };

/** All codes that the events use, by facet, in the codebook's order; partners by their number of events. */
const CODES = (() => {
  const used = new Set(EVENTS.flatMap((event) => [
    ...event.partners.flatMap(([code, orientation]) => [`orientation ${orientation}`, `bloc ${DATA.partners[code]?.bloc}`]),
    ...event.domains.map((code) => `domain ${code}`), `type ${event.type}`, `significance ${event.significance}`,
  ]));
  const codes = Object.fromEntries(Object.entries(VOCABULARY).map(([facet, vocabulary]) => [
    facet, Object.keys(DATA.vocabulary[vocabulary]).filter((code) => used.has(`${facet} ${code}`)),
  ]));
  const acts = new Map();
  for (const event of EVENTS) for (const [code] of event.partners) acts.set(code, (acts.get(code) ?? 0) + 1);
  return { ...codes, partner: [...acts].sort((a, b) => b[1] - a[1]).map(([code]) => code) };
})();

const codeName = (facet, code) => (facet === "partner" ? partnerName(code) : label(VOCABULARY[facet], code));

/** Prepare the filters; `changed` is called after each change. */
export function setUpFacets(changed) {
  const search = byId("search");
  const searched = debounced(changed, 180);
  search.addEventListener("input", () => {
    state.query = search.value.trim();
    searched();
  });
  for (const facet of FACETS)
    byId(`facet-${facet}`).addEventListener("change", (event) => {
      const { value, checked } = event.target;
      if (checked) state.chosen[facet].add(value);
      else state.chosen[facet].delete(value);
      changed();
    });
  byId("partner-search").addEventListener("input", narrowPartners);
  byId("clear").addEventListener("click", () => {
    clearFilters();
    changed();
    search.focus();
  });
  byId("chips").addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (!chip) return;
    remove(chip.dataset.facet, chip.dataset.code);
    changed();
    (byId("chips").querySelector("button") ?? search).focus();
  });
}

/** Build the lists of codes anew: at the start and in another language. */
export function buildFacets() {
  for (const facet of FACETS) {
    const codes = facet === "partner" ? [...CODES.partner] : CODES[facet];
    byId(`facet-${facet}`).replaceChildren(
      ...codes.map((code) =>
        h(
          "label",
          { class: "choice", title: facet === "partner" ? null : definition(VOCABULARY[facet], code) },
          h("input", { type: "checkbox", value: code }),
          h("span", { class: facet === "orientation" ? `key ${code}` : "name" }, codeName(facet, code)),
          h("span", { class: "count" }),
        ),
      ),
    );
  }
  narrowPartners();
}

/** Show the state in the lists: what is chosen, how many each would show, and the chips above the table. */
export function drawFacets({ counts, events }) {
  const search = byId("search");
  if (search.value.trim() !== state.query) search.value = state.query;
  for (const facet of FACETS) {
    for (const choice of byId(`facet-${facet}`).children) {
      const box = choice.firstElementChild;
      const count = counts[facet].get(box.value) ?? 0;
      box.checked = state.chosen[facet].has(box.value);
      choice.lastElementChild.textContent = number(count);
      choice.classList.toggle("none", !count && !box.checked);
    }
    const chosen = state.chosen[facet].size;
    byId(`chosen-${facet}`).textContent = chosen ? number(chosen) : "";
  }
  byId("result").textContent = t(isFiltered() ? "result" : "result_all", { n: events.length, all: EVENTS.length });
  byId("clear").hidden = !isFiltered();
  byId("chips").replaceChildren(...chips());
}

function chips() {
  const made = FACETS.flatMap((facet) => [...state.chosen[facet]].map((code) => chip(facet, code, codeName(facet, code))));
  if (state.query) made.unshift(chip("query", "", t("quoted", { text: state.query })));
  if (state.from !== null || state.to !== null) made.push(chip("time", "", byId("span-text").textContent));
  return made;
}

function chip(facet, code, name) {
  const button = h(
    "button",
    { type: "button", class: "chip", "data-facet": facet, "data-code": code, "aria-label": t("remove_filter", { name }) },
    h("span", { dir: "auto" }, name), h("span", { "aria-hidden": "true" }, " ×"),
  );
  return h("li", {}, button);
}

function remove(facet, code) {
  if (facet === "query") state.query = byId("search").value = "";
  else if (facet === "time") Object.assign(state, { from: null, to: null });
  else state.chosen[facet].delete(code);
}

/** Of the partners, show those whose name holds what was typed. */
function narrowPartners() {
  const typed = folded(byId("partner-search").value.trim());
  for (const choice of byId("facet-partner").children) {
    const code = choice.firstElementChild.value;
    choice.hidden = typed !== "" && !folded(`${code} ${partnerName(code)}`).includes(typed);
  }
}
