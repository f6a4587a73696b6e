/* Sends a person's correction of a reading without leaving the page. */

import { enter } from "./worksheet-keys.js";
import { postOrNull } from "./worksheet-post.js";

export const watchCorrections = (row, saving) => {
  row.element.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-correct]")) return;
    event.preventDefault();
    await saving.save(row);
    const answer = await postOrNull(form.action, { ...Object.fromEntries(new FormData(form)), version: row.version });
    if (answer?.status === 200) {
      enter(row); // the form is replaced by what it made
      saving.take(row, {}, answer);
      return;
    }
    const refused = form.querySelector("[data-refused]");
    refused.textContent = answer?.content.message ?? "通信できません。読み取りはまだ直していません。";
    refused.hidden = false;
  });
};
