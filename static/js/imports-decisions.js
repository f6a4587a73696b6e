/* Keeps a decision that was chosen but not saved, and a reason that was begun, from being lost on the preview. */
"use strict";

(() => {
  const apply = document.querySelector("[data-apply]");
  if (!apply) return;

  const decisions = document.querySelector("#decisions");
  const reason = apply.querySelector("textarea");
  const warning = apply.querySelector("[data-unsaved]");
  const key = `reason-${apply.dataset.apply}`;

  const areUnsaved = () =>
    decisions !== null &&
    Array.from(decisions.querySelectorAll("input[type=radio]")).some((radio) => radio.checked !== radio.defaultChecked);

  // Saving decisions and turning pages open the preview anew: the reason waits here, in this tab alone.
  const keepReason = () => sessionStorage.setItem(key, reason.value);
  reason.value ||= sessionStorage.getItem(key) ?? "";
  keepReason(); // it may have been begun before this script was here
  reason.addEventListener("input", keepReason);

  apply.addEventListener("submit", (event) => {
    if (!areUnsaved()) return;
    event.preventDefault();
    warning.hidden = false;
  });
  decisions?.addEventListener("change", () => {
    warning.hidden ||= !areUnsaved();
  });

  let isSending = false;
  document.addEventListener("submit", (event) => {
    isSending = !event.defaultPrevented && [apply, decisions].includes(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if (areUnsaved() && !isSending) event.preventDefault();
  });
})();
