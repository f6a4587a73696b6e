/* Saves each row by itself, a moment after the last key and on leaving a field, and says how the row stands. */

import { Outbox } from "./worksheet-outbox.js";

const PAUSE = 1_500; // milliseconds
const SIGNED_OUT = 401;
const FORBIDDEN = 403;
const NOT_THEIRS = 404;
const MOVED_ON = 409;
const INVALID = 422;
const LOCKED = 423;
const AWAY = 503;

const followed = ({ followers = [] }) => (followers.length > 0 ? `（再掲の${followers.length}行も）` : "");

const linkTo = (address, text) => {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
};

export class Saving {
  #kept;
  #home;
  #merge;
  #timers = new Map();
  #unkept = new Set();

  /** home: the address of the worksheet; merge(row, content, settle): lets a person decide what stays of two texts, then calls settle. */
  constructor(rows, kept, { home, merge }) {
    this.#kept = kept;
    this.#home = home;
    this.#merge = merge;
    this.outbox = new Outbox((row, sent, answer) => this.take(row, sent, answer));
    for (const row of rows.filter((each) => each.isEditable)) this.#watch(row);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) return;
      for (const row of rows) if (row.isReady && !row.isSavedByHand) this.save(row);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.#unkept.size > 0) event.preventDefault();
    });
  }

  /** Sends what is typed in the row now; done when the server answered. */
  save(row) {
    clearTimeout(this.#timers.get(row));
    return this.outbox.add(row);
  }

  /** Goes on from what someone else saved: content is the server's 409. */
  settle(row, content) {
    row.rebase(content.version, content.theirs);
    this.#keep(row);
    if (row.isChanged) this.save(row);
    else row.show("saved", `${content.by}さんが${content.at}に保存した文です`);
  }

  /** Takes over into a row, which need not be on this page, what was entered for it in another one. */
  follow(row, answer, { saved_at }) {
    if (!row) return;
    row.accept(answer);
    this.#keep(row);
    if (row.isChanged) row.show("unsaved", "未保存");
    else row.show("followed", `再掲元の文が入りました ${saved_at}`);
  }

  /** What to do with the server's answer about a row; false where nobody would get through now. */
  take(row, sent, answer) {
    if (answer?.status === 200) return this.#saved(row, sent, answer.content);
    if (answer?.status === MOVED_ON) return this.#movedOn(row, answer.content);
    if (answer?.status === SIGNED_OUT) return this.#signedOut(row, answer.content);
    if (answer === null || answer.status >= 500) return this.#outOfReach(row, answer);
    return this.#refused(row, answer);
  }

  #watch(row) {
    row.addEventListener("typed", (event) => this.#typed(row, event.detail.isComposing));
    row.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!event.submitter?.matches("[data-undo]")) this.save(row);
    });
    if (row.isSavedByHand) return;
    row.element.addEventListener("focusout", (event) => {
      if (row.isChanged && event.target.matches("[data-field]")) this.save(row);
    });
  }

  #typed(row, isComposing) {
    this.#keep(row);
    clearTimeout(this.#timers.get(row));
    if (row.isMerging) return;
    row.showErrors({});
    if (!row.isChanged) row.show("");
    else if (row.state !== "unsaved") row.show("unsaved", "未保存");
    const isSavedLater = row.isChanged && !isComposing && !row.isSavedByHand;
    if (isSavedLater) this.#timers.set(row, setTimeout(() => this.save(row), PAUSE));
  }

  #keep(row) {
    if (!row.isChanged) {
      this.#kept.forget(row.key);
      this.#unkept.delete(row);
    } else if (this.#kept.keep(row)) {
      this.#unkept.delete(row);
    } else {
      this.#unkept.add(row);
    }
  }

  #saved(row, sent, content) {
    row.showErrors({});
    row.accept(content, sent);
    this.#keep(row);
    if (row.isChanged) row.show("unsaved", "未保存");
    else row.show("saved", `保存済み ${content.saved_at}${followed(content)}`);
    return true;
  }

  #movedOn(row, content) {
    this.#merge(row, content, () => this.settle(row, content));
    return true;
  }

  #signedOut(row, { login }) {
    // Without an address of its own the worksheet leads to signing in.
    const address = login ? `${login}?next=${encodeURIComponent(this.#home)}` : this.#home;
    row.show("signedout", `サインインが切れました・${this.#where(row)}　`, linkTo(address, "サインインし直す"));
    return false;
  }

  #outOfReach(row, answer) {
    const failed = answer?.status === AWAY ? "サーバーが一時的に応答できません" : "サーバーの不具合で保存できません";
    row.show("offline", `${answer === null ? "通信できません" : failed}・${this.#where(row)}`);
    return false;
  }

  #refused(row, { status, content }) {
    const messages = {
      [FORBIDDEN]: "保存できません。ページを開き直してください",
      [NOT_THEIRS]: "この行は、いまは担当の行ではありません",
      [INVALID]: "保存できません",
      [LOCKED]: "いまは書き込めません",
    };
    const errors = content.errors ?? {};
    const isToldBelow = Object.keys(errors).some((name) => row.fields.has(name));
    const what = isToldBelow ? "保存できません・下の欄を直してください" : (content.message ?? messages[status] ?? "保存できません");
    row.show("refused", `${what}・${this.#where(row)}`);
    row.showErrors(errors);
    return true;
  }

  #where(row) {
    return this.#unkept.has(row)
      ? "この端末にも保管できません。保存できるまでページを閉じないでください"
      : "この端末に保管しています";
  }
}
