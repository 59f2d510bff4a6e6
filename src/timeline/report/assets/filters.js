// What the reader filters by, and which events and acts pass.
import { EVENTS, searchText, searchWords, SPAN } from "./store.js";

/** The facets: those of the pair of event and partner, and those of the event. */
export const PAIR_FACETS = ["orientation", "bloc", "partner"];
export const EVENT_FACETS = ["significance", "domain", "type"];
export const FACETS = [...PAIR_FACETS, ...EVENT_FACETS];

/** The state: chosen codes by facet, the search, and the days between which to look (null: no bound). */
export const state = {
  chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  query: "",
  from: null,
  to: null,
};

/** An event's codes in a facet of the event. @param {any} event @param {string} facet @returns {string[]} */
export function eventCodes(event, facet) {
  if (facet === "domain") return event.domains;
  return facet === "type" ? [event.type] : [String(event.significance)];
}

/** A pair's code in a facet of the pair. */
export function pairCode(pair, facet, partners) {
  if (facet === "partner") return pair[0];
  return facet === "orientation" ? pair[1] : (partners[pair[0]]?.bloc ?? "");
}

/**
 * Everything that the views show, found in one pass. `pairs` hold the acts that pass: an event with one of its
 * partners. An event passes where one of its pairs does. `anytime` are those that only the dates keep out as well;
 * `counts` say for each code of a facet how many events it would show, all other filters held.
 */
export function filtered(partners) {
  const words = searchWords(state.query);
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const result = { events: [], pairs: [], anytime: [], counts };
  for (const event of EVENTS) {
    if (words.length && !words.every((word) => searchText(event).includes(word))) continue;
    const inTime = (state.from === null || event.to >= state.from) && (state.to === null || event.from <= state.to);
    const failed = EVENT_FACETS.filter((facet) => {
      const chosen = state.chosen[facet];
      return chosen.size && !eventCodes(event, facet).some((code) => chosen.has(code));
    });
    if (failed.length > 1) continue;
    let passes = false;
    const offered = new Map();
    for (const pair of event.partners) {
      const lacking = PAIR_FACETS.filter((facet) => {
        const chosen = state.chosen[facet];
        return chosen.size && !chosen.has(pairCode(pair, facet, partners));
      });
      if (lacking.length + failed.length === 0) {
        passes = true;
        result.anytime.push({ event, pair });
        if (inTime) result.pairs.push({ event, pair });
      }
      if (!failed.length && inTime)
        for (const facet of PAIR_FACETS)
          if (lacking.every((other) => other === facet)) {
            const code = pairCode(pair, facet, partners);
            offered.set(facet, (offered.get(facet) ?? new Set()).add(code));
          }
      if (!lacking.length) offered.set("", new Set());
    }
    for (const [facet, codes] of offered) for (const code of codes) add(counts[facet], code);
    if (offered.has("") && inTime)
      for (const facet of EVENT_FACETS)
        if (failed.every((other) => other === facet)) for (const code of eventCodes(event, facet)) add(counts[facet], code);
    if (passes && inTime) result.events.push(event);
  }
  return result;
}

/** Whether anything is filtered at all. */
export function isFiltered() {
  return Boolean(state.query) || state.from !== null || state.to !== null || FACETS.some((facet) => state.chosen[facet].size);
}

export function clearFilters() {
  for (const facet of FACETS) state.chosen[facet].clear();
  Object.assign(state, { query: "", from: null, to: null });
}

/** The filters as the part of an address after #, so that a view can be shared; empty without any. */
export function filtersAsHash() {
  const fields = new URLSearchParams();
  if (state.query) fields.set("q", state.query);
  for (const facet of FACETS) if (state.chosen[facet].size) fields.set(facet, [...state.chosen[facet]].join(","));
  if (state.from !== null) fields.set("from", isoDay(state.from));
  if (state.to !== null) fields.set("to", isoDay(state.to));
  const text = fields.toString().replaceAll("%2C", ",");
  return text ? `#?${text}` : "";
}

/** Take filters from such an address; what it does not name is cleared. @param {string} hash */
export function filtersFromHash(hash) {
  const fields = new URLSearchParams(hash.replace(/^#\?/, ""));
  clearFilters();
  state.query = fields.get("q") ?? "";
  for (const facet of FACETS)
    for (const code of (fields.get(facet) ?? "").split(",").filter(Boolean)) state.chosen[facet].add(code);
  state.from = day(fields.get("from"));
  state.to = day(fields.get("to"));
}

/** @param {number} time */
export function isoDay(time) {
  return new Date(time).toISOString().slice(0, 10);
}

function day(text) {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : Math.min(Math.max(time, SPAN[0]), SPAN[1]);
}

function add(counts, code) {
  counts?.set(code, (counts.get(code) ?? 0) + 1);
}
