"""Dated commitments in a KPI cell: what is to be done by when, and when a target is to be set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.readers.measures_list.kpi_brackets import deadlines_in
from kpi_tracker.lib.japanese_text import NormalisedText, normalise
from kpi_tracker.lib.promised_times import PromisedTime
from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.readings import PromiseReading

_SINCE = re.compile("以降|以後|から|より")
_AFTER = re.compile(r"[^、。]{0,20}後に")
_EDGES = " 　:：、。,・に"
_OPENINGS, _CLOSINGS = re.compile("[(（]"), re.compile("[)）]")
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
    stops = [*(time.start for time in times[1:]), len(printed.text)]
    return tuple(_milestone(printed, time, stop, of_whole) for time, stop in zip(times, stops, strict=False))


def _milestone(printed: NormalisedText, time: PromisedTime, stop: int, of_whole: str | None) -> PromiseReading:
    """The commitment of one time and the words behind it."""
    stated = _stated_end(time)
    open_end = _SINCE.match(printed.text, stated)
    words_from = max(time.end, open_end.end()) if open_end else time.end
    what = _unclosed(printed.text[words_from:stop].strip(_EDGES)).removeprefix("の") or of_whole or ""
    start = printed.original_span(time.start, stop)[0]
    raw = _unclosed(printed.original_words(time.start, stop).rstrip(_EDGES))
    begins, ends = time.window(None)
    is_open = open_end or _AFTER.match(printed.text, stated)
    return PromiseReading(what, begins, None if is_open else ends, raw, (start, start + len(raw)))


def setting_of(words: str) -> tuple[PromiseReading, ...]:
    """When a target that is not set yet is to be set, as far as the words say."""
    return read_promises(words) or milestones_in(words, "設定")


def deadline_in_name(name: str) -> tuple[PromiseReading, ...]:
    """The commitment of a name that says by when it is to be so (令和2年までに、…の割合); none for a start (以降の)."""
    return tuple(_limited(name))


def _limited(name: str) -> Iterator[PromiseReading]:
    text = normalise(name).text
    for time in deadlines_in(name):
        stated = _stated_end(time)
        said = text[time.start : time.end] if time.end > stated else text[time.start : stated + 3]
        if _LIMITED.search(said):
            what = (text[: time.start] + text[time.end :]).strip(_EDGES)
            printed = normalise(name)
            span = printed.original_span(time.start, time.end)
            yield PromiseReading(what, *time.window(None), printed.original_words(time.start, time.end), span)


def _stated_end(time: PromisedTime) -> int:
    """Where the date itself ends, without particles."""
    return time.reading.span[1] if time.reading else time.end


def _unclosed(words: str) -> str:
    """The words without a closing bracket whose other half stands before them."""
    while words.endswith((")", "）")) and len(_CLOSINGS.findall(words)) > len(_OPENINGS.findall(words)):
        words = words[:-1].rstrip(_EDGES)
    return words
