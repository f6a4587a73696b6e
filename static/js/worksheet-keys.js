/* Goes from row to row: Ctrl+Enter saves and goes on, Alt+↓ and Alt+↑ only go. */

/** The step that a key asks for: 1 to the next row, -1 back, 0 none. */
const stepOf = (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return 1;
  if (!event.altKey || event.ctrlKey || event.target.matches("select")) return 0; // Alt+↓ opens a list
  return { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
};

/** Puts the cursor into the row's field of that name, else into its first one. */
export const enter = (row, name) => {
  const field = row.fields.get(name) ?? row.fields.values().next().value;
  field.focus();
  row.element.scrollIntoView({ block: "nearest" });
};

export const watchKeys = (rows, saving) => {
  rows.forEach((row, place) => {
    row.element.addEventListener("keydown", (event) => {
      const step = event.isComposing ? 0 : stepOf(event);
      if (step === 0) return;
      event.preventDefault();
      if (event.key === "Enter") saving.save(row);
      if (rows[place + step]) enter(rows[place + step], event.target.name);
    });
  });
};
