"""What the pages of 出典 show."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from reforms.frozen import FrozenPlace
from reforms.models import Publication, SourceDocument, SourceIssue
from reforms.selectors import Link, date_label, place_label, year_label

LINES_A_PAGE = 2_000
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class DocumentRow:
    """One document of the list of sources."""

    title: str
    url: str
    published: str
    rounds: list[Link]
    file_name: str
    sha256: str
    line_count: int


@dataclass(frozen=True)
class SourceListPage:
    """Every document that values come from."""

    documents: list[DocumentRow]


def source_list_page() -> SourceListPage:
    """The published documents, the latest first, without reading their texts. Two queries."""
    documents = SourceDocument.objects.filter(publications__isnull=False).distinct().defer("text")
    publications = Publication.objects.filter(document__isnull=False, is_current=True)
    rounds: dict[int | None, list[Link]] = {}
    for publication in publications.select_related("round__edition__programme"):
        edition, year = publication.round.edition, publication.round.fiscal_year
        link = Link(
            f"{edition.programme.name} {year_label(year)}",
            f"{reverse('kpis:items')}?programme={edition.programme.slug}&year={year}",
        )
        rounds.setdefault(publication.document_id, []).append(link)
    return SourceListPage(
        [
            DocumentRow(
                title=document.title,
                url=document.get_absolute_url(),
                published=date_label(document.published_on),
                rounds=rounds.get(document.pk, []),
                file_name=document.file_name,
                sha256=document.sha256,
                line_count=document.line_count,
            )
            for document in documents.order_by("-published_on", "file_name")
        ]
    )


@dataclass(frozen=True)
class LinePart:
    """A tab-separated cell of a line, or the whole line."""

    words: str
    is_cited: bool


@dataclass(frozen=True)
class DocumentLine:
    """One line as printed."""

    number: int
    parts: list[LinePart]
    is_cited: bool


@dataclass(frozen=True)
class SourcePage:
    """A document line by line. cited: the lines asked for, "" where none or none such; message: what was wrong;
    came_from: the address of the page that led here, "" where none of this site did."""

    title: str
    published: str
    file_name: str
    sha256: str
    line_count: int
    cited: str
    cited_url: str
    came_from: str
    message: str
    issues: list[str]
    lines: list[DocumentLine]
    pages: list[Link]


@dataclass(frozen=True)
class AskedLines:
    """The lines an address asks for, 1-based; first 0 where none. column: 1-based, 0 for the whole line."""

    first: int
    last: int
    column: int
    message: str = ""


def source_page(
    document: SourceDocument, *, line: str, to: str, column: str, page: str, came_from: str = ""
) -> SourcePage:
    """The document's lines, the asked ones marked; a long document in pages. line, to, column and page come from the
    address."""
    lines = document.lines
    asked = _asked_lines(line, to, column, len(lines))
    number = _number(page) or max(0, asked.first - 1) // LINES_A_PAGE + 1
    start = min((number - 1) * LINES_A_PAGE, max(0, len(lines) - 1) // LINES_A_PAGE * LINES_A_PAGE)
    return SourcePage(
        title=document.title,
        published=date_label(document.published_on),
        file_name=document.file_name,
        sha256=document.sha256,
        line_count=len(lines),
        cited=place_label(FrozenPlace(document.pk, asked.first, asked.last, "", "", "")) if asked.first else "",
        cited_url=f"#L{asked.first}" if asked.first else "",
        came_from=came_from,
        message=asked.message,
        issues=_issues_of_pages(document),
        lines=[_line(n, words, asked) for n, words in enumerate(lines[start : start + LINES_A_PAGE], start=start + 1)],
        pages=_pages(document, len(lines), start),
    )


def _issues_of_pages(document: SourceDocument) -> list[str]:
    """What was doubtful about the document or a whole page of it; a row's own doubts stand beside the row."""
    found = SourceIssue.objects.filter(document=document, row_id="")
    return list(dict.fromkeys(found.values_list("message", flat=True)))


def _line(number: int, words: str, asked: AskedLines) -> DocumentLine:
    is_cited = asked.first <= number <= asked.last
    if not (is_cited and asked.column):
        return DocumentLine(number, [LinePart(words, False)], is_cited)
    cells = words.split("\t")
    return DocumentLine(
        number, [LinePart(f"{cell}\t", place == asked.column) for place, cell in enumerate(cells, start=1)], is_cited
    )


def _pages(document: SourceDocument, count: int, start: int) -> list[Link]:
    if count <= LINES_A_PAGE:
        return []
    return [
        Link(
            f"{first + 1}–{min(first + LINES_A_PAGE, count)}行",
            f"{document.get_absolute_url()}?page={first // LINES_A_PAGE + 1}",
            first == start,
        )
        for first in range(0, count, LINES_A_PAGE)
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _asked_lines(line: str, to: str, column: str, count: int) -> AskedLines:
    if not line:
        return AskedLines(0, -1, 0)
    first = _number(line)
    last = _number(to) or first
    if not 1 <= first <= last <= count:
        message = f"この文書は1行目から{count}行目までです。行番号を確かめてください。"
        return AskedLines(0, -1, 0, message)
    return AskedLines(first, last, _number(column))
