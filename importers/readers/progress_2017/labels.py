"""Labels that say whose part of a cell follows: 【総務省】, 【番号室・総務省】, （各圏域）."""

from __future__ import annotations

import re
from itertools import zip_longest

from importers.document import Segment
from importers.readers.progress_2017.pieces import plain

_OFFICE = r"(?:省|庁|府|室|局|院|官房|委員会|本部)"
_NO_MINISTRY = re.compile(r"^(?:各|関係|都道府県|市町村|市区町村|地方)|参考|再掲|補足|備考|例$|分$|^注")
_LABEL = re.compile(
    rf"【[^】]{{1,40}}】|[（(](?:[^（()）。]{{1,20}}{_OFFICE}|各[^（()）。]{{1,10}}|都道府県|市(?:区)?町村|自治体)[)）]"
)
_SEPARATORS = re.compile(r"[・、，,／/]")
_MARKED = re.compile(rf"(?:^|(?<=[\n。）)〉》]))\s*(?P<label>{_LABEL.pattern})")


def label_at_start(text: str) -> str | None:
    """The label the text begins with, brackets included, else None.

    >>> label_at_start("【総務省】引き続き推進する。"), label_at_start("（各圏域）"), label_at_start("（順調）")
    ('【総務省】', '（各圏域）', None)
    """
    found = _LABEL.match(text)
    return found.group() if found else None


def ministries_of(label: str | None) -> tuple[str, ...]:
    """The ministries a label names, in printed order; none where it names others.

    >>> ministries_of("【総務省・番号室】"), ministries_of("（各圏域）")
    (('総務省', '番号室'), ())
    """
    if label is None or _NO_MINISTRY.search(label[1:-1]):
        return ()
    return tuple(part.strip() for part in _SEPARATORS.split(label[1:-1]) if part.strip())


def parts(text: str | None) -> list[tuple[str | None, str]]:
    """The text cut at its labels: (label or None, the words after it), in printed order.

    >>> parts("【総務省】実施。（順調）【番号室】検討中。")
    [('【総務省】', '実施。（順調）'), ('【番号室】', '検討中。')]
    """
    if not text:
        return []
    found = list(_MARKED.finditer(text))
    lead = text[: found[0].start() if found else len(text)].strip()
    cut: list[tuple[str | None, str]] = [(None, lead)] if lead else []
    for match, following in zip_longest(found, found[1:]):
        cut.append((match["label"], text[match.end() : following.start() if following else len(text)].strip()))
    return cut


def ministries_in(text: str | None) -> tuple[str, ...]:
    """The ministries that the labels of a text name, in printed order, each once."""
    return tuple(dict.fromkeys(name for label, _ in parts(text) for name in ministries_of(label)))


def paired_segments(progress: str | None, outlook: str | None, mark: re.Pattern[str]) -> tuple[Segment, ...]:
    """The parts of a progress cell with the outlook of the same label beside each, in printed order.

    mark: the form of a rating, its first group the rating's words; the last one of a part is the part's.
    """
    outlooks = parts(outlook)
    segments = []
    for label, words in parts(progress):
        beside = next((part for part in outlooks if part[0] == label), None)
        if beside:
            outlooks.remove(beside)
        segments.append(_segment(label, words, beside[1] if beside else None, mark))
    segments += [_segment(label, None, words, mark) for label, words in outlooks]
    return tuple(segments)


def _segment(label: str | None, progress: str | None, outlook: str | None, mark: re.Pattern[str]) -> Segment:
    marks = mark.findall(plain(progress or ""))
    return Segment(label, ministries_of(label), progress or None, outlook or None, marks[-1] if marks else None)
