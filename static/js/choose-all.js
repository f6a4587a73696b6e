// A box above the column of boxes that chooses all of them, and says how many are chosen.
for (const table of document.querySelectorAll("[data-choose-all]")) {
  const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
  const line = document.createElement("p");
  line.className = "choose-all";
  line.innerHTML = '<label class="choice-box"><input type="checkbox"><span></span></label> <span role="status"></span>';
  const [all, words, count] = [line.querySelector("input"), line.querySelector("label span"), line.lastElementChild];
  words.textContent = table.dataset.chooseAll;

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = chosen ? `${chosen}件を選んでいます` : "";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  table.addEventListener("change", tell);
  if (boxes.length) {
    table.before(line);
    tell();
  }
}
