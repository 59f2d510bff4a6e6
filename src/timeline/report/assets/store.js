// The dataset as the page carries it, with what can be looked up in it.

export const DAY = 86_400_000;

export const DATA = JSON.parse(document.getElementById("data").textContent);
export const PICTURES = JSON.parse(document.getElementById("pictures").textContent);

/** Every event, by date; days are numbers. */
export const EVENTS = DATA.events.map((event, index) => ({
  ...event,
  index,
  from: Date.parse(event.start),
  to: Date.parse(event.end),
  at: Date.parse(event.plot),
  last: Date.parse(event.until ?? event.plot),
}));

export const BY_ID = new Map(EVENTS.map((event) => [event.id, event]));

/** Ids of earlier releases, to the event that has them now. */
const FORMER = new Map(EVENTS.flatMap((event) => (event.former ?? []).map((id) => [id, event])));

/** Links from later events: id to [[event, relation]]. */
const BACK = new Map();
for (const event of EVENTS)
  for (const [id, relation] of event.related ?? []) {
    const target = BY_ID.get(id) ?? FORMER.get(id);
    if (target) BACK.set(target.id, [...(BACK.get(target.id) ?? []), [event, relation]]);
  }

/** The event with this id, or with this id in an earlier release. @param {string} id */
export function find(id) {
  return BY_ID.get(id) ?? FORMER.get(id);
}

/** Events that an event refers to: [[event, relation]]. @param {any} event */
export function earlier(event) {
  return (event.related ?? []).map(([id, relation]) => [find(id), relation]).filter(([other]) => other);
}

/** Events that refer to this one: [[event, relation]]. @param {any} event */
export function later(event) {
  return BACK.get(event.id) ?? [];
}

export const ORIENTATIONS = Object.keys(DATA.vocabulary.orientation);
export const COUP = Date.parse(DATA.coup);
export const SYSTEMATIC = DATA.systematic.map((day) => Date.parse(day));

/** The whole span, from the start of a year to the end of a quarter. */
export const SPAN = (() => {
  const years = EVENTS.flatMap((event) => [event.from, event.to]).reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  );
  const [first, last] = EVENTS.length ? years : SYSTEMATIC;
  const end = new Date(last);
  const quarter = Math.floor(end.getUTCMonth() / 3) + 1;
  return [Date.UTC(new Date(first).getUTCFullYear(), 0), Date.UTC(end.getUTCFullYear(), quarter * 3)];
})();

export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words that a search asks for: folded, all of them must be there. @param {string} query */
export function searchWords(query) {
  return folded(query).split(/\s+/).filter(Boolean);
}

/** What a search looks through, made when it is first asked for. @param {any} event */
export function searchText(event) {
  event.text ??= folded(
    [
      event.id, ...event.title, ...event.summary, event.note, ...(event.people ?? []), ...(event.organisations ?? []),
      ...(event.place ?? []), ...event.partners.flatMap(([code]) => [code, ...(DATA.partners[code]?.name ?? [])]),
      ...event.sources.flatMap((source) => [source.publisher, source.title]),
    ].filter(Boolean).join("\n"),
  );
  return event.text;
}
