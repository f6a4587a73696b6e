/* The worksheet: each behaviour is a module of its own and works on the rows. Without it each row has its own button. */

import { announce } from "./worksheet-announce.js";
import { watchCorrections } from "./worksheet-correct.js";
import { Kept } from "./worksheet-kept.js";
import { watchKeys } from "./worksheet-keys.js";
import { merge } from "./worksheet-merge.js";
import { startNotes } from "./worksheet-note.js";
import { watchPaste } from "./worksheet-paste.js";
import { startPresence } from "./worksheet-presence.js";
import { offerPrevious } from "./worksheet-previous.js";
import { watchProgress } from "./worksheet-progress.js";
import { watchReading } from "./worksheet-reading.js";
import { Row } from "./worksheet-row.js";
import { Saving } from "./worksheet-saving.js";
import { showStranded } from "./worksheet-stranded.js";
import { watchSubmission } from "./worksheet-submit.js";
import { offerUndo } from "./worksheet-undo.js";

const sheet = document.querySelector("[data-worksheet]");
const all = Array.from(sheet.querySelectorAll("[data-row]"), (element) => new Row(element));
const rows = all.filter((row) => row.isEditable);
const byKey = new Map(all.map((row) => [row.key, row]));
const kept = new Kept(sheet.dataset.person, sheet.dataset.worksheet);
const saving = new Saving(rows, kept, { home: sheet.dataset.home, merge });

watchProgress(all, rows, sheet.querySelector("[data-bar]"));
announce(rows, sheet.querySelector("[data-announcer]"));
watchKeys(rows, saving);
watchPaste(rows, startNotes(sheet.querySelector("[data-note]")));
startPresence(all, sheet.dataset.presence);
for (const row of rows) {
  offerPrevious(row);
  watchReading(row);
  offerUndo(row, saving);
  watchCorrections(row, saving);
  row.addEventListener("saved", (event) => {
    for (const follower of event.detail.followers ?? []) saving.follow(byKey.get(follower.key), follower, event.detail);
  });
}
for (const form of sheet.querySelectorAll("[data-submit-part]")) watchSubmission(form, rows, saving);

const editable = new Set(rows.map((row) => row.key));
for (const [key, record] of kept.all()) {
  if (!editable.has(key)) continue;
  const row = byKey.get(key);
  row.restore(record);
  row.show("unsaved", "この端末に保管していた入力です");
  if (!row.isSavedByHand) saving.save(row);
}
showStranded(kept, editable, sheet.querySelector("[data-stranded]"));
sheet.toggleAttribute("data-is-live", true); // hides what only a page without script needs
