/* Keeps the head of the page right while rows are entered: what is left, what is unsaved, where to go on. */

import { enter } from "./worksheet-keys.js";

/** Why nothing gets through now. */
const CAUSES = { signedout: "サインインが切れました", offline: "通信できません" };

/** all: with those that are only shown; rows: those that are entered here. */
export const watchProgress = (all, rows, bar) => {
  const left = bar.querySelector("[data-left]");
  const done = bar.querySelector("progress");
  const whole = bar.querySelector("[data-whole]");
  const next = bar.querySelector("[data-next]");
  const leftElsewhere = Number(left.textContent) - all.filter((row) => row.isTodo).length; // on a page of some rows only
  let here = -1;

  const showLeft = () => {
    const todo = leftElsewhere + all.filter((row) => row.isTodo).length;
    left.textContent = todo;
    done.value = done.max - todo;
    next.disabled = !rows.some((row) => row.isTodo);
  };

  const showWhole = () => {
    const changed = rows.filter((row) => row.isChanged);
    const cause = Object.keys(CAUSES).find((state) => changed.some((row) => row.state === state));
    whole.dataset.state = cause ?? (changed.length > 0 ? "unsaved" : "saved");
    if (cause) whole.textContent = `${CAUSES[cause]}（${changed.length}行を保管）`;
    else whole.textContent = changed.length > 0 ? `未保存 ${changed.length}行` : "すべて保存済み";
  };

  rows.forEach((row, place) => {
    row.addEventListener("saved", showLeft);
    row.addEventListener("typed", showWhole);
    row.addEventListener("state", showWhole);
    row.element.addEventListener("focusin", () => {
      here = place;
    });
  });
  next.addEventListener("click", () => {
    const row = rows.find((each, place) => place > here && each.isTodo) ?? rows.find((each) => each.isTodo);
    if (row) enter(row);
  });
  next.hidden = whole.hidden = rows.length === 0;
  showLeft();
  showWhole();
};
