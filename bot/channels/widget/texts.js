// The texts that the widget shows: a Fluent catalogue for each language, fetched when it is first needed.
import { FluentBundle, FluentResource } from "./fluent.js";

const LANGUAGES = ["en", "de"];
const bundles = new Map();
const asked = new Map();

/** The language of ours that is nearest to a tag: English, unless it is another that has a catalogue. */
export function nearest(tag) {
  const primary = String(tag || "en").toLowerCase().split("-")[0];
  return LANGUAGES.includes(primary) ? primary : "en";
}

/** Takes a catalogue's text in, beside what the language has already. */
export function add(language, text) {
  // No marks around what is filled in: every text takes its direction from its own words already.
  const bundle = bundles.get(language) ?? new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  bundles.set(language, bundle);
}

/** Resolves when a language's texts are here. from: addresses of its catalogues, {language} filled in. */
export async function load(tag, from = new URL("{language}.ftl", import.meta.url).href) {
  const language = nearest(tag);
  const address = decodeURI(from).replace("{language}", language);
  if (!asked.has(address)) {
    asked.set(address, fetch(address).then((response) => response.text()).then((text) => add(language, text)));
    asked.get(address).catch(() => asked.delete(address));
  }
  await asked.get(address);
}

/**
 * The catalogue for a language tag, once it is loaded: text(key, {name: value}) with its variables filled in and its
 * plurals chosen; text.list(key) for key-1, key-2 and so on; text.asks(key) the same with what each is to ask, in
 * English where a question in the language wouldn't be understood: [{label, ask}].
 */
export function catalogue(tag) {
  const bundle = bundles.get(nearest(tag));
  const text = (key, values = {}) => {
    const found = bundle?.getMessage(key)?.value;
    return found ? bundle.formatPattern(found, values, []) : key;
  };
  text.language = nearest(tag);
  text.list = (key, values = {}) => {
    const found = [];
    while (bundle?.hasMessage(`${key}-${found.length + 1}`)) found.push(text(`${key}-${found.length + 1}`, values));
    return found;
  };
  text.asks = (key, values = {}) => text.list(key, values).map((label, i) => {
    const said = bundle.getMessage(`${key}-${i + 1}`).attributes.ask;
    return { label, ask: said ? bundle.formatPattern(said, values, []) : label };
  });
  return text;
}
