/* Reads aloud how a row stands once it is saved or cannot be, in one place for all rows. */

const SILENT = ["", "unsaved", "saving"]; // every few keys: read aloud they would only disturb

export const announce = (rows, place) => {
  for (const row of rows) {
    row.addEventListener("state", (event) => {
      if (!SILENT.includes(row.state)) place.textContent = `${row.title}：${event.detail.words}`;
    });
  }
};
