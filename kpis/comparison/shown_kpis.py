"""A KPI row in words, beside the one of the other publication."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.comparison.actual_changes import actual_changes
from kpis.comparison.kinds import ChangeKind
from kpis.comparison.records import ComparedKpi, Pair
from kpis.comparison.shown import Printed, PrintedKpi, Ratings, ShownPair, as_compared, labels_of, unless_blank
from kpis.old_and_new import OldAndNew, old_and_new
from kpis.shown import actual_text, shown_name
from reforms.vocabulary import Vocabulary


def shown_kpi(pair: Pair[ComparedKpi], printed: Printed) -> ShownPair:
    """The row beside the one that it goes on from."""
    new = printed.kpis[pair.new.key] if pair.new else None
    old = printed.kpis[pair.old[0].key] if pair.old else None
    shown = new or old
    first = pair.old[0] if pair.old else None
    return ShownPair(
        anchor=f"kpi-{pair.rows[0].key}",
        lead=_lead(shown, printed.words) if shown else "",
        title=shown_name(shown.content, printed.words.kpi) if shown else "",
        kinds=labels_of(pair.changes),
        remarks=list(_remarks(pair, printed)),
        has_new=new is not None,
        has_old=old is not None,
        new_url=printed.new_url(pair.new, f"kpi-{pair.new.listing}" if pair.new else ""),
        old_url=printed.old_url(first, f"kpi-{first.listing}" if first else ""),
        cells=as_compared(_kpi_cells(pair, old, new, printed.words), pair),
        ratings=Ratings(
            printed.words.grade,
            [new.grade] if new and new.grade else [],
            [old.grade] if old and old.grade else [],
        ),
    )


def _lead(row: PrintedKpi, words: Vocabulary) -> str:
    relisted = "再掲" if row.content.is_relisted else ""
    return "・".join(one for one in (words.tier_label(row.tier), row.content.label, relisted) if one)


def _kpi_cells(
    pair: Pair[ComparedKpi], before: PrintedKpi | None, after: PrintedKpi | None, words: Vocabulary
) -> list[OldAndNew]:
    """The name where it changed, the actual value, and what else says something; a heading has no cells."""
    if pair.rows[0].is_heading:
        return []
    old, new = before.content if before else None, after.content if after else None
    name = old_and_new(words.kpi, old.name if old else "", new.name if new else "")
    target = old_and_new(words.target, old.target_words if old else "", new.target_words if new else "")
    actual = old_and_new(words.actual, old.actual_words if old else "", new.actual_words if new else "")
    note = old_and_new(words.note, old.note_words if old else "", new.note_words if new else "")
    is_renamed = bool(old and new) and not name.is_same
    return [*([name] if is_renamed else []), *unless_blank(target), actual, *unless_blank(note)]


def _remarks(pair: Pair[ComparedKpi], printed: Printed) -> Iterable[str]:
    """What the marked words alone do not say."""
    if pair.new is None or not pair.old:
        return
    old = pair.old[0]
    for change in actual_changes(old.actuals, pair.new.actuals):
        yield f"{change.kind.label}：{actual_text(change.before)} → {actual_text(change.after)}"
    if pair.has(ChangeKind.KPI_MOVED):
        names = "、".join(f"「{printed.old_items[root].number}{printed.old_items[root].name}」" for root in old.items)
        yield f"旧では{names}に載っていました。"
