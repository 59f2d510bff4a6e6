// The rows that pass as a CSV file: UTF-8, and no cell that a spreadsheet would take for a formula.
import { h } from "./dom.js";
import { DATA } from "./store.js";

const COLUMNS = {
  event_id: (event) => event.id,
  date_start: (event) => event.start,
  date_end: (event) => event.end,
  date_edtf: (event) => event.edtf,
  title_en: (event) => event.title[0],
  title_fr: (event) => event.title[1],
  summary_en: (event) => event.summary[0],
  summary_fr: (event) => event.summary[1],
  partners: (event) => event.partners.map(([code, orientation]) => `${code}:${orientation}`).join(";"),
  initiator: (event) => event.initiator,
  event_type: (event) => event.type,
  mode: (event) => event.mode,
  act: (event) => event.act,
  quad_class: (event) => event.quad,
  plover_score: (event) => event.score,
  domains: (event) => event.domains.join(";"),
  status: (event) => event.status,
  significance: (event) => event.significance,
  people: (event) => event.people?.join(";"),
  organisations: (event) => event.organisations?.join(";"),
  place_name: (event) => event.place?.[0],
  place_country: (event) => event.country,
  n_publishers: (event) => event.voices,
  corroboration: (event) => event.corroboration,
  related: (event) => event.related?.map(([id, relation]) => `${id}:${relation}`).join(";"),
  note: (event) => event.note,
  sources: (event) => event.sources.map((source) => source.url).join(" "),
};

/** Events as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
export function asCsv(events) {
  const lines = [Object.keys(COLUMNS), ...events.map((event) => Object.values(COLUMNS).map((column) => column(event)))];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What a spreadsheet would take for a formula, as in `timeline export csv`: one apostrophe before it keeps it text. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;

function cell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = typeof value !== "number" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hand a text to the reader as a file. */
export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const CSV_NAME = `niger-timeline-${DATA.events.length ? DATA.events.at(-1).end : "empty"}.csv`;
