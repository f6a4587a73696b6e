/* Copies last year's words into the field beside them, by the button or by Ctrl+D. Ctrl+Z takes it back. */

export const offerPrevious = (row) => {
  const copy = (field) => {
    const words = document.getElementById(`${field.id}-previous`);
    if (!words) return;
    row.type(field.name, words.dataset.code ?? words.textContent);
    field.focus();
  };

  for (const field of row.fields.values()) {
    const button = document.getElementById(`${field.id}-copy`);
    if (button) button.hidden = false;
    button?.addEventListener("click", () => copy(field));
    field.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "d" || !event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault(); // the browser would make a bookmark
      copy(field);
    });
  }
};
