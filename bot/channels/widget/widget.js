// The one script tag: loads the element's modules from where this script came from, and registers <parley-chat>.
(() => {
  const from = new URL(".", document.currentScript?.src || document.baseURI);
  // All files at once, instead of each when the one before has been read.
  const early = (name, kind) => document.head.append(Object.assign(
    document.createElement("link"), kind, { href: new URL(`widget/${name}`, from).href, crossOrigin: "anonymous" }));
  early("parley.css", { rel: "preload", as: "fetch" });
  const tag = document.documentElement.lang || navigator.language || "en";
  early(/^de\b/i.test(tag) ? "de.json" : "en.json", { rel: "preload", as: "fetch" });
  for (const name of "parley-chat bar blocks charts chat chats client composer debrief devices dom letter live log looks markdown offer-fields offer-form place plain practice practice-setup rehearsal reply sources speech storage talk texts".split(" ")) {
    early(`${name}.js`, { rel: "modulepreload" });
  }
  const ready = import(new URL("widget/register.js", from).href);
  window.Parley ??= { ready: ready.then(() => customElements.whenDefined("parley-chat")) };
})();
