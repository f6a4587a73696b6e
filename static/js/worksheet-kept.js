/* Keeps in this browser what was typed until the server has it: for each person and round, row by row. */

export class Kept {
  #prefix;

  constructor(person, round) {
    this.#prefix = `worksheet/${person}/${round}/`;
  }

  /** Keeps what differs from the server's text; false where the browser takes no more. */
  keep(row) {
    const record = { version: row.version, base: row.saved, texts: row.changes, title: row.title };
    try {
      localStorage.setItem(this.#prefix + row.key, JSON.stringify(record));
      return true;
    } catch {
      return false; // full, or switched off
    }
  }

  forget(key) {
    localStorage.removeItem(this.#prefix + key);
  }

  /** What was kept, by the key of its row. */
  all() {
    return new Map(
      Object.keys(localStorage)
        .filter((name) => name.startsWith(this.#prefix))
        .map((name) => [name.slice(this.#prefix.length), JSON.parse(localStorage.getItem(name))]),
    );
  }
}
