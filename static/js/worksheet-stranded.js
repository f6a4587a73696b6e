/* Shows what is kept in this browser for rows that this page does not offer, so that it can be copied or dropped. */

export const showStranded = (kept, keys, place) => {
  const list = place.querySelector("ul");
  const template = place.querySelector("template");

  const show = () => {
    place.hidden = list.children.length === 0;
  };

  for (const [key, { title, texts }] of kept.all()) {
    if (keys.has(key)) continue;
    const line = template.content.cloneNode(true).firstElementChild;
    line.querySelector("[data-title]").textContent = title;
    line.querySelector("[data-texts]").textContent = Object.values(texts).join("\n");
    line.querySelector("button").addEventListener("click", () => {
      kept.forget(key);
      line.remove();
      show();
    });
    list.append(line);
  }
  show();
};
