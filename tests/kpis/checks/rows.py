"""Invented published rows: what a test does not give stays out of the question."""

from __future__ import annotations

from datetime import date
from typing import Any

from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.checks import run_all
from kpis.checks.facts import Facts, Finding, KpiFacts, ProgressFacts
from kpis.grading import Judgement

TODAY = date(2019, 1, 15)


def row(year: int, *readings: TargetReading | ActualReading, at: str = "1", **other: Any) -> KpiFacts:
    """A row of the roadmap published in December of the year. at: its place there; words: printed cells; document:
    of another programme than the roadmap; note: its promises are read."""
    document = other.pop("document", "roadmap")
    words = {"note": other.pop("note", ""), **other.pop("words", {})}
    given = {
        "key": f"{document}-{year}/{at}",
        "kpi": 1,
        "programme": document,
        "edition": f"{document}-{year}",
        "edition_name": f"{'工程表' if document == 'roadmap' else document}{year}",
        "fiscal_year": year,
        "published_on": date(year, 12, 21),
        "name": "窓口の委託",
        "item": "委託の加速",
        "item_key": f"{document}-{year}/item",
        "scale": "letters" if other.get("grade") else None,
        **other,
    }
    return KpiFacts(
        words={field: text for field, text in words.items() if text},
        targets=tuple(reading for reading in readings if isinstance(reading, TargetReading)),
        actuals=tuple(reading for reading in readings if isinstance(reading, ActualReading)),
        promises=read_promises(words["note"] or words.get("target"), year),
        **given,
    )


def judged(of: KpiFacts, suggested: str | None, explanation: str = "進捗率が経過率を下回るのでB。") -> KpiFacts:
    """The row with what the rule gives for it."""
    return replace(of, judgement=Judgement(suggested, explanation))


def progress(year: int, text: str, *marks: str, at: str = "P1", **other: Any) -> ProgressFacts:
    """A progress cell of the roadmap, in the same item as `row`."""
    given = {
        "key": f"roadmap-{year}/{at}",
        "edition": f"roadmap-{year}",
        "edition_name": f"工程表{year}",
        "fiscal_year": year,
        "published_on": date(year, 12, 21),
        "item": "委託の加速",
        "item_key": f"roadmap-{year}/item",
        **other,
    }
    return ProgressFacts(words={"progress": text} if text else {}, marks=marks, **given)


def facts(*rows: KpiFacts | ProgressFacts, today: date = TODAY) -> Facts:
    """The rows as all that is published."""
    return Facts(
        today,
        kpis=tuple(each for each in rows if isinstance(each, KpiFacts)),
        progress=tuple(each for each in rows if isinstance(each, ProgressFacts)),
    )


def found_by(check: str, published: Facts) -> list[Finding]:
    """What the check of this id finds."""
    return [finding for finding in run_all(published) if finding.check == check]


def rows_of(finding: Finding) -> list[str]:
    """The cells as 「roadmap-2017/1#grade」."""
    return [f"{cell.row}#{cell.field}" for cell in finding.cells]
