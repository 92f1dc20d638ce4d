// A board: arrow keys walk from card to card; Shift with an arrow, or dragging, moves one.
(() => {
  "use strict";
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const all = (selector, from = board) => [...from.querySelectorAll(selector)];
  const columns = all("[data-stage]");
  const link = (card) => card?.querySelector("a");
  const button = (card, column) => card.querySelector(`[data-to="${CSS.escape(column.dataset.stage)}"]`);

  const walk = (card, key) => {
    const column = columns.indexOf(card.closest("[data-stage]"));
    const cards = all("[data-card]", columns[column]);
    const row = cards.indexOf(card);
    if (key === "ArrowUp" || key === "ArrowDown") return cards[row + (key === "ArrowDown" ? 1 : -1)];
    const onward = key === "ArrowRight" ? columns.slice(column + 1) : columns.slice(0, column).reverse();
    const filled = onward.map((one) => all("[data-card]", one)).find((found) => found.length);
    return filled && filled[Math.min(row, filled.length - 1)];
  };
  const shift = (card, key) => {
    const column = columns.indexOf(card.closest("[data-stage]"));
    const onward = key === "ArrowRight" ? columns.slice(column + 1) : columns.slice(0, column).reverse();
    onward.map((one) => button(card, one)).find(Boolean)?.click();
  };
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.shiftKey) return link(walk(card, event.key))?.focus();
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") shift(card, event.key);
  });

  all("[data-card]").forEach((card) => {
    if (!card.querySelector("[data-to]")) return;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", card.id);
      event.dataTransfer.effectAllowed = "move";
      columns.forEach((one) => one.classList.toggle("takes", Boolean(button(card, one))));
    });
    card.addEventListener("dragend", () => columns.forEach((one) => one.classList.remove("takes")));
  });
  columns.forEach((column) => {
    column.addEventListener("dragover", (event) => column.classList.contains("takes") && event.preventDefault());
    column.addEventListener("drop", (event) => {
      const card = document.getElementById(event.dataTransfer.getData("text/plain"));
      event.preventDefault();
      if (card) button(card, column)?.click();
    });
  });
  // After a move the page comes back to the card; the browser's own jump there takes the focus away.
  const moved = location.hash.startsWith("#lead-") && document.getElementById(location.hash.slice(1));
  if (moved) window.addEventListener("load", () => setTimeout(() => link(moved)?.focus()));
})();
