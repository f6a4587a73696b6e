"""Dated commitments that later documents do not bear out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.readings import PromiseReading
from kpis.checks.facts import Cell, Check, Facts, Finding, KpiFacts
from kpis.checks.keeping import field_of, is_undetermined, keeper_of
from kpis.checks.ordering import representatives
from kpis.checks.quoting import cell_text, cells, named
from kpis.promised_values import CURRENT_FOR, is_of_value
from kpis.wording import day_text


def _undetermined_past_date(facts: Facts) -> list[Finding]:
    findings = []
    for rows in facts.by_kpi.values():
        printed = representatives(rows)
        still_open = [row for row in printed if is_undetermined(row)]
        if not still_open or still_open[-1] is not printed[-1]:
            continue
        due = [day for row in still_open for day in _days_of_setting(row)]
        if due and min(due) < _known_until(printed[-1], facts.today):
            targets = "、".join(f"{row.edition_name}で{cell_text(row, 'target')}" for row in reversed(still_open))
            message = (
                f"{named(printed[-1])}の目標は{day_text(min(due))}までに設定されるはずでしたが、"
                f"未設定のままです。{targets}です。"
            )
            places = cells(reversed(still_open), "target")
            findings.append(Finding("undetermined_past_date", places, message, kpi=printed[-1].kpi))
    return findings


def _days_of_setting(row: KpiFacts) -> list[date]:
    """The last days by which the target cell says that it is to be set."""
    dates = [read_date(target.deadline_raw or "") for target in row.targets]
    promised = [p.ends for p in row.promises if p.ends and p.raw and p.raw in row.words.get("target", "")]
    return [found.ends for found in dates if found] + promised


def _known_until(row: KpiFacts, today: date) -> date:
    """The day up to which the row speaks: its publication, or today while its edition is current."""
    return today if today - CURRENT_FOR <= row.published_on <= today else row.published_on


def _promise_overdue(facts: Facts) -> list[Finding]:
    findings = []
    for rows in facts.by_kpi.values():
        printed = representatives(rows)
        for place, row in enumerate(printed):
            since = printed[place + 1 :]
            of_programme = [other for other in since if other.programme == row.programme]
            known_until = of_programme[-1].published_on if of_programme else _known_until(row, facts.today)
            findings += [
                _overdue(row, promise, of_programme)
                for promise in row.promises
                if promise.ends and promise.ends < known_until and _is_broken(row, promise, since)
            ]
    return findings


def _is_broken(row: KpiFacts, promise: PromiseReading, later: Sequence[KpiFacts]) -> bool:
    """Whether no later row of any document prints the promised value; promises of anything else cannot be told."""
    if not is_of_value(promise.what):
        return False
    return keeper_of(row, promise, later) is None


def _overdue(row: KpiFacts, promise: PromiseReading, later: Sequence[KpiFacts]) -> Finding:
    field = field_of(row, promise)
    since = later[-1].edition_name if later else "その後の文書"
    shown = cell_text(later[-1], "actual") if later else ""
    message = (
        f"{row.edition_name}は{named(row)}について{cell_text(row, field)}としていますが、"
        f"{since}にその値（{promise.what}）がありません{f'（実績値の欄は{shown}）' if shown else ''}。"
    )
    places = (Cell(row.key, field), *cells(later[-1:], "actual"))
    return Finding("promise_overdue", places, message, about=f"{promise.what} {promise.ends}", kpi=row.kpi)


CHECKS = (
    Check(
        "undetermined_past_date",
        "目標が、設定するとした期日を過ぎても未設定",
        "目標のないKPIは評価できず、期日を過ぎた約束は計画への信頼を損ないます。",
        "設定できない理由と新しい期日を担当に確かめ、次の版での記載を求めます。",
        _undetermined_past_date,
    ),
    Check(
        "promise_overdue",
        "公表するとした値が期日を過ぎても載っていない",
        "約束した値が出ないままでは、速報値や古い値による評価が続きます。",
        "別の資料で公表済みかを確かめ、未公表なら新しい公表の時期を担当に尋ねます。",
        _promise_overdue,
    ),
)
