/* Someone else saved the row meanwhile: what both changed is shown side by side, and a person decides. */

const clone = (id) => document.getElementById(id).content.cloneNode(true).firstElementChild;

/** Settles a 409 of the server. Fields that only one of the two changed need no decision; for the rest the panel opens,
    and settle is called when a person has decided. */
export const merge = (row, content, settle) => {
  const theirs = Object.entries(content.theirs).filter(([name]) => row.fields.has(name));
  // No text is changed under the hand that is writing in it.
  const isMine = (name) => row.values[name] !== row.saved[name] || row.fields.get(name) === document.activeElement;
  const disputed = theirs.filter(
    ([name, text]) => isMine(name) && text !== row.saved[name] && text !== row.values[name],
  );
  for (const [name, text] of theirs) if (!isMine(name)) row.put(name, text);
  if (disputed.length === 0) settle();
  else new Merge(row, content, Object.fromEntries(disputed), settle).open();
};

class Merge {
  #row;
  #settle;
  #mine;
  #theirs;
  #undecided;
  #panel = clone("merge");
  #listening = new AbortController();

  constructor(row, { by, at }, theirs, settle) {
    this.#row = row;
    this.#settle = settle;
    this.#theirs = theirs;
    this.#mine = row.values;
    row.isMerging = true;
    this.#find("[data-who]").textContent = `${by}さん（${at}）`;
    this.#find("[data-choices]").append(...Object.keys(theirs).map((name) => this.#choiceOf(name, by)));
    this.#find("[data-confirm]").addEventListener("click", () => this.#confirm());
    this.#find("[data-cancel]").addEventListener("click", () => this.#cancel());
    row.element.querySelector("[data-merge]").replaceChildren(this.#panel);
    const options = { signal: this.#listening.signal };
    row.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#cancel(), options);
    row.addEventListener("typed", (event) => this.#decide(event.detail.field.name), options);
  }

  open() {
    this.#undecided = new Set(Object.keys(this.#theirs));
    this.#panel.hidden = false;
    this.#row.show("moved", "ほかの人が先に保存しました。残す文を下で選んでください");
  }

  #find(selector) {
    return this.#panel.querySelector(selector);
  }

  #choiceOf(name, by) {
    const choice = clone("merge-choice");
    const texts = { mine: this.#mine[name], theirs: this.#theirs[name] };
    texts.both = [texts.theirs, texts.mine].filter(Boolean).join("\n");
    choice.querySelector("[data-label]").textContent = this.#row.labelOf(name);
    choice.querySelector("[data-by]").textContent = by;
    for (const side of ["mine", "theirs"]) {
      choice.querySelector(`[data-text=${side}]`).textContent = texts[side] || "（空欄）";
    }
    choice.querySelector("[data-use=both]").hidden = this.#row.fields.get(name).type === "select-one";
    for (const button of choice.querySelectorAll("[data-use]")) {
      button.addEventListener("click", () => {
        this.#row.put(name, texts[button.dataset.use]);
        this.#press(choice, button);
        this.#decide(name);
      });
    }
    return choice;
  }

  #press(place, pressed) {
    for (const button of place.querySelectorAll("[data-use]")) {
      button.setAttribute("aria-pressed", String(button === pressed));
    }
  }

  #decide(name) {
    this.#undecided.delete(name);
    this.#find("[data-undecided]").hidden = true;
  }

  /** The own text stays, kept in this browser and not saved; the two can be compared again. */
  #cancel() {
    if (this.#panel.hidden) return;
    for (const name of Object.keys(this.#theirs)) this.#row.put(name, this.#mine[name]);
    this.#press(this.#panel, null);
    this.#panel.hidden = true;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "link-button";
    again.textContent = "見比べる";
    again.addEventListener("click", () => this.open());
    this.#row.show("moved", "未保存・ほかの人の文とまだ合わせていません　", again);
  }

  #confirm() {
    if (this.#undecided.size > 0) {
      this.#find("[data-undecided]").hidden = false;
      return;
    }
    this.#listening.abort();
    this.#panel.remove();
    this.#row.isMerging = false;
    this.#settle();
  }
}
