/* A row of the worksheet: its fields, what the server has of them, and how the row stands.
   Tells its listeners: "typed" (by hand or by a script), "saved", "rebased" (on what someone else saved), "state". */

/** How a row stands → the shape beside the words. */
const SHAPES = {
  unsaved: "dashed",
  saving: "dashed",
  saved: "circle",
  followed: "circle",
  offline: "triangle",
  signedout: "triangle",
  refused: "cross",
  moved: "triangle",
};

const savedText = (field) =>
  field.type === "select-one"
    ? (Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0]).value
    : field.defaultValue;

export class Row extends EventTarget {
  constructor(element) {
    super();
    this.element = element;
    this.key = element.dataset.row;
    this.kind = element.dataset.kind;
    this.title = element.dataset.title;
    this.form = element.querySelector("form[data-save]");
    this.apart = element.querySelector("details[data-apart]");
    this.fields = new Map(Array.from(element.querySelectorAll("[data-field]"), (field) => [field.name, field]));
    // As the server sent it: a browser that goes back to a page fills its fields with what was typed before.
    this.version = Number(this.form?.elements.version.defaultValue);
    this.companions = new Set(this.#names((field) => field.hasAttribute("data-companion")));
    this.saved = Object.fromEntries(Array.from(this.fields, ([name, field]) => [name, savedText(field)]));
    this.state = "";
    this.isTodo = element.hasAttribute("data-todo");
    this.isMerging = false;
    for (const field of this.fields.values()) {
      field.addEventListener("input", (event) => this.#tell("typed", { field, isComposing: event.isComposing }));
      field.addEventListener("compositionend", () => this.#tell("typed", { field, isComposing: false }));
    }
  }

  get url() {
    return this.form.action;
  }

  get isEditable() {
    return this.form !== null;
  }

  get values() {
    return Object.fromEntries(Array.from(this.fields, ([name, field]) => [name, field.value]));
  }

  /** The names of the fields that hold the row's own words, in their order. */
  get wordFields() {
    return this.#names((field, name) => !this.companions.has(name));
  }

  /** The fields that are not as the server has them, with what has to be said of them. */
  get changes() {
    const changed = this.wordFields.filter((name) => this.fields.get(name).value !== this.saved[name]);
    const said = changed.length > 0 ? this.#names((field, name) => this.companions.has(name) && field.value !== "") : [];
    return Object.fromEntries([...changed, ...said].map((name) => [name, this.fields.get(name).value]));
  }

  get isChanged() {
    return Object.keys(this.changes).length > 0;
  }

  /** Whether there is something to send that the server could take. */
  get isReady() {
    return this.isChanged && !this.isMerging;
  }

  /** Whether a person says when it is saved: a reason that is half written is not one. */
  get isSavedByHand() {
    return this.companions.size > 0;
  }

  /** Whether its fields are folded away, another row being entered for it. */
  get isFolded() {
    return this.apart !== null && !this.apart.open;
  }

  /** Puts a text in as if it were typed: the browser's own Ctrl+Z takes it back where it can. */
  type(name, text) {
    const field = this.fields.get(name);
    if (field.value === text) return;
    if (field.type === "select-one") {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    const focused = document.activeElement;
    field.focus({ preventScroll: true });
    field.select();
    // The only way a script's change goes into the browser's list of what can be undone.
    if (!document.execCommand("insertText", false, text)) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (focused !== field) focused?.focus({ preventScroll: true });
  }

  /** Puts a text in that nobody typed. */
  put(name, text) {
    const field = this.fields.get(name);
    if (field && field.value !== text) field.value = text;
  }

  /** Takes up what the server has now. sent: what was sent to it; what was typed since stays. */
  accept(answer, sent = {}) {
    this.version = answer.version;
    // A row that follows another one is never waited for.
    if ("is_todo" in answer) this.isTodo = answer.is_todo && !this.isSavedByHand;
    for (const [name, value] of Object.entries({ ...sent, ...answer.values })) {
      this.#showFixed(name, value);
      const field = this.fields.get(name);
      if (!field) continue;
      const wasTouched = field.value !== (sent[name] ?? this.saved[name]);
      // A text that the server has tidied up is not changed under the hand that is writing it.
      this.saved[name] = name in sent && field === document.activeElement ? sent[name] : value;
      if (!wasTouched) this.put(name, this.saved[name]);
    }
    for (const name of this.companions) if (name in sent) this.put(name, "");
    this.#tell("saved", answer);
  }

  /** Stands on what someone else saved: version and texts. */
  rebase(version, texts) {
    this.version = version;
    this.saved = { ...this.saved, ...texts };
    this.#tell("rebased", {});
  }

  /** Puts in what was kept when the page was left, as changed from what the server had then. */
  restore({ version, base, texts }) {
    this.version = version;
    if (this.apart) this.apart.open = true;
    for (const [name, text] of Object.entries(texts)) {
      this.saved[name] = base[name];
      this.put(name, text);
    }
  }

  labelOf(name) {
    return this.fields.get(name).labels[0].textContent.trim();
  }

  /** Says how the row stands; parts: words, and elements such as a link or a button. */
  show(state, ...parts) {
    const place = this.element.querySelector("[data-state]");
    const words = parts.map((part) => part.textContent ?? part).join("");
    if (state === this.state && words === place.textContent) return;
    this.state = state;
    place.dataset.state = state;
    place.replaceChildren(...(state ? [shapeOf(SHAPES[state])] : []), ...parts);
    this.#tell("state", { words: words.trim() });
  }

  /** Shows what is wrong with each field; {} takes it away. */
  showErrors(errors) {
    for (const [name, field] of this.fields) {
      const place = document.getElementById(`${field.id}-error`);
      const messages = errors[name] ?? [];
      place.textContent = messages.join(" ");
      place.hidden = messages.length === 0;
      if (messages.length > 0) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  /** Of words that are only shown. */
  #showFixed(name, text) {
    const place = this.element.querySelector(`[data-fixed="${name}"]`);
    if (place) place.textContent = text;
  }

  #names(choose) {
    return Array.from(this.fields.keys()).filter((name) => choose(this.fields.get(name), name));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const shapeOf = (shape) => {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#shape-${shape}`);
  drawing.append(use);
  return drawing;
};
