/* Cells copied from a spreadsheet fill the fields from the focused one on: rows downwards, columns to the right. */

/** The cells of tab-separated text: a cell with a line break or a quotation mark stands in quotation marks.
    'a\tb\r\n"c\nd"' → [["a", "b"], ["c\nd"]] */
export const cellsOf = (text) => {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let found = cell.exec(lines); found; found = cell.exec(lines)) {
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === "") break;
    if (found[3] === "\n") rows.push([]);
  }
  return rows;
};

/** Whether the clipboard holds cells. Lines of a letter or a mail are one text: they carry neither table nor tab. */
const holdsCells = (clipboard) =>
  /<table\b/i.test(clipboard.getData("text/html")) || clipboard.getData("text/plain").includes("\t");

/** Where each cell goes: { row, name, text }. Empty cells change nothing. */
const placed = (cells, rows, first, name) => {
  const below = rows.slice(rows.indexOf(first)).filter((row) => row.kind === first.kind);
  return cells.flatMap((texts, down) => {
    const names = below[down]?.wordFields ?? [];
    return texts
      .map((text, across) => ({ row: below[down], name: names[names.indexOf(name) + across], text: text.trim() }))
      .filter(({ text }) => text !== "");
  });
};

export const watchPaste = (rows, tell) => {
  const paste = (row, field, cells) => {
    const targets = placed(cells, rows, row, field.name);
    const fitting = targets.filter((target) => target.name !== undefined);
    const before = fitting.map(({ row, name }) => ({ row, name, text: row.values[name] }));
    const put = (all) => {
      for (const { row, name, text } of all) row.type(name, text);
      field.focus({ preventScroll: true });
    };
    put(fitting);
    const count = new Set(fitting.map((target) => target.row)).size;
    const left = targets.length - fitting.length;
    const rest = left > 0 ? `入る欄のない${left}セルは貼り付けていません。` : "";
    tell(`${count}行に${fitting.length}セルを貼り付けました。${rest}`, { label: "貼り付けを取り消す", act: () => put(before) });
  };

  for (const row of rows) {
    for (const field of row.fields.values()) {
      field.addEventListener("paste", (event) => {
        if (!holdsCells(event.clipboardData)) return;
        const cells = cellsOf(event.clipboardData.getData("text/plain"));
        event.preventDefault();
        if (cells.length === 1 && cells[0].length === 1) document.execCommand("insertText", false, cells[0][0]);
        else paste(row, field, cells);
      });
    }
  }
};
