// Builds DOM nodes; text always as text nodes, never as markup.

/** h("button.primary", {onclick}, "Send"): an element with classes, properties and children. */
export function h(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  // One that sends a form says so.
  if (tag === "button") element.type = tag;
  set(element, properties);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** s("rect", {x: 0}, ...): an SVG element. */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && name !== "form") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

const PATHS = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12h13M12 5l7 7-7 7",
  stop: "M7 7h10v10H7z",
  up: "M7 11v8H4v-8zM7 11l4-7c2 0 2.5 1.4 2 3l-.7 3H19c1 0 1.7 1 1.4 2l-1.6 5.4c-.2.9-1 1.6-2 1.6H7",
  down: "M7 13V5H4v8zM7 13l4 7c2 0 2.5-1.4 2-3l-.7-3H19c1 0 1.7-1 1.4-2l-1.6-5.4c-.2-.9-1-1.6-2-1.6H7",
  copy: "M9 9h10v11H9zM5 15V4h10",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  offer: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  practice: "M4 6h10v7H8l-4 3zM17 10h3v7l-3-2h-6v-2",
  fresh: "M12 5v14M5 12h14",
  edit: "M5 19h4L19 9l-4-4L5 15z",
  retry: "M5 12a7 7 0 1 0 2-5M5 4v4h4",
  speaker: "M5 10v4h3l4 4V6L8 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  bin: "M5 7h14M10 4h4M7 7l1 13h8l1-13",
  downArrow: "M12 5v14M5 12l7 7 7-7",
};

/** A line icon, hidden from assistive technology: its button carries the name. */
export function icon(name) {
  return s(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, fill: "none", stroke: "currentColor", "stroke-width": 1.8,
      "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false" },
    s("path", { d: PATHS[name] }),
  );
}

/** A button that an icon alone shows; its name is said and stands beside the pointer. */
export const iconButton = (name, sign, onclick, more = {}) => h("button.quiet", { ariaLabel: name, title: name, onclick, ...more }, icon(sign));

/** For onkeydown: Esc closes what it is pressed in, and nothing around it. */
export const onEscape = (close) => (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  event.preventDefault();
  close();
};

/** A page over the chat. leave, named by out, takes it away; more: buttons beside it. */
export const pageOver = (title, out, leave, more, ...inside) => h("section.debrief", { role: "dialog", ariaLabel: title, tabIndex: -1, onkeydown: onEscape(leave) },
  h("header.head", {}, h("div.name", {}, h("h2", {}, title)), more, iconButton(out, "close", leave)), ...inside);

/** Gives a text to its person as a file. */
export function saveAs(name, type, text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
