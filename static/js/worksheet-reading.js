/* Shows beneath a field how the server reads what is being typed, before it is saved. */

import { postOrNull } from "./worksheet-post.js";

const PAUSE = 600; // milliseconds

/** Does what may move the page; the field that is written in stays where it is in the window. */
const heldStill = (act) => {
  const field = document.activeElement;
  const before = field.getBoundingClientRect().top;
  act();
  if (field !== document.body) window.scrollBy(0, field.getBoundingClientRect().top - before);
};

const show = (row, { reading, warnings = [] }) => {
  row.element.querySelector("[data-warnings]").replaceChildren(...warnings.map(lineOf));
  const place = row.element.querySelector("[data-reading]");
  // A correction that is being written is not taken from under the hand.
  if (!place || reading === undefined || place.contains(document.activeElement)) return;
  place.innerHTML = reading; // our own template, which escapes each text
};

const lineOf = (warning) => {
  const line = document.createElement("p");
  line.className = "entry-warning";
  line.textContent = warning;
  return line;
};

export const watchReading = (row) => {
  const address = row.element.dataset.readingUrl;
  let timer;
  let asking = new AbortController();

  const ask = async () => {
    asking = new AbortController();
    const { actual, note } = row.values;
    const answer = await postOrNull(address, { actual, note }, { signal: asking.signal });
    if (answer?.status === 200) heldStill(() => show(row, answer.content)); // else there is no preview: saving says why
  };

  row.addEventListener("saved", (event) => {
    asking.abort();
    if (!row.isChanged) clearTimeout(timer); // the answer to the save says it
    if (row.isChanged) return;
    if (address && event.detail.reading === undefined) ask(); // entered for it in another row
    else heldStill(() => show(row, event.detail));
  });
  if (!address) return;
  row.addEventListener("rebased", ask);
  row.addEventListener("typed", (event) => {
    clearTimeout(timer);
    asking.abort();
    if (!event.detail.isComposing && row.isChanged) timer = setTimeout(ask, PAUSE);
  });
};
