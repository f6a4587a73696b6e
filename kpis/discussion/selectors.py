"""What the page of an entry's 質疑 shows: a fixed number of queries, whatever the number of comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kpis.entries import EntryHeading, heading_of, kind_of
from kpis.selectors.earlier import earlier_entries
from reforms.answering import comments_on, round_of
from reforms.models.comments import Comment
from reforms.rights import Person, may_settle
from reforms.selectors import moment_label


@dataclass(frozen=True)
class ShownComment:
    """What one person wrote. side: 府省庁 or the role that they have, as it stands beside the name."""

    anchor: str
    words: str
    by: str
    side: str
    at: str


@dataclass(frozen=True)
class ShownThread:
    """A question with its answers. year: where it is of a year before, "2017年度", else ""; settled: by whom and when,
    "" while it is open."""

    key: int
    question: ShownComment
    answers: list[ShownComment]
    year: str
    settled: str
    may_settle: bool


@dataclass(frozen=True)
class CommentPage:
    """Everything the page shows."""

    heading: EntryHeading
    waiting: list[ShownThread]
    settled: list[ShownThread]
    may_write: bool


def threads_of(entry: Any) -> Any:
    """The questions of the entry and of those that it goes on from, oldest first."""
    kind = kind_of(entry)
    keys = [entry.pk, *earlier_entries(kind, [entry.pk])[entry.pk]]
    return kind.comments._default_manager.filter(question=None, entry__in=keys)


def comment_page(entry: Any, person: Person) -> CommentPage:
    """The threads of an entry, those of years before among them; the settled ones apart."""
    kind = kind_of(entry)
    people = ("by__ministries", "answers__by__ministries")
    related = ("by", "settled_by", *(f"entry__{path}" for path in kind.related))
    questions = threads_of(entry).select_related(*related).prefetch_related(*people)
    may_write = comments_on(person, entry)
    threads = [_thread(question, entry, person, may_write=may_write) for question in questions]
    return CommentPage(
        heading=heading_of(entry),
        waiting=[thread for thread in threads if not thread.settled],
        settled=[thread for thread in threads if thread.settled],
        may_write=may_write,
    )


def _thread(question: Any, entry: Any, person: Person, *, may_write: bool) -> ShownThread:
    is_earlier = question.entry_id != entry.pk
    settled = f"{moment_label(question.settled_at)} {question.settled_by.shown_name}" if question.settled_at else ""
    return ShownThread(
        key=question.pk,
        question=_shown(question),
        answers=[_shown(answer) for answer in question.answers.all()],
        year=f"{round_of(question.entry).fiscal_year}年度" if is_earlier else "",
        settled=settled,
        may_settle=may_write and may_settle(person, question.by_id),
    )


def _shown(comment: Comment) -> ShownComment:
    by = comment.by
    ministries = "、".join(ministry.short_name for ministry in by.ministries.all())
    return ShownComment(
        anchor=f"comment-{comment.pk}",
        words=comment.words,
        by=by.shown_name,
        side=ministries or by.get_role_display(),
        at=moment_label(comment.at),
    )
