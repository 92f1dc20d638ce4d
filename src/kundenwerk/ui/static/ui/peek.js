// Looking ahead: the essentials of a row in a sheet, and walking through a list from its pages.
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const dialog = $("#peek");
  const body = $("#peek-body");
  const letters = document.documentElement.dataset.keys !== "off";
  const rows = () => all("tr[data-peek]");
  let row = null; // whose essentials are shown
  let asked = null; // the request under way

  // ---- a button on every row, for those without a keyboard
  const pattern = $("#peek-button");
  const name = (one) => $("a", one)?.textContent.trim() ?? "";
  const equip = () =>
    rows().forEach((one) => {
      if ($(".peek-btn", one)) return;
      const button = pattern.content.cloneNode(true).firstElementChild;
      button.setAttribute("aria-label", `Vorschau ${name(one)}`);
      one.lastElementChild.append(button);
    });

  // ---- the sheet
  const show = async (next) => {
    row = next;
    all("table[data-rows] tr[aria-selected]").forEach((one) => one.removeAttribute("aria-selected"));
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    asked?.abort();
    asked = new AbortController();
    if (!dialog.open) dialog.showModal();
    const waiting = setTimeout(() => body.classList.add("busy"), 80);
    try {
      const answer = await fetch(next.dataset.peek, { signal: asked.signal, redirect: "manual" });
      if (answer.type === "opaqueredirect") return window.location.reload(); // the session is over
      const text = await answer.text();
      if (next !== row) return;
      if (answer.ok) body.innerHTML = text;
      else body.innerHTML = '<h2 id="peek-title" tabindex="-1">Dafür gibt es keine Vorschau</h2>';
      $("#peek-title").focus();
    } catch (fault) {
      if (fault.name === "AbortError") return;
      body.innerHTML = '<h2 id="peek-title" tabindex="-1">Die Verbindung fehlt</h2>';
      $("#peek-title").focus();
    } finally {
      clearTimeout(waiting);
      if (next === row) body.classList.remove("busy");
    }
  };
  const step = (by) => {
    const found = rows();
    const next = found[found.indexOf(row) + by];
    if (next) show(next);
  };
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  if (letters) Object.assign(STEPS, { j: 1, k: -1, J: 1, K: -1 });
  dialog?.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button");
    if (STEPS[event.key]) step(STEPS[event.key]);
    else if (event.key === " " && !onButton) dialog.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dialog?.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-peek-close]")) dialog.close();
    const mover = event.target.closest("[data-peek-step]");
    if (mover) step(Number(mover.dataset.peekStep));
  });
  dialog?.addEventListener("close", () => {
    asked?.abort();
    (row && $("a, button", row))?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.target.closest("input, button, select, textarea, summary, [contenteditable]")) return;
    const chosen = event.target.closest("tr[data-peek]") || $("tr[data-peek][aria-selected=true]");
    if (!chosen) return;
    event.preventDefault();
    show(chosen);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".peek-btn");
    if (button) show(button.closest("tr"));
  });
  equip();
  document.addEventListener("htmx:after:swap", equip);

  // ---- the pages of a filtered list one after the other, in its order
  const KEPT = "walk";
  const pathsIn = (page) => [
    ...new Set(all("tr[data-peek]", page).map((one) => $("a", one)?.getAttribute("href")).filter(Boolean)),
  ];
  const pageAfter = (page, rel) => $(`.pager a[rel=${rel}]`, page)?.getAttribute("href") ?? "";
  const absolute = (href, base) => (href ? new URL(href, base).href : "");
  const keep = (walk) => sessionStorage.setItem(KEPT, JSON.stringify(walk));
  const walkOf = (page, address) => ({
    list: address,
    paths: pathsIn(page),
    after: absolute(pageAfter(page, "next"), address),
    before: absolute(pageAfter(page, "prev"), address),
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("tr[data-peek] a, #peek a")) keep(walkOf(document, window.location.href));
  });
  const fetched = async (address) => {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return walkOf(page, address);
  };
  const extend = async (walk, at) => {
    if (at === walk.paths.length - 1 && walk.after) {
      const more = await fetched(walk.after);
      return { ...walk, paths: [...walk.paths, ...more.paths], after: more.after };
    }
    if (at === 0 && walk.before) {
      const more = await fetched(walk.before);
      return { ...walk, paths: [...more.paths, ...walk.paths], before: more.before };
    }
    return walk;
  };
  const here = window.location.pathname;
  const place = async () => {
    const nav = $("#walk");
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!nav || !kept?.paths.includes(here)) return;
    const walk = await extend(kept, kept.paths.indexOf(here));
    if (walk !== kept) keep(walk);
    const at = walk.paths.indexOf(here);
    const links = { "[rel=prev]": walk.paths[at - 1], "[rel=next]": walk.paths[at + 1], "[data-list]": walk.list };
    Object.entries(links).forEach(([selector, href]) => {
      const link = $(selector, nav);
      if (href) link.setAttribute("href", href);
      else link.remove();
    });
    nav.hidden = false;
  };
  place().catch(() => sessionStorage.removeItem(KEPT));
})();
