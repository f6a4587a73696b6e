/* Saves what is still typed in an item before its part is handed in. */

export const watchSubmission = (form, rows, saving) => {
  const item = form.closest("[data-item]");
  const words = form.querySelector("[data-unsaved]");

  form.addEventListener("submit", async (event) => {
    const unsaved = () => rows.filter((row) => item.contains(row.element) && row.isChanged);
    if (unsaved().length === 0) return;
    event.preventDefault();
    await Promise.all(unsaved().map((row) => saving.save(row)));
    const left = unsaved().length;
    words.hidden = left === 0;
    words.textContent = `まだ保存できていない行が${left}行あるため、提出していません。`;
    if (left === 0) form.requestSubmit();
  });
};
