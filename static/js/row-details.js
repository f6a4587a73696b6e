/* Each link to what details/ shows of a row becomes a fold; what it holds is brought when a fold is first opened. */
"use strict";

(() => {
  let asked;

  const fetchPage = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const partOf = async (link) => {
    asked ??= fetchPage(link.href);
    const page = await asked;
    return document.importNode(page.querySelector(`${link.hash} > .fold-content`), true);
  };

  const refusal = (link) => {
    const told = document.createElement("p");
    const elsewhere = link.cloneNode();
    elsewhere.textContent = "別のページで開く";
    told.append("読み込めませんでした。", elsewhere);
    return told;
  };

  const fill = async (fold, link) => {
    const place = fold.lastElementChild;
    place.setAttribute("aria-busy", "true");
    try {
      place.replaceWith(await partOf(link));
      fold.dataset.isFilled = "";
    } catch {
      asked = undefined;
      place.replaceChildren(refusal(link));
      place.removeAttribute("aria-busy");
    }
  };

  const foldOf = (link) => {
    const fold = document.createElement("details");
    const summary = document.createElement("summary");
    const place = document.createElement("div");
    fold.className = `fold fold--${link.hash.split("-").at(-1)}`;
    summary.textContent = link.textContent;
    place.className = "fold-content";
    place.textContent = "読み込んでいます…";
    fold.append(summary, place);
    fold.addEventListener("toggle", () => {
      if (fold.open && !("isFilled" in fold.dataset)) fill(fold, link);
    });
    return fold;
  };

  for (const link of document.querySelectorAll(".fold-row > a")) link.replaceWith(foldOf(link));
})();
