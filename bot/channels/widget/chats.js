// The list of a person's chats: found again by name and words, opened, named, deleted; and how another device gets them.
import { devices } from "./devices.js";
import { h, iconButton, onEscape, pageOver } from "./dom.js";

const SOON = 14 * 24 * 3600 * 1000;

/** The chats that are deleted within two weeks unless they are opened, and when the first of them is: {n, date}, or null. */
export function goingSoon(conversations, now = Date.now()) {
  const soon = conversations.map((one) => Date.parse(one.deleted_at)).filter((at) => at - now < SOON);
  return soon.length ? { n: soon.length, date: new Date(Math.min(...soon)) } : null;
}

/**
 * The list as a page over the chat. ctx: t, client, server, root, date(moment), turned() (another chat is open),
 * code (typed or brought by a link; "" for none), back(), announce(text), copy(text, label).
 */
export function chatsPage(ctx) {
  const { t, client } = ctx;
  const list = h("ul.chats", { ariaLabel: t("chats") });
  const note = h("p.note", { role: "status" }, client.conversation ? t("chatsHint") : "");
  const search = h("input", { type: "search", maxLength: 200, placeholder: t("searchChats"), ariaLabel: t("searchChats"), autocomplete: "off", oninput: () => later() });
  const leave = () => { page.remove(); ctx.back(); };
  let failed = 0;
  const attempt = (work) => async (...given) => { try { await work(...given); } catch (error) { failed += 1; note.textContent = error.detail || t(error.kind ?? "failed"); } };

  let asked = 0;
  const show = attempt(async () => {
    const mine = ++asked, before = failed;
    const { conversations } = await client.call("GET", `/all?q=${encodeURIComponent(search.value.trim())}`);
    // What was typed since is answered by a later call.
    if (mine !== asked) return;
    const others = () => conversations.map((one) => one.id);
    list.replaceChildren(...conversations.map((one) => row(one, { ...ctx, attempt, show, leave, others })));
    // What went wrong meanwhile stays to be read.
    if (failed === before) note.textContent = conversations.length ? t("chatsHint") : t("noChats");
  });
  let timer = 0;
  const later = () => { clearTimeout(timer); timer = setTimeout(show, 150); };
  const all = h("button.plainly.risk", {
    onclick: attempt(async () => {
      if (!confirm(t("removeAllSure"))) return;
      await client.call("DELETE", "/all");
      client.forget();
      page.remove();
      ctx.turned(t("allGone"));
    }),
  }, t("removeAll"));
  const fresh = h("button.primary", { onclick: attempt(async () => { await client.fresh(); page.remove(); ctx.turned(); }) }, t("newChat"));
  const has = Boolean(client.conversation);
  const page = pageOver(t("chats"), t("closeChats"), leave, [],
    h("div.sheetless", {}, has ? h("div.buttons", {}, fresh) : null, has ? h("div.field", {}, search) : null, note, list,
      devices({ ...ctx, has, attempt, done: (text) => { page.remove(); ctx.turned(text); } }), has ? h("div.buttons", {}, all) : null));
  if (has) show();
  return page;
}

/** A chat in the list: its name opens it; it can be named and deleted. */
function row(one, ctx) {
  const { t, client, date, attempt } = ctx;
  const name = one.name || t("unnamed");
  const here = one.id === client.conversation?.id;
  const open = () => {
    if (here) return ctx.leave();
    client.turnTo(one.id);
    ctx.leave();
    ctx.turned();
  };
  const rename = () => {
    const field = h("input", { value: one.name, maxLength: 100, ariaLabel: t("renameTo"), autocomplete: "off" });
    const form = h("form.renaming", {
      onsubmit: attempt(async (event) => { event.preventDefault(); await client.beside("PATCH", one.id, { name: field.value }); await ctx.show(); }),
      onkeydown: onEscape(() => ctx.show()),
    }, h("div.field", {}, field), h("button.plainly", { type: "submit" }, t("keep")));
    item.replaceChildren(form);
    field.focus();
    field.select();
  };
  const remove = attempt(async () => {
    if (!confirm(t("removeSure", { name }))) return;
    await client.beside("DELETE", one.id);
    if (!here) return ctx.show();
    // The one that was open is gone: the last used of the others opens, or a new one.
    const others = ctx.others().filter((id) => id !== one.id);
    if (others.length) client.turnTo(others[0]);
    else client.forget();
    ctx.leave();
    ctx.turned();
  });
  const soon = goingSoon([one]);
  const item = h("li", { ariaCurrent: here ? "true" : null },
    h("button.chat-name", { onclick: open }, h("strong", {}, name),
      h("span", {}, [here ? t("current") : "", soon ? t("goesOn", { date: date(one.deleted_at) }) : t("lastUsed", { date: date(one.active_at) })].filter(Boolean).join(" · ")),
      one.found && one.found !== one.name ? h("span.found", {}, one.found) : null),
    iconButton(`${t("rename")}: ${name}`, "edit", rename),
    iconButton(`${t("remove")}: ${name}`, "bin", remove));
  return item;
}
