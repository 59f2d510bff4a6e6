// The events that pass, as a table: sorted by a column, fifty to a page.
import { byId, h } from "./dom.js";
import { state } from "./filters.js";
import { EVENTS } from "./store.js";
import { alphabetical, definition, label, number, partnerName, partnerShort, pick, prose, t } from "./words.js";

export const PAGE = 50;

const shown = { events: EVENTS, column: "date", down: true, page: 0, whole: false };

const COMPARE = {
  date: (a, b) => a.from - b.from || a.to - b.to || (a.id < b.id ? -1 : 1),
  title: (a, b) => alphabetical(pick(a.title), pick(b.title)),
  type: (a, b) => alphabetical(label("event_type", a.type), label("event_type", b.type)),
  significance: (a, b) => a.significance - b.significance,
  voices: (a, b) => a.voices - b.voices,
};

/** Prepare sorting and paging. */
export function setUpTable() {
  for (const column of Object.keys(COMPARE))
    byId(`sort-${column}`).addEventListener("click", () => {
      shown.down = shown.column === column ? !shown.down : !["title", "type"].includes(column);
      Object.assign(shown, { column, page: 0 });
      drawTable();
    });
  for (const [id, step] of [["page-before", -1], ["page-after", 1]])
    byId(id).addEventListener("click", () => {
      shown.page += step;
      drawTable();
      byId("table-frame").scrollIntoView({ block: "start" });
    });
  // paper has no pages to turn: it gets all rows
  addEventListener("beforeprint", () => wholeTable(true));
  addEventListener("afterprint", () => wholeTable(false));
}

function wholeTable(whole) {
  shown.whole = whole;
  drawTable();
}

/** Take the events that pass now, from the first page on. */
export function setTable(events) {
  Object.assign(shown, { events, page: 0 });
  drawTable();
}

/** All events that pass, in the order of the table. */
export function sortedEvents() {
  const sign = shown.down ? -1 : 1;
  return [...shown.events].sort((a, b) => sign * COMPARE[shown.column](a, b) || COMPARE.date(b, a));
}

export function drawTable() {
  const pages = Math.max(1, Math.ceil(shown.events.length / PAGE));
  shown.page = Math.min(Math.max(shown.page, 0), pages - 1);
  const sorted = sortedEvents();
  const part = shown.whole ? sorted : sorted.slice(shown.page * PAGE, (shown.page + 1) * PAGE);
  byId("rows").replaceChildren(...part.map(row));
  for (const column of Object.keys(COMPARE)) {
    const head = byId(`sort-${column}`).closest("th");
    if (column === shown.column) head.setAttribute("aria-sort", shown.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  byId("table-frame").hidden = !shown.events.length;
  byId("none").hidden = shown.events.length > 0;
  byId("pages").hidden = pages < 2;
  byId("page-text").textContent = t("page", { page: shown.page + 1, pages });
  byId("page-before").disabled = shown.page === 0;
  byId("page-after").disabled = shown.page === pages - 1;
}

function row(event) {
  return h(
    "tr",
    {},
    h("td", { class: "when" }, pick(event.date)),
    h("td", { class: "what" }, h("a", { href: `#${event.id}`, dir: "auto" }, prose(event.title))),
    h("td", { class: "whom" }, partnerList(event)),
    h("td", { class: "kind", title: definition("event_type", event.type) }, label("event_type", event.type),
      h("small", {}, label("act", event.act))),
    h("td", { class: "field" }, event.domains.map((code) => label("domain", code)).join(", ")),
    h("td", { class: "weight" }, label("significance", event.significance)),
    h("td", { class: "voices", title: label("corroboration", event.corroboration) }, number(event.voices)),
  );
}

/** An event's partners, each with the sign of its orientation; those that are filtered for come first. */
export function partnerList(event) {
  const chosen = state.chosen.partner;
  const partners = [...event.partners].sort((a, b) => Number(chosen.has(b[0])) - Number(chosen.has(a[0])));
  return h(
    "ul",
    { class: "partners" },
    ...partners.map(([code, orientation]) =>
      h("li", { class: `key ${orientation}`, title: `${partnerName(code)} – ${label("orientation", orientation)}` },
        partnerShort(code), h("span", { class: "unseen" }, ` – ${label("orientation", orientation)}`)),
    ),
  );
}
