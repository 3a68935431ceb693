// The same chats on another device: a one-time link or code made here, or one that was made there.
import { h } from "./dom.js";

/** A code as typed or read aloud: letters and digits in fours. */
export const grouped = (code) => code.replace(/[^a-z0-9]/gi, "").toUpperCase().replace(/(.{4})(?=.)/g, "$1-");

/** The code that an address brings behind its "#", which no server sees; "" without one. */
export function codeIn(hash) {
  return /^#code=([A-Za-z0-9-]{12,20})$/.exec(hash)?.[1] ?? "";
}

/** ctx: t, client, server, language, copy, announce, attempt, has (there are chats here), code, done(text). */
export function devices(ctx) {
  const { t, client, server, attempt, has } = ctx;
  const made = h("div.made", {});
  const make = h("button.plainly", {
    onclick: attempt(async () => {
      const { code, expires_at } = await client.call("POST", "/code");
      const time = new Date(expires_at).toLocaleTimeString(ctx.language, { timeStyle: "short" });
      const link = `${server}/chat#code=${code}`;
      const label = h("span", {}, t("copyLink"));
      made.replaceChildren(h("p.note", {}, t("deviceHint", { time })), h("p", {}, `${t("codeIs")}: `, h("strong.code", {}, grouped(code))),
        h("p", {}, h("code.link", {}, link)),
        h("button.plainly", { onclick: () => ctx.copy(link, label, "copyLink") }, label));
      ctx.announce(t("deviceHint", { time }));
    }),
  }, t("makeCode"));
  const typed = h("input", { name: "code", value: grouped(ctx.code), maxLength: 20, autocomplete: "off", spellcheck: false, autocapitalize: "characters" });
  const along = h("input", { type: "checkbox", name: "along" });
  const form = h("form", {
    onsubmit: attempt(async (event) => {
      event.preventDefault();
      if (!typed.value.trim()) return typed.focus();
      await client.join(typed.value, along.checked).catch((error) => { throw error.kind === "expired" ? { detail: t("badCode") } : error; });
      ctx.done(t("joined"));
    }),
  }, h("label.field", {}, t("enterCode"), typed), h("p.note", {}, t("codeHint")),
  has ? h("label.tick", {}, along, t("bringAlong")) : null,
  h(ctx.code ? "button.primary" : "button.plainly", { type: "submit" }, t("openCode")));
  return h("section.devices", { ariaLabel: t("device") }, h("h3", {}, t("device")), has ? make : null, made, form);
}
