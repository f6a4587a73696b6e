"""次回の把握時期: the dated commitments of a note (「2018年３月頃に公表」), each as a window of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpi_tracker.lib.japanese_text import NormalisedText, normalise
from kpi_tracker.lib.promised_times import PromisedTime, Window, find_times
from kpi_tracker.lib.readings import PromiseReading

_SENTENCE = re.compile(r"[^。\n]+")
_ACTS = (
    "公表|把握|設定|集計|決定|確立|確定|策定|整理|検証|算定|検討|作成|取りまとめ|とりまとめ|調査|見直|改訂|報告|"
    "判明|更新|試算|算出"
)
_ACT = re.compile(
    rf"(?P<object>[一-鿿々ァ-ヴーA-Z0-9]*(?:の|を)?)(?P<act>(?:{_ACTS})(?:[・、及びや]*(?:{_ACTS}))*)"
    r"(?=(?:す|し(?!た|て)|を?予定|の予定|、|。|$|[)\s]|に向け|を検討))"
)
_ACT_TIME = re.compile(rf"(?P<act>{_ACTS})(?:の)?時期(?:は|:)、?$")
_TOPIC = re.compile(
    r"(?P<topic>(?!毎)[一-鿿々ァ-ヴーA-Z]+)(?:(?:に|の)?(?:つい|関し)て)?(?:は|も|を|、)*(?:それぞれ|、)*$"
)
_FIGURE = re.compile(r"\d[\d,.]*(?!\d|年|月|日)[^\d\s]")


def read_promises(text: str | None, fiscal_year: int | None = None) -> tuple[PromiseReading, ...]:
    """The promises of a note in printed order, with the first and last day each is due.

    fiscal_year: of the report, against which 今年度 and 翌年度 are resolved where the sentence names no year of its
    own; without it their window is None. 「までに」 leaves the beginning open. Forecasts of figures are no promises.

    >>> [promise] = read_promises("2017年４月確報値は、2018年３月頃に公表。")
    >>> promise.what, promise.begins.isoformat(), promise.ends.isoformat(), promise.raw
    ('確報値の公表', '2018-03-01', '2018-03-31', '2018年３月頃に公表')
    >>> [promise] = read_promises("今年度中に目標値の設定を予定。", fiscal_year=2017)
    >>> promise.what, promise.begins.isoformat(), promise.ends.isoformat()
    ('目標値の設定', '2017-04-01', '2018-03-31')
    >>> [promise] = read_promises("今年度中に公表")
    >>> promise.begins, promise.ends
    (None, None)
    """
    if not text:
        return ()
    printed = normalise(text)
    found: list[PromiseReading] = []
    for sentence in _SENTENCE.finditer(printed.text):
        found += _promises_of(printed, sentence.start(), sentence.end(), fiscal_year)
    return tuple(found)


@dataclass(frozen=True)
class _Act:
    what: str
    end: int


def _promises_of(printed: NormalisedText, start: int, end: int, fiscal_year: int | None) -> Iterator[PromiseReading]:
    times = list(find_times(printed.text, start, end))
    promised = [time for time in times if time.is_promised]
    for place, time in enumerate(promised):
        stop = promised[place + 1].start if place + 1 < len(promised) else end
        named = [other for other in times if other.end <= time.start and not other.is_promised]
        topic = printed.text[named[-1].end if named else start : time.start]
        act = _act_after(printed.text, topic, time, stop) or _act_before(topic, time)
        if act is None:
            continue
        for window in _windows(time, named, fiscal_year):
            span = (time.start, max(act.end, time.end))
            yield PromiseReading(
                act.what, *window, raw=printed.original_words(*span), span=printed.original_span(*span)
            )


def _windows(time: PromisedTime, named: list[PromisedTime], fiscal_year: int | None) -> list[Window]:
    """「2016年度実績及び2017年度実績はそれぞれ翌年度末に把握」 promises once for each year that it names."""
    years: list[int | None] = [other.fiscal_year for other in named if other.fiscal_year]
    return [time.window(year) for year in (years if time.is_next and years else [fiscal_year])]


def _act_after(text: str, topic: str, time: PromisedTime, stop: int) -> _Act | None:
    """The last verb of the clause says what is promised: 「フォーマットを作成し、算定結果を公表」 is 算定結果の公表."""
    found = [match for match in _ACT.finditer(text, time.end, stop) if match.end() <= stop]
    if not found or _FIGURE.search(text, time.end, found[-1].start()):
        return None
    act = found[-1]
    spoken_of = act["object"].rstrip("のを")
    joint = "" if spoken_of and not act["object"].endswith(("の", "を")) else "の"
    if not spoken_of:
        subject = _TOPIC.search(topic)
        spoken_of, joint = (subject["topic"], "の") if subject else ("", "")
    return _Act(spoken_of + joint + act["act"].replace("、", "・"), act.end())


def _act_before(topic: str, time: PromisedTime) -> _Act | None:
    """「実績の把握時期は2017年4月」"""
    match = _ACT_TIME.search(topic)
    return _Act(match["act"], time.end) if match else None
