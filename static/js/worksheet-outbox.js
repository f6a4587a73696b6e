/* Sends rows one after the other, and tries again until the server has them. */

import { postOrNull } from "./worksheet-post.js";

const FIRST_WAIT = 2_000; // milliseconds
const LONGEST_WAIT = 30_000;
const UNREACHED = ["offline", "signedout"];

export class Outbox {
  #take;
  #waiting = new Set();
  #isSending = false;
  #run;
  #retry;
  #wait = FIRST_WAIT;

  /** take(row, sent, answer): what to do with the server's answer, null where none came; false where nobody would get
      through now, so that all rows wait. */
  constructor(take) {
    this.#take = take;
    window.addEventListener("online", () => this.sendNow());
    document.addEventListener("visibilitychange", () => this.sendNow());
  }

  /** Sends the row after those that wait; done when all had their turn. */
  add(row) {
    this.#waiting.add(row);
    return this.sendNow();
  }

  sendNow() {
    clearTimeout(this.#retry);
    if (!this.#isSending) this.#run = this.#sendAll();
    return this.#run;
  }

  async #sendAll() {
    this.#isSending = true;
    try {
      for (const row of this.#waiting) {
        this.#waiting.delete(row); // what is typed from now on puts it in again
        if (row.isReady && !(await this.#send(row))) break;
      }
    } finally {
      this.#isSending = false;
    }
  }

  async #send(row) {
    const sent = row.changes;
    // What a person is told to do stays in place while it is tried again: a link must not go from under the pointer.
    if (!UNREACHED.includes(row.state)) row.show("saving", "保存中");
    // A page that is closing may finish sending, but only little: that is not asked for at other times.
    const keepalive = document.visibilityState === "hidden";
    const answer = await postOrNull(row.url, { version: row.version, ...sent }, { keepalive });
    const gotThrough = this.#take(row, sent, answer);
    if (gotThrough) this.#wait = FIRST_WAIT;
    else this.#tryLater(row, answer);
    return gotThrough;
  }

  #tryLater(row, answer) {
    for (const other of this.#waiting) this.#take(other, other.changes, answer);
    this.#waiting.add(row);
    this.#retry = setTimeout(() => this.sendNow(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
