"""What the lines of a workbook say of its programme, its year and the time it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from importers.document import Sheet
from importers.issues import Issue
from importers.readers.official_form.headings import is_caption, is_title
from importers.readers.official_form.pages import Page
from importers.readers.progress_2017.edition import fiscal_year_of, programme_of
from importers.readers.progress_2017.pieces import plain
from kpi_tracker.lib.fiscal_year import find_dates

_AS_OF = re.compile(r"(?:(?:令和|平成)(?:元|\d{1,2})|20\d{2})年度?[^()、。]{0,8}(?:時点|現在)")
_TITLE = re.compile("工程表|進捗|整理表")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True)
class FormEdition:
    """As of SourceDocument; issues: what of it is not known, or only inferred."""

    programme: str | None
    fiscal_year: int | None
    as_of: str | None
    title: str | None
    issues: tuple[Issue, ...]


def edition_of(pages: Sequence[Page], sheets: Sequence[Sheet]) -> FormEdition:
    """What labelled lines (計画：, 年度：, 時点：) say, else the titles, else the captions and actuals."""
    titles = [cell.words for page in pages for cell in (*page.above, *page.loose) if not is_caption(cell.words)]
    as_of = _first(_labelled(pages, "as_of")) or _first(_times(titles))
    stated = [*_labelled(pages, "fiscal_year"), *([as_of] if as_of else [])]
    years = _years(stated[:1]) or _years(titles)
    title = _first(words.strip() for words in titles if _TITLE.search(plain(words)) and not is_title(words))
    programme = _first(_labelled(pages, "programme")) or programme_of(sheets)
    if len(years) == 1:
        return FormEdition(programme, years[0], as_of, title, ())
    if years:
        listed = "、".join(f"{year}年度" for year in years)
        message = f"年度の記載が一つではありません（{listed}）。「年度：」の行に年度を一つ書いてください。"
        issue = Issue("fiscal_year_unknown", "error", "fiscal_year", message)
        return FormEdition(programme, None, as_of, title, (issue,))
    year, issues = fiscal_year_of(sheets)
    return FormEdition(programme, year, as_of, title, issues)


def _labelled(pages: Iterable[Page], field: str) -> list[str]:
    return list(dict.fromkeys(line.words for page in pages for line in page.named(field)))


def _first(words: Iterable[str]) -> str | None:
    return next(iter(words), None)


def _times(titles: Iterable[str]) -> list[str]:
    """The times that titles stand for: 2016年末時点."""
    return [found.group() for words in titles for found in _AS_OF.finditer(plain(words))]


def _years(texts: Iterable[str]) -> list[int]:
    """The fiscal years that the texts name, each once; a year without 年 only where it is all there is."""
    found: dict[int, None] = {}
    for text in texts:
        dated = [date.fiscal_year for date in find_dates(text)]
        bare = [int(year) for year in _YEAR.findall(plain(text))] if len(plain(text)) == 4 else []
        found |= dict.fromkeys(dated or bare)
    return list(found)
