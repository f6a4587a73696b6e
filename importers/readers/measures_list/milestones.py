"""Dated commitments in a KPI cell: what is to be done by when, and when a target is to be set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.readers.measures_list.kpi_brackets import deadlines_in
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.promised_times import PromisedTime, Window
from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.readings import PromiseReading

_SINCE = re.compile("以降|以後|から|より")
_AFTER = re.compile(r"[^、。]{0,20}後に")
_EDGES = " 　:：、。,・に"
_LIMITED = re.compile(r"までに?|中に|末に|内に")


def milestones_in(words: str, of_whole: str | None) -> tuple[PromiseReading, ...]:
    """The commitments of these words, each with the days it is due on.

    of_whole: what is promised where the words are a date alone. A time that counts from a year that the document does
    not print (本年度中) has no window.

    >>> [(one.what, one.begins.isoformat(), one.ends.isoformat()) for one in milestones_in("令和2年度中に開始", None)]
    [('開始', '2020-04-01', '2021-03-31')]
    """
    printed = normalise(words)
    times = deadlines_in(words)
    found = []
    for place, time in enumerate(times):
        stop = times[place + 1].start if place + 1 < len(times) else len(printed.text)
        stated = time.reading.span[1] if time.reading else time.end
        what = _SINCE.sub("", printed.text[time.end : stop], count=1) if _is_open(printed.text, stated) else ""
        what = (what or printed.text[time.end : stop]).strip(_EDGES) or of_whole or ""
        span = (time.start, stop)
        raw = printed.original_words(*span).rstrip(_EDGES)
        begins, ends = _window(printed.text, time, stated)
        start = printed.original_span(*span)[0]
        found.append(PromiseReading(what, begins, ends, raw, (start, start + len(raw))))
    return tuple(found)


def setting_of(words: str) -> tuple[PromiseReading, ...]:
    """When a target that is not set yet is to be set, as far as the words say."""
    return read_promises(words) or milestones_in(words, "設定")


def deadline_in_name(name: str) -> tuple[PromiseReading, ...]:
    """The commitment of a name that says by when it is to be so (令和2年までに、…の割合); none for a start (以降の)."""
    return tuple(_limited(name))


def _limited(name: str) -> Iterator[PromiseReading]:
    text = normalise(name).text
    for time in deadlines_in(name):
        stated = time.reading.span[1] if time.reading else time.end
        said = text[time.start : time.end] if time.end > stated else text[time.start : stated + 3]
        if _LIMITED.search(said):
            what = (text[: time.start] + text[time.end :]).strip(_EDGES)
            printed = normalise(name)
            span = printed.original_span(time.start, time.end)
            yield PromiseReading(what, *time.window(None), printed.original_words(time.start, time.end), span)


def _is_open(text: str, stated: int) -> bool:
    return bool(_SINCE.match(text, stated))


def _window(text: str, time: PromisedTime, stated: int) -> Window:
    """The days it is due on; 「令和3年度以降」 and 「…の整備後に」 leave the end open."""
    begins, ends = time.window(None)
    return (begins, None) if _is_open(text, stated) or _AFTER.match(text, stated) else (begins, ends)
