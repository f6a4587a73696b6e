/* Goes from row to row as a spreadsheet does: Enter saves and goes on, ↓ and ↑ go, Alt+Enter makes a line. */

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const IS_COMPOSING = 229; // the Enter that ends a composition, where the browser no longer says so
const keyboard = matchMedia("(hover: hover)"); // the Enter of a telephone makes a line: it has no Alt

/** Whether an arrow would leave the text: from its end downwards, from its beginning upwards. */
const isAtEdge = ({ selectionStart, selectionEnd, value }, step) =>
  selectionStart === selectionEnd && selectionStart === (step > 0 ? value.length : 0);

const isPlain = (event) => !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;

/** The step that a key asks for: 1 to the next row, -1 back, 0 none. */
const stepOf = (event) => {
  const field = event.target.matches("[data-field]") ? event.target : null;
  if (event.key === "Enter") {
    return event.ctrlKey || event.metaKey || (field && isPlain(event) && keyboard.matches) ? 1 : 0;
  }
  const step = STEPS[event.key];
  if (!step || !field || field.matches("select")) return 0; // an arrow chooses from a list
  return (event.altKey && !event.ctrlKey) || (isPlain(event) && isAtEdge(field, step)) ? step : 0;
};

const isNewLine = (event) => event.key === "Enter" && event.altKey && event.target.matches("textarea");

/** Puts the cursor into the row's field of that name, else into its first one. */
export const enter = (row, name) => {
  const field = row.fields.get(name) ?? row.fields.values().next().value;
  if (row.isFolded) row.apart.open = true;
  field.focus();
  row.element.scrollIntoView({ block: "nearest" });
};

export const watchKeys = (rows, saving) => {
  const beyond = (row, step) => {
    const place = rows.indexOf(row);
    const inOrder = step > 0 ? rows.slice(place + 1) : rows.slice(0, place).reverse();
    return inOrder.find((each) => !each.isFolded);
  };

  for (const row of rows) {
    row.element.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === IS_COMPOSING) return;
      if (isNewLine(event)) document.execCommand("insertText", false, "\n");
      const step = stepOf(event);
      if (step === 0) return;
      event.preventDefault();
      if (event.key === "Enter") saving.save(row);
      const next = beyond(row, step);
      if (next) enter(next, event.target.name);
    });
  }
};
