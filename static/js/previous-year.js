/* Opens and closes last year's words in every row at once, by the button or by the key P.
   A key of one letter must be possible to switch off (WCAG 2.1.4): the choice is kept in this browser. */
"use strict";

(() => {
  const bar = document.querySelector("[data-previous-switch]");
  if (!bar) return;

  const STORED_CHOICE = "previous-year-key";
  const button = bar.querySelector("button");
  const keyChoice = bar.querySelector("input");
  const labels = { closed: button.textContent, open: button.dataset.labelOpen };
  const folds = document.querySelectorAll(".fold--previous");

  const toggle = () => {
    const show = button.textContent === labels.closed;
    button.textContent = show ? labels.open : labels.closed;
    for (const fold of folds) fold.open = show;
  };

  const isTyping = (element) => element.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");

  keyChoice.checked = localStorage.getItem(STORED_CHOICE) !== "off";
  keyChoice.addEventListener("change", () => {
    localStorage.setItem(STORED_CHOICE, keyChoice.checked ? "on" : "off");
  });
  button.addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keyChoice.checked && !isTyping(event.target)) toggle();
  });
  bar.hidden = false;
})();
