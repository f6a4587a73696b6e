"""The ways from an entry to its comments, its evidence and its history, with how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from kpis.entries import KINDS
from kpis.selectors.earlier import earlier_entries


@dataclass(frozen=True)
class EntryLinks:
    """comments: questions, of years before as well; open_comments: those of them not settled; evidence: files and
    addresses."""

    comments_url: str
    comments: int
    open_comments: int
    evidence_url: str
    evidence: int
    history_url: str


def entry_links(kind_name: str, entries: Collection[int]) -> dict[int, EntryLinks]:
    """By primary key, for "kpis" or "progress"; at most eight queries, whatever the number of entries."""
    kind = KINDS[kind_name]
    earlier = earlier_entries(kind, entries)
    everywhere = {key for before in earlier.values() for key in before}.union(entries)
    questions = kind.comments._default_manager.filter(question=None, entry__in=everywhere).order_by()
    asked = Counter(questions.values_list("entry", flat=True))
    still_open = Counter(questions.filter(settled_at=None).values_list("entry", flat=True))
    evidence = Counter(
        kind.evidence._default_manager.filter(entry__in=entries).order_by().values_list("entry", flat=True)
    )
    return {
        key: EntryLinks(
            comments_url=reverse("kpis:comments", args=(kind_name, key)),
            comments=sum(asked[one] for one in (key, *earlier[key])),
            open_comments=sum(still_open[one] for one in (key, *earlier[key])),
            evidence_url=reverse("kpis:evidence", args=(kind_name, key)),
            evidence=evidence[key],
            history_url=reverse("kpis:entry_history", args=(kind_name, key)),
        )
        for key in entries
    }
