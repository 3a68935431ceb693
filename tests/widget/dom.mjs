// As much of a browser's document as the modules' logic needs, without a browser: nodes that hold text and children.
export class Node {
  constructor(tag) {
    this.localName = tag;
    this.children_ = [];
    this.dataset = {};
    this.style = { setProperty() {}, removeProperty() {} };
    this.listeners = {};
    const names = new Set();
    this.classList = { add: (...all) => all.forEach((one) => names.add(one)), contains: (one) => names.has(one) };
  }
  append(...given) { this.children_.push(...given.flatMap((one) => (one?.fragment ? one.children_ : [one]))); }
  replaceChildren(...given) { this.children_ = []; this.append(...given); }
  focus() {}
  querySelector() { return null; }
  addEventListener(name, heard) { this.listeners[name] = heard; }
  setAttribute(name, value) { this[name] = value; }
  get textContent() { return this.children_.map((one) => (typeof one === "string" ? one : one.textContent)).join(""); }
  set textContent(text) { this.children_ = [text]; }
  get lastElementChild() { return this.children_.filter((one) => one instanceof Node).at(-1) ?? null; }
}
globalThis.Node = Node;
globalThis.document = {
  createElement: (tag) => new Node(tag),
  createElementNS: (_, tag) => new Node(tag),
  createDocumentFragment: () => Object.assign(new Node("#fragment"), { fragment: true }),
};
/** Every element below one with this name. */
export const all = (node, tag) => (node.children_ ?? []).flatMap((one) => (typeof one === "string" ? [] : [...(one.localName === tag ? [one] : []), ...all(one, tag)]));
export const widget = (name) => new URL(`../../bot/channels/widget/${name}`, import.meta.url).href;
