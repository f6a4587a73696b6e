/* Takes back one's own last save of a row. */

import { enter } from "./worksheet-keys.js";
import { postOrNull } from "./worksheet-post.js";

export const offerUndo = (row, saving) => {
  const button = row.element.querySelector("[data-undo]");
  if (!button) return;

  row.addEventListener("saved", (event) => {
    if (event.detail.saved_at) button.disabled = false;
  });
  row.form.addEventListener("submit", async (event) => {
    if (event.submitter !== button) return;
    await saving.save(row);
    if (row.isChanged) return; // not saved: the row says why
    saving.take(row, {}, await postOrNull(button.formAction, { version: row.version }));
    button.disabled = true;
    enter(row);
  });
};
