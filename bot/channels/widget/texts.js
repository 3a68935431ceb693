// The texts that the widget shows: a catalogue for each language, fetched when it is first needed. They are written in
// Fluent; the server takes them apart (bot/channels/catalogue.py says into what), so that no parser comes along.

const LANGUAGES = ["en", "de"];
const held = {};
const asked = new Map();

/** The language of ours that is nearest to a tag: English, unless it is another that has a catalogue. */
export function nearest(tag) {
  const primary = String(tag || "en").toLowerCase().split("-")[0];
  return LANGUAGES.includes(primary) ? primary : "en";
}

/** Takes a catalogue in, beside what the language has already. */
export function add(language, messages) {
  held[language] = { ...held[language], ...messages };
}

/** Resolves when a language's texts are here. from: addresses of its catalogues, {language} filled in. */
export async function load(tag, from = new URL("{language}.json", import.meta.url).href) {
  const language = nearest(tag);
  const address = decodeURI(from).replace("{language}", language);
  if (!asked.has(address)) {
    asked.set(address, fetch(address).then((response) => response.json()).then((messages) => add(language, messages)));
    asked.get(address).catch(() => asked.delete(address));
  }
  await asked.get(address);
}

/** A pattern with its variables filled in, numbers as the language writes them, and its plurals chosen. */
function filled(pattern, values, language) {
  if (typeof pattern === "string") return pattern;
  return pattern.map((part) => {
    if (typeof part === "string") return part;
    const [name, choices] = part;
    const value = values[name];
    const number = typeof value === "number";
    if (!choices) return number ? value.toLocaleString(language) : String(value);
    return filled(choices[number ? new Intl.PluralRules(language).select(value) : value] ?? choices.other, values, language);
  }).join("");
}

/**
 * The catalogue for a language tag, once it is loaded: text(key, {name: value}) with its variables filled in and its
 * plurals chosen; text.list(key) for key-1, key-2 and so on; text.asks(key) the same with what each is to ask, in
 * English where a question in the language wouldn't be understood: [{label, ask}].
 */
export function catalogue(tag) {
  const language = nearest(tag);
  const has = (key) => held[language]?.[key] !== undefined;
  const text = (key, values = {}) => (has(key) ? filled(held[language][key], values, language) : key);
  text.language = language;
  const keys = (key) => {
    const found = [];
    while (has(`${key}-${found.length + 1}`)) found.push(`${key}-${found.length + 1}`);
    return found;
  };
  text.list = (key, values) => keys(key).map((one) => text(one, values));
  text.asks = (key, values) => keys(key).map((one) => ({ label: text(one, values), ask: text(has(`${one}.ask`) ? `${one}.ask` : one, values) }));
  return text;
}
