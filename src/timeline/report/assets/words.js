// The page's words, the codebook's labels, numbers and dates, in the language that the reader chose.
import { DATA } from "./store.js";

let lang = DATA.langs[0];

/** The language in use: en or fr. */
export function language() {
  return lang;
}

/** @param {string} chosen */
export function setLanguage(chosen) {
  lang = chosen;
}

/**
 * The page's own words for a key; `{name}` is filled from `values`, and of `one|many` the form that `n` asks for stays.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const forms = DATA.words[key][DATA.langs.indexOf(lang)].split("|");
  const single = lang === "fr" ? Math.abs(values.n) < 2 : values.n === 1;
  const text = forms.length > 1 && !single ? forms[1] : forms[0];
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

/** Of a pair of texts the one in the reader's language. @param {string[] | undefined} pair */
export function pick(pair) {
  return pair ? pair[DATA.langs.indexOf(lang)] : "";
}

/** A record's text in a language, with French spaces where no line may break. @param {string[]} pair @param {string} [chosen] */
export function prose(pair, chosen = lang) {
  const text = pair[DATA.langs.indexOf(chosen)];
  return chosen === "fr" ? text.replace(/ (?=[:;?!»%])|(?<=«) /g, "\u00a0") : text;
}

/** A code's label. @param {string} vocabulary @param {string | number} code */
export function label(vocabulary, code) {
  const term = DATA.vocabulary[vocabulary]?.[code];
  return term ? pick(term.label) : String(code);
}

/** A code's definition, or nothing. @param {string} vocabulary @param {string | number} code */
export function definition(vocabulary, code) {
  return pick(DATA.vocabulary[vocabulary]?.[code]?.definition);
}

/** A partner's name, Niger included. @param {string} code */
export function partnerName(code) {
  return pick(DATA.partners[code]?.name) || code;
}

/** A partner's name as a lane holds it. @param {string} code */
export function partnerShort(code) {
  return pick(DATA.partners[code]?.short) || code;
}

/** @param {number} value @param {number} [digits] */
export function number(value, digits = 0) {
  const text = new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.format(value).replace("-", "−");
}

/** A quantity as it was recorded, without invented digits. @param {number} value */
export function quantity(value) {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 6 }).format(value);
}

/** @param {number} share from 0 to 1 */
export function percent(share) {
  return number(Math.round(100 * share)) + (lang === "fr" ? "\u00a0%" : "%");
}

/** A number with its sign. @param {number} value */
export function signed(value) {
  return value > 0 ? `+${number(value)}` : number(value);
}

/** @param {number} month from 0 @param {boolean} [short] */
export function monthName(month, short = false) {
  return DATA.locale[lang][short ? "shortMonths" : "months"][month];
}

/** A day, month or year in EDTF as words; what has another form stays as it is. @param {string} edtf */
export function edtfText(edtf) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(edtf);
  if (!found) return edtf;
  const [, year, month, day] = found;
  const words = [];
  if (day) words.push(lang === "fr" && day === "01" ? "1er" : String(Number(day)));
  if (month) words.push(monthName(Number(month) - 1));
  return [...words, year].join(" ");
}

/** A moment as its day in words. @param {number} time */
export function dayText(time) {
  return edtfText(new Date(time).toISOString().slice(0, 10));
}

/** Texts in the alphabetical order of the language. @param {string} one @param {string} other */
export function alphabetical(one, other) {
  return one.localeCompare(other, lang);
}
