// Command palette, keys, messages: what a page needs beyond htmx. No eval, no framework.
(() => {
  "use strict";
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const typing = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])");

  // ---- messages at the lower edge
  const say = (text, kind = "") => {
    const area = $("#toasts");
    if (!area) return;
    const toast = document.createElement("div");
    toast.className = `toast ${kind}`;
    toast.textContent = text;
    area.append(toast);
    setTimeout(() => toast.remove(), 8000);
  };
  // ---- what was done can be taken back for a minute; closed once, it stays closed
  const CLOSED = "closed-undo";
  all("[data-undo]").forEach((toast) => {
    if (sessionStorage.getItem(CLOSED) === toast.dataset.undo) return toast.remove();
    setTimeout(() => toast.remove(), Number(toast.dataset.seconds) * 1000);
  });
  const takeBack = () => {
    const button = all("[data-takes-back] button, [data-undo] button:not([data-dismiss])").pop();
    button?.click();
    return Boolean(button);
  };
  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-dismiss]");
    if (closer) {
      const message = closer.closest(".toast, .message");
      if (message.dataset.undo) sessionStorage.setItem(CLOSED, message.dataset.undo);
      message.remove();
    }
    if (event.target.closest("[data-menu]")) {
      const nav = $(".nav");
      const open = nav.classList.toggle("is-open");
      event.target.closest("[data-menu]").setAttribute("aria-expanded", open);
    }
    if (event.target.closest("[data-print]")) window.print();
    const filler = event.target.closest("[data-fills]");
    if (filler) {
      event.preventDefault();
      const field = $(`#${filler.dataset.fills}`);
      field.value = filler.value;
      ["input", "change"].forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) $(`#${opener.dataset.opens}`)?.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
  });

  // A double click on a card presses the button that takes it alone.
  document.addEventListener("dblclick", (event) => {
    const card = event.target.closest("[data-double]");
    if (card && !event.target.closest("button, a")) $(`#${card.dataset.double}`)?.click();
  });

  // ---- htmx listens a moment after the page is there; what a fast hand typed before counts too
  const listening = new Promise((ready) => {
    if ($("[data-htmx-powered]")) ready();
    else document.addEventListener("htmx:after:process", ready, { once: true });
  });
  listening.then(() => {
    const field = document.activeElement;
    if (field?.matches("input, textarea") && field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // ---- command palette
  const palette = $("#palette");
  const input = palette && $("input", palette);
  const options = palette && $("#options");
  const onPage = new Map();
  let chosen = -1;
  let waiting = false; // for the hits of what was typed last
  let goFirst = false; // Enter was pressed before they came
  const choose = (index) => {
    const found = all("[role=option]", options);
    if (!found.length) return input.removeAttribute("aria-activedescendant");
    chosen = (index + found.length) % found.length;
    found.forEach((option, n) => option.setAttribute("aria-selected", n === chosen));
    input.setAttribute("aria-activedescendant", found[chosen].id);
    found[chosen].scrollIntoView({ block: "nearest" });
  };
  const openPalette = () => {
    if (!palette || palette.open) return;
    palette.showModal();
    input.select();
    waiting = true;
    goFirst = false;
    listening.then(() => input.dispatchEvent(new Event("palette-open")));
  };
  const go = (option) => {
    if (!option) return;
    const here = onPage.get(option.id);
    if (!here) return (window.location.href = option.dataset.href);
    palette.close();
    here.click();
    here.focus();
  };
  const label = (element) => element.dataset.keyLabel || element.textContent.trim().replace(/\s+/g, " ");
  // What the page itself offers comes first: the same verbs as its letter keys.
  const offerPage = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = all("[data-key][data-key-label]").filter((element) => {
      const name = label(element).toLowerCase();
      return words.length && words.every((word) => name.includes(word));
    });
    onPage.clear();
    if (!fitting.length) return;
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Auf dieser Seite");
    group.innerHTML = '<div class="group" aria-hidden="true">Auf dieser Seite</div>';
    fitting.forEach((element, n) => {
      const option = document.createElement("div");
      const key = document.createElement("kbd");
      option.setAttribute("role", "option");
      option.id = `here-${n}`;
      key.textContent = element.dataset.key.toUpperCase();
      key.className = "hint";
      option.append(label(element), key);
      onPage.set(option.id, element);
      group.append(option);
    });
    options.prepend(group);
  };
  input?.addEventListener("input", () => {
    waiting = true;
    goFirst = false;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]")) openPalette();
    if (palette?.open) {
      if (event.target === palette) palette.close();
      go(event.target.closest("#options [role=option]"));
    }
  });
  document.addEventListener("htmx:after:settle", (event) => {
    if (!palette?.open || !palette.contains(event.target)) return;
    offerPage();
    choose(0);
    // The answer to the empty field may come after the first letters: it is not theirs.
    waiting = $("template", options).dataset.text !== input.value;
    if (goFirst && !waiting) go($("[role=option]", options));
  });

  // ---- keys: letters work only outside fields and can be switched off (WCAG 2.1.4)
  const inPalette = (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key !== "Enter") return;
    else if (waiting) goFirst = true;
    else go(all("[role=option]", options)[chosen]);
    event.preventDefault();
  };
  const rows = () => all("table[data-rows] tbody tr");
  const move = (step) => {
    const found = rows();
    const now = found.findIndex((row) => row.getAttribute("aria-selected") === "true");
    const next = found[Math.min(Math.max(now + step, 0), found.length - 1)];
    if (!next) return;
    found.forEach((row) => row.removeAttribute("aria-selected"));
    next.setAttribute("aria-selected", "true");
    (next.querySelector("a") || next).focus();
  };
  const byLetter = (event) => {
    const key = event.key.toLowerCase();
    const target = $(`[data-key="${CSS.escape(key)}"]`);
    if (target) {
      target.click();
      target.focus();
    } else if (key === "j" || key === "k") {
      const neighbour = $(key === "j" ? "a[rel=next]" : "a[rel=prev]");
      if (rows().length) move(key === "j" ? 1 : -1);
      else if (neighbour) neighbour.click();
    } else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return openPalette();
    }
    if (palette?.open) return inPalette(event);
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !typing(event.target) && takeBack()) return event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    const page = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]" }[event.key];
    if (page && $(`[data-arrows] ${page}`)) {
      event.preventDefault();
      $(`[data-arrows] ${page}`).click();
    } else if (event.key === "/") {
      event.preventDefault();
      openPalette();
    } else if (event.key === "?") {
      showKeys();
    } else if (root.dataset.keys !== "off" && event.key.length === 1) byLetter(event);
  });
  const showKeys = () => {
    const list = $("#keys dl");
    if (!list) return;
    all("[data-own]", list).forEach((entry) => entry.remove());
    all("[data-key]").forEach((element) => {
      const name = document.createElement("dt");
      const key = document.createElement("dd");
      name.textContent = label(element);
      key.textContent = element.dataset.key.toUpperCase();
      [name, key].forEach((part) => (part.dataset.own = "1"));
      list.append(name, key);
    });
    $("#keys").showModal();
  };

  // ---- what htmx cannot know: refused, broken and lost answers never replace a form
  const SHOWN = [422, 409];
  const UNSAVED = "Nicht gespeichert, Verbindung fehlt. Wir versuchen es weiter.";
  let unsaved = null; // the part of the page whose content has not arrived
  const state = (text) => all("[data-save-state]").forEach((place) => (place.textContent = text));
  const saveAgain = () => unsaved?.closest("form")?.dispatchEvent(new Event("input", { bubbles: true }));
  const lost = (source) => {
    if (!source?.closest?.("[data-autosave]")) return false;
    unsaved = source;
    state(UNSAVED);
    setTimeout(saveAgain, 5000);
    return true;
  };
  document.addEventListener("htmx:before:swap", (event) => {
    const context = event.detail.ctx;
    const status = context?.response?.status ?? 200;
    if (context?.response?.raw?.redirected && /<html[\s>]/i.test(context.text ?? "")) {
      event.preventDefault();
      unsaved = null;
      return window.location.reload(); // the session is over: the whole page asks for the login
    }
    if (context?.sourceElement === unsaved) unsaved = null;
    if (status < 400 || SHOWN.includes(status)) return;
    event.preventDefault();
    if (status === 403) say("Dafür fehlt Ihnen die Berechtigung, oder die Seite ist abgelaufen. Bitte laden Sie sie neu.", "bad");
    else if (!lost(context.sourceElement)) say("Das hat nicht geklappt. Ihre Eingaben sind noch da. Bitte versuchen Sie es noch einmal.", "bad");
  });
  document.addEventListener("htmx:before:request", (event) => {
    if (event.target.closest?.("[data-autosave]")) state("Speichert …");
  });
  document.addEventListener("htmx:error", (event) => {
    if (!lost(event.target)) say("Die Verbindung fehlt. Bitte versuchen Sie es gleich noch einmal.", "bad");
  });
  window.addEventListener("online", saveAgain);
  window.addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

  // Saves of a form travel side by side; each carries when it left, so that a late one changes nothing.
  const count = (event) => all("[data-turn]", event.target.closest?.("form") ?? document).forEach((turn) => (turn.value = Math.max(Date.now(), 1 + Number(turn.value))));
  ["input", "change", "submit"].forEach((name) => document.addEventListener(name, count, true));

  // ---- small comforts
  // Enter in a search field leads to what it found, else on to the next question.
  document.addEventListener("keydown", (event) => {
    const onward = event.key === "Enter" && event.target.closest("[data-onward]")?.dataset.onward;
    if (!onward) return;
    event.preventDefault();
    $(onward)?.focus();
  });
  // What was sought is no answer: leaving such a field renews nothing around it.
  const quiet = (event) => event.target.closest("[data-quiet]") && event.stopPropagation();
  document.addEventListener("change", quiet, true);
  document.addEventListener("htmx:after:swap", () => $(".error-summary")?.focus());
  $(".error-summary")?.focus();
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.target.hasAttribute("hx-post") || event.target.hasAttribute("hx-get")) return;
    setTimeout(() => button.setAttribute("aria-disabled", "true"));
    setTimeout(() => button.removeAttribute("aria-disabled"), 5000);
  });
  all("[data-drop]").forEach((area) => {
    const field = $("input[type=file]", area);
    ["dragover", "dragleave", "drop"].forEach((name) =>
      area.addEventListener(name, (event) => {
        event.preventDefault();
        area.classList.toggle("is-over", name === "dragover");
        if (name === "drop") {
          field.files = event.dataTransfer.files;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }),
    );
  });
})();
