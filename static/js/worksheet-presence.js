/* Says who else has a row open, and tells the server which row is open here. */

import { postOrNull } from "./worksheet-post.js";

const PERIOD = 20_000; // milliseconds; the server forgets after sixty seconds

export const startPresence = (rows, address) => {
  let open = "";

  const show = (others) => {
    for (const row of rows) {
      const names = others.filter((other) => other.key === row.key).map((other) => `${other.name}さん`);
      const place = row.element.querySelector("[data-others]");
      const words = names.length > 0 ? `${names.join("、")}が開いています` : "";
      if (place.textContent !== words) place.textContent = words;
    }
  };

  const ask = async () => {
    if (document.hidden) return;
    const answer = await postOrNull(address, { row: open });
    if (answer?.status === 200) show(answer.content.others);
  };

  for (const row of rows) {
    row.element.addEventListener("focusin", () => {
      if (open === row.key) return;
      open = row.key;
      ask();
    });
  }
  ask();
  setInterval(ask, PERIOD);
};
