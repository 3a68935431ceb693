// The one script tag: loads the element's modules from where this script came from, and registers <parley-chat>.
(() => {
  const from = new URL(".", document.currentScript?.src || document.baseURI);
  const ready = import(new URL("widget/register.js", from).href);
  window.Parley ??= { ready: ready.then(() => customElements.whenDefined("parley-chat")) };
})();
