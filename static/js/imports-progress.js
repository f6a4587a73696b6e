/* Follows the work on a file and opens its page anew when there is something else to see. */
"use strict";

(() => {
  const FIRST_WAIT = 500; // milliseconds
  const LONGEST_WAIT = 5000;
  const place = document.querySelector("[data-progress]");
  if (!place) return;

  const words = place.querySelector("[data-words]");
  const unattended = place.querySelector("[data-unattended]");
  const bar = place.querySelector("progress");

  /** A live region is read aloud at each change: only what is different is written. */
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };

  const show = (state) => {
    say(state.words);
    unattended.hidden = !state.is_unattended;
    if (state.total > 0) {
      bar.max = state.total;
      bar.value = state.done;
    } else {
      bar.removeAttribute("value");
    }
  };

  const ask = async (wait) => {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const state = await answer.json();
      if (state.is_over) {
        location.reload();
        return;
      }
      show(state);
    } catch {
      say("サーバーに届きません。つながり次第、続きを表示します。");
    }
    setTimeout(ask, wait, Math.min(wait * 1.5, LONGEST_WAIT));
  };

  setTimeout(ask, FIRST_WAIT, FIRST_WAIT);
})();
