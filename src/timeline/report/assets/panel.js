// One event with everything that is known of it, down to its sources.
import { byId, h, safeHref } from "./dom.js";
import { DATA, earlier, find, later } from "./store.js";
import { sortedEvents } from "./table.js";
import { definition, edtfText, label, language, number, partnerName, pick, prose, quantity, t } from "./words.js";

let current = null;
let closed = () => {};

/** Prepare the panel; `whenClosed` is called when the reader leaves it. */
export function setUpPanel(whenClosed) {
  closed = whenClosed;
  const panel = byId("panel");
  panel.addEventListener("close", () => {
    current = null;
    closed();
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close(); // the ground behind it
  });
  byId("panel-close").addEventListener("click", () => panel.close());
  byId("panel-copy").addEventListener("click", async () => {
    const address = new URL(`#${current.id}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      byId("panel-said").textContent = t("copied");
    } catch {
      byId("panel-said").textContent = t("not_copied", { address });
    }
  });
}

/** Show an event; false where no event has this id. @param {string} id */
export function openPanel(id) {
  const event = find(id);
  if (!event) return false;
  current = event;
  drawPanel();
  const panel = byId("panel");
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  byId("panel-title").focus();
  return true;
}

export function closePanel() {
  if (byId("panel").open) byId("panel").close();
}

export function openEvent() {
  return current;
}

/** Draw the open event, in the language of the page. */
export function drawPanel() {
  if (!current) return;
  const event = current;
  const other = DATA.langs.find((lang) => lang !== language());
  byId("panel-said").textContent = "";
  byId("panel-link").setAttribute("href", `#${event.id}`);
  byId("panel-link").textContent = event.id;
  byId("panel-date").textContent = when(event);
  byId("panel-title").textContent = prose(event.title);
  byId("panel-body").replaceChildren(
    h("p", { class: "summary", dir: "auto" }, prose(event.summary)),
    h("section", { class: "other", lang: other },
      h("h3", { dir: "auto" }, prose(event.title, other)), h("p", { dir: "auto" }, prose(event.summary, other))),
    ...section("partners_heading", partners(event)),
    ...section("corroboration_heading", corroboration(event)),
    ...section("sources_heading", sources(event), { n: event.sources.length }),
    ...(event.note ? section("note_heading", h("p", { dir: "auto", lang: "en" }, event.note)) : []),
    ...section("coding_heading", coding(event)),
    ...links("related_heading", related(event)),
    ...links("spells_heading", spells(event)),
    ...section("record_heading", record(event)),
  );
  walk(event);
}

function when(event) {
  const doubts = [event.approximate && t("approximate"), event.uncertain && t("uncertain")].filter(Boolean);
  return [pick(event.date), ...doubts].join(", ");
}

function section(key, content, values) {
  return [h("h3", {}, t(key, values)), content];
}

function links(key, items) {
  return items.length ? section(key, h("ul", { class: "links" }, ...items)) : [];
}

function partners(event) {
  const initiator = event.initiator === "joint" || event.initiator === "non-state"
    ? label("initiator", event.initiator) : partnerName(event.initiator);
  return h(
    "ul",
    { class: "pairs" },
    ...event.partners.map(([code, orientation]) =>
      h("li", {}, h("strong", {}, partnerName(code)), ...blocOf(code),
        h("span", { class: `key ${orientation}` }, label("orientation", orientation)),
        h("small", {}, definition("orientation", orientation)))),
    h("li", {}, t("initiator", { who: initiator })),
  );
}

function blocOf(code) {
  const bloc = DATA.partners[code]?.bloc;
  return bloc ? [h("span", { class: "bloc" }, label("bloc", bloc))] : [];
}

function corroboration(event) {
  return h("p", {}, h("strong", {}, label("corroboration", event.corroboration)), ` – ${t("voices", { n: event.voices })}. `,
    h("small", {}, definition("corroboration", event.corroboration)));
}

function sources(event) {
  return h("ol", { class: "sources" }, ...event.sources.map((source) => h("li", {}, ...sourceLines(source))));
}

function sourceLines(source) {
  const outlet = [
    source.country && partnerName(source.country), source.kind && label("publisher_kind", source.kind),
  ].filter(Boolean).join(", ");
  const facts = [
    source.agency && t("agency", { name: source.agency }),
    source.published ? edtfText(source.published) : t("undated"),
    source.language && label("language", source.language),
    source.supports?.length && t("supports", { what: source.supports.map((code) => label("support", code)).join(", ") }),
  ].filter(Boolean);
  const name = source.title ?? t("untitled", { outlet: source.publisher });
  return [
    outside(source.url, name, source.title ? { lang: source.language, dir: "auto" } : {}),
    h("span", {}, h("bdi", {}, source.publisher), outlet && ` (${outlet})`),
    h("small", {}, facts.join(" · ")),
    source.archive && h("small", {}, outside(source.archive, t("archive", { outlet: source.publisher }), {})),
  ];
}

/** A link that leaves the page, or the bare text where the address leads nowhere on the web. */
function outside(address, text, properties) {
  const href = safeHref(address);
  if (!href) return h("span", { ...properties, class: "dead" }, text);
  return h("a", { ...properties, href, rel: "noopener noreferrer external", target: "_blank", referrerpolicy: "no-referrer" }, text);
}

function coding(event) {
  const terms = [
    ["type", "event_type", event.type], ["mode", "mode", event.mode && `${event.type}/${event.mode}`], ["act", "act", event.act],
    ["quad_class", "quad_class", event.quad], ...event.domains.map((code) => ["domain", "domain", code]),
    ["status", "status", event.status], ["significance", "significance", event.significance],
  ].filter(([, , code]) => code !== undefined);
  return h(
    "dl",
    {},
    ...terms.flatMap(([key, vocabulary, code]) => [
      h("dt", {}, t(key)),
      h("dd", {}, h("strong", {}, label(vocabulary, code)), ` `, h("code", {}, String(code).split("/").pop()),
        h("small", {}, definition(vocabulary, code))),
    ]),
    h("dt", {}, t("score")), h("dd", {}, h("strong", {}, signedScore(event.score)), h("small", {}, t("score_meaning"))),
  );
}

const signedScore = (score) => (score > 0 ? "+" : "") + number(score, 1);

function related(event) {
  const link = (other, key) => h("li", {}, h("span", { class: "kind" }, key), eventLink(other));
  return [
    ...earlier(event).map(([other, relation]) => link(other, label("relation", relation))),
    ...later(event).map(([other, relation]) => link(other, t(`back_${relation}`))),
    ...(event.distinct ?? []).map(find).filter(Boolean).map((other) => link(other, t("distinct"))),
  ];
}

function eventLink(event) {
  return h("a", { href: `#${event.id}` }, h("span", { class: "date" }, pick(event.date)), " ", h("span", { dir: "auto" }, prose(event.title)));
}

/** Spells that the event begins or ends, each with the event at its other end. */
function spells(event) {
  const line = (id, key, end) => {
    const spell = DATA.spells[id];
    if (!spell) return null;
    const other = find(spell[end]);
    const ongoing = key === "starts" && spell.ongoing && h("small", {}, t("ongoing"));
    return h("li", {}, h("span", { class: "kind" }, t(key)), h("strong", { dir: "auto" }, pick(spell.name)),
      h("small", {}, `${label("spell_kind", spell.kind)}, ${partnerName(spell.partner)}`), ongoing,
      other && other !== event && eventLink(other));
  };
  return [
    ...(event.starts ?? []).map((id) => line(id, "starts", "last")),
    ...(event.ends ?? []).map((id) => line(id, "ends", "first")),
  ].filter(Boolean);
}

function record(event) {
  const facts = [
    ["place", event.place && [...new Set([pick(event.place), partnerName(event.country)])].join(", ")],
    ["people", event.people?.map((name) => (DATA.people[name] ? `${name} (${pick(DATA.people[name])})` : name)).join("; ")],
    ["organisations", event.organisations?.join("; ")],
    ["amounts", event.amounts?.map(([value, unit]) => `${quantity(value)} ${label("unit", unit)}`).join("; ")],
    ["date_written", `${event.edtf} – ${definition("date_precision", event.precision)}`],
    ["origin", label("origin", event.origin)],
    ["reviewed", event.reviewed && `${edtfText(event.reviewed[0])}, ${label("review_outcome", event.reviewed[1])}`],
    ["former", event.former?.join(", ")],
  ].filter(([, value]) => value);
  return h("dl", {}, ...facts.flatMap(([key, value]) => [h("dt", {}, t(key)), h("dd", { dir: "auto" }, value)]));
}

/** Links to the neighbours in the table as it stands. */
function walk(event) {
  const events = sortedEvents();
  const place = events.indexOf(event);
  for (const [id, step] of [["panel-before", -1], ["panel-after", 1]]) {
    const other = place < 0 ? undefined : events[place + step];
    byId(id).hidden = !other;
    if (other) byId(id).setAttribute("href", `#${other.id}`);
  }
}
