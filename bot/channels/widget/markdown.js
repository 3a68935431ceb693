// A small markdown subset as DOM nodes: paragraphs, "- " lists, **bold**, `code`, links with allowed schemes.
// Nothing that comes from a model, a user or a guide ever becomes markup: only text nodes and these elements.

const INLINE = /\*\*([^*\n]{1,400})\*\*|`([^`\n]{1,200})`|\[([^\]\n]{1,200})\]\(([^)\s]{1,500})\)/g;

/** The link's address when its scheme is http, https or mailto; null otherwise. */
export function safeLink(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Appends the text's inline nodes to parent. */
export function inline(parent, text) {
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    parent.append(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [whole, bold, code, label, address] = match;
    if (bold) parent.append(node("strong", bold));
    else if (code) parent.append(node("code", code));
    else {
      const href = safeLink(address);
      parent.append(href ? link(label, href) : whole);
    }
  }
  parent.append(text.slice(at));
}

/** The text as a fragment of paragraphs and lists. */
export function markdown(text) {
  const fragment = document.createDocumentFragment();
  for (const part of text.split(/\n{2,}/)) {
    let list = null;
    let paragraph = null;
    for (const line of part.split("\n")) {
      const item = /^\s*(?:[-*•]|\d{1,2}[.)])\s+(.*)$/.exec(line);
      if (item) {
        paragraph = null;
        const tag = /^\s*\d/.test(line) ? "ol" : "ul";
        if (list?.localName !== tag) fragment.append((list = document.createElement(tag)));
        const li = document.createElement("li");
        inline(li, item[1]);
        list.append(li);
      } else if (line.trim()) {
        list = null;
        if (paragraph) paragraph.append(document.createElement("br"));
        else fragment.append((paragraph = document.createElement("p")));
        inline(paragraph, line);
      }
    }
  }
  return fragment;
}

function node(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function link(label, href) {
  const element = node("a", label);
  element.href = href;
  element.target = "_blank";
  element.rel = "noopener noreferrer nofollow";
  return element;
}
