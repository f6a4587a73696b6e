"""What the text of a row or an item says, against the grades and targets beside it."""

from __future__ import annotations

import re

from kpis.checks.facts import Check, Facts, Finding, KpiFacts, ProgressFacts
from kpis.checks.ordering import grouped, natural_key, order_of, successions
from kpis.checks.quoting import cell_text, cells, item_named, named

_ON_TRACK = "順調"
_REVISION = re.compile("(?:下方|上方)修正")
_DIFFICULTY = re.compile(
    "(?:達成|実現|進捗|目標)[^。\n]{0,12}(?:困難|難しい)|遅れて(?:いる|おり)|未達|達成でき(?:ない|なかった)"
)
_MOSTLY = 0.8
_FEWEST_MARKED = 5
_DONE_THEN_PLANNED = re.compile(
    r"(?P<act>公表|策定|設定|実施|作成|整備|改定|把握|提供|構築)(?:し(?:た|ている)?|済み?)?。?[(（]"
    r"(?P<when>[^()（）。]{2,10}年度?(?:\d{1,2}月)?(?:中|末|内|頃)?(?:まで)?に)(?P=act)(?:予定)?[)）]"
)
"""「公表。（2017年度中に公表）」: a thing done, said again with a time it is still to be done in."""


def _on_track_beside_b(facts: Facts) -> list[Finding]:
    """One finding for an item all of whose processes are 順調 though KPIs of it are graded B."""
    progress = _progress_by_item(facts)
    findings = []
    for rows in grouped(sorted(facts.kpis, key=order_of), lambda row: (row.edition, row.item_key)):
        behind = [row for row in rows if row.grade == "B"]
        marked = [cell for cell in progress.get((rows[0].edition, rows[0].item_key), []) if cell.marks]
        if behind and marked and all(mark == _ON_TRACK for cell in marked for mark in cell.marks):
            kpis = "、".join(dict.fromkeys(named(row) for row in behind))
            message = (
                f"{rows[0].edition_name}の改革項目{item_named(rows[0])}では、{kpis}の区分が「B」ですが、"
                f"改革工程の進捗{len(marked)}件はすべて「{_ON_TRACK}」です。"
            )
            pairs = (*cells(behind, "grade"), *cells(marked, "progress"))
            findings.append(Finding("on_track_beside_b", pairs, message))
    return findings


def _progress_by_item(facts: Facts) -> dict[tuple[str, str], list[ProgressFacts]]:
    found: dict[tuple[str, str], list[ProgressFacts]] = {}
    for cell in sorted(facts.progress, key=lambda cell: natural_key(cell.key)):
        found.setdefault((cell.edition, cell.item_key), []).append(cell)
    return found


def _revision_without_change(facts: Facts) -> list[Finding]:
    findings = []
    for earlier, later in successions(facts):
        word = _REVISION.search(later.words.get("actual", "") + later.words.get("target", ""))
        if word and _same_target(earlier, later) and (earlier.grade is None or earlier.grade == later.grade):
            pair = [later, earlier]
            grade = f"区分は「{later.grade}」、" if later.grade else ""
            message = (
                f"{later.edition_name}の{named(later)}の実績値の欄に「{word[0]}」とありますが"
                f"（{cell_text(later, 'actual')}）、{grade}目標は{earlier.edition_name}と同じ"
                f"{cell_text(later, 'target')}で、何を修正したのかが分かりません。"
            )
            compared = (*cells([later], "actual"), *cells(pair, "target"))
            findings.append(Finding("revision_without_change", compared, message, kpi=later.kpi))
    return findings


def _same_target(earlier: KpiFacts, later: KpiFacts) -> bool:
    asked = [{(t.value, t.value_max, t.deadline_fy, t.unit) for t in row.targets} for row in (earlier, later)]
    return asked[0] == asked[1] and bool(asked[0])


def _difficulty_beside_a(facts: Facts) -> list[Finding]:
    findings = []
    for row in facts.kpis:
        for field in ("actual", "note"):
            word = _DIFFICULTY.search(row.words.get(field, ""))
            if row.grade == "A" and word:
                message = f"{row.edition_name}の{named(row)}の区分は「A」ですが、同じ行に「{word[0]}」とあります。"
                compared = (*cells([row], "grade"), *cells([row], "note" if field == "note" else "actual"))
                findings.append(Finding("difficulty_beside_a", compared, message, kpi=row.kpi))
    return findings


def _progress_without_mark(facts: Facts) -> list[Finding]:
    """Cells without a mark in an edition that marks nearly all of them."""
    findings = []
    filled = [cell for cell in facts.progress if cell.words.get("progress")]
    for written in grouped(filled, lambda cell: cell.edition):
        marked = [cell for cell in written if cell.marks]
        if len(marked) < _FEWEST_MARKED or len(marked) < _MOSTLY * len(written):
            continue
        for cell in sorted(written, key=lambda cell: natural_key(cell.key)):
            if not cell.marks:
                message = (
                    f"{cell.edition_name}の改革項目{item_named(cell)}の進捗{cell_text(cell, 'progress')}には、"
                    f"ほかの{len(marked)}件にある「{marked[0].marks[0]}」などの評価がありません。"
                )
                findings.append(Finding("progress_without_mark", cells([cell], "progress"), message))
    return findings


def _done_or_planned(facts: Facts) -> list[Finding]:
    findings = []
    for cell in sorted(facts.progress, key=lambda cell: natural_key(cell.key)):
        said = _DONE_THEN_PLANNED.search(cell.words.get("progress", ""))
        if said:
            message = (
                f"{cell.edition_name}の改革項目{item_named(cell)}の進捗に「{said[0]}」とあり、"
                f"{said['act']}したのか、これからするのかが分かりません。"
            )
            findings.append(Finding("done_or_planned", cells([cell], "progress"), message))
    return findings


CHECKS = (
    Check(
        "on_track_beside_b",
        "KPIはB、改革工程は順調",
        "工程が順調でもKPIが遅れているなら、工程が効いていないか、評価語が実態を表していません。",
        "工程とKPIのつながりを担当に確かめ、評価語か区分の根拠の説明を求めます。",
        _on_track_beside_b,
    ),
    Check(
        "revision_without_change",
        "修正したとあるが、目標も区分も同じ",
        "何を下方修正したのかが分からないと、未達なのか目標の変更なのかを判断できません。",
        "修正したものが目標か実績かを担当に確かめ、目標の欄への反映を求めます。",
        _revision_without_change,
    ),
    Check(
        "difficulty_beside_a",
        "区分はA、説明には困難・遅れ",
        "区分と説明が逆を向いていると、どちらを信じてよいか分かりません。",
        "説明がどの範囲を指すかを担当に確かめ、区分か説明の訂正を依頼します。",
        _difficulty_beside_a,
    ),
    Check(
        "progress_without_mark",
        "進捗に評価語がない",
        "ほかの工程にある評価語がないと、順調なのか記入漏れなのかが分かりません。",
        "評価語を担当に確かめ、記載を求めます。",
        _progress_without_mark,
    ),
    Check(
        "done_or_planned",
        "済んだのか予定なのか分からない",
        "同じことが実施済みとも予定とも読めると、進捗として数えられません。",
        "実施した日を担当に確かめ、書き分けを求めます。",
        _done_or_planned,
    ),
)
