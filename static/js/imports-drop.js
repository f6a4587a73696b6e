/* Lets files be dropped on the form that takes them, and names what was chosen. The form works without this script. */
"use strict";

(() => {
  const zone = document.querySelector("[data-drop-zone]");
  if (!zone) return;

  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  zone.querySelector("[data-drop-hint]").hidden = false;

  const lineOf = (file) => {
    const line = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    line.append(name, `（${Math.ceil(file.size / 1024).toLocaleString("ja")} KB）`);
    return line;
  };

  const showChosen = () => chosen.replaceChildren(...Array.from(input.files, lineOf));

  const mark = (isOver) => zone.classList.toggle("is-over", isOver);

  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

  zone.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) mark(false);
  });
  zone.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    mark(false);
    input.files = event.dataTransfer.files;
    showChosen();
  });
  input.addEventListener("change", showChosen);
  showChosen(); // a browser may keep the choice when the page is opened again
})();
