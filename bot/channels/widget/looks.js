// What the element looks like: its style sheet, and what a site may set of it by attribute.

const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(?:rgb|hsl|oklch)a?\([\d\s.,%/deg-]{1,40}\))$/i;
const LENGTH = /^\d{1,3}(?:\.\d+)?(?:px|rem|em)$/;
const FONT = /^[\w\s,'"-]{1,120}$/;
const WISHES = [["--accent", "accent", COLOUR], ["--radius", "radius", LENGTH], ["--font", "font", FONT]];

let styles = null;

/** The style sheet, fetched once: a constructed sheet needs no inline style, so a strict CSP is content. */
export function sheet() {
  // Asked for as widget.js asks for it early: otherwise it would come twice.
  styles ??= fetch(new URL("parley.css", import.meta.url))
    .then((response) => response.text())
    .then((css) => {
      const made = new CSSStyleSheet();
      made.replaceSync(css);
      return made;
    });
  return styles;
}

/** Dresses a frame as its element wishes; what isn't allowed is left out. */
export function dress(frame, element) {
  Object.assign(frame.dataset, { mode: element.mode, theme: element.theme });
  for (const [name, attribute, allowed] of WISHES) {
    const value = element.getAttribute(attribute)?.trim();
    if (value && allowed.test(value)) frame.style.setProperty(name, value);
    else frame.style.removeProperty(name);
  }
}

/** Prints a part alone, in a window of its own: the host's page stays out of it. */
export function printed(part, title) {
  const view = open("", "_blank");
  if (!view) return print();
  view.document.title = title;
  const frame = document.createElement("div");
  frame.className = "frame";
  Object.assign(frame.dataset, { mode: "page", theme: "light" });
  const section = document.createElement("section");
  section.className = "debrief";
  section.append(part.cloneNode(true));
  frame.append(section);
  fetch(new URL("parley.css", import.meta.url), { credentials: "omit" }).then((response) => response.text()).then((css) => {
    const made = new view.CSSStyleSheet();
    made.replaceSync(css);
    view.document.adoptedStyleSheets = [made];
    view.document.body.append(frame);
    view.print();
  });
}
