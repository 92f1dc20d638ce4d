// Lists: menus that close again, and how many rows are picked.
(() => {
  "use strict";
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const menus = () => all("details.menu[open]");

  document.addEventListener("click", (event) => {
    menus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.removeAttribute("open");
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    });
  });

  const boxes = () => all("input[name=zeile]");
  const count = () => {
    const form = document.querySelector("#auswahl");
    if (!form) return;
    const picked = boxes().filter((box) => box.checked).length;
    const page = document.querySelector("[data-pick-page]");
    const every = form.querySelector("[data-pick-every]");
    page.checked = picked > 0 && picked === boxes().length;
    page.indeterminate = picked > 0 && !page.checked;
    const text = picked === 1 ? "1 Zeile ausgewählt" : `${picked} Zeilen ausgewählt`;
    form.querySelector("[data-picked]").textContent = every?.checked ? "Alle Treffer ausgewählt" : picked ? text : "Nichts ausgewählt";
    form.classList.toggle("is-picking", picked > 0 || Boolean(every?.checked));
  };
  let last = null; // the box picked before, for picking a range with the shift key
  document.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=zeile]");
    if (!box) return;
    const found = boxes();
    if (event.shiftKey && found.includes(last)) {
      const [from, to] = [found.indexOf(last), found.indexOf(box)].sort((a, b) => a - b);
      found.slice(from, to + 1).forEach((one) => (one.checked = box.checked));
    }
    last = box;
    count();
  });
  // The row one is at with J and K: X picks it, and an action without picks is about it.
  const present = () => document.querySelector("table.list tr[aria-selected=true] input[name=zeile]");
  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-pick-row]") && present();
    if (!box) return;
    box.checked = !box.checked;
    count();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "auswahl" || event.target.classList.contains("is-picking")) return;
    const box = present();
    if (box) box.checked = true;
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-page]")) {
      boxes().forEach((box) => (box.checked = event.target.checked));
    }
    if (event.target.matches("[data-pick-page], [data-pick-every], input[name=zeile]")) count();
  });
  // The browser keeps ticks when somebody comes back.
  window.addEventListener("pageshow", count);
  document.addEventListener("htmx:after:swap", count);
})();
