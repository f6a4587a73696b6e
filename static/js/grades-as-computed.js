// A button that chooses the computed 区分 in every row that has none yet; a person still saves them.
const button = document.querySelector("[data-choose-computed]");
const empty = () => [...document.querySelectorAll("select[data-computed]")].filter((grade) => !grade.value);

if (button && empty().length) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const rows = empty();
    for (const grade of rows) grade.value = grade.dataset.computed;
    button.nextElementSibling.textContent = `${rows.length}行を選びました。保存するまで記録されません。`;
  });
}
