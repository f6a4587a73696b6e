"""Reads of reform data for one screen each, and those that the screens of other apps share."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from kpi_tracker.lib.fiscal_year import era_label
from reforms.chains import chains
from reforms.frozen import FrozenPlace
from reforms.models import Publication, ReformItem, SourceDocument


def year_label(fiscal_year: int) -> str:
    """「2017年度（平成29年度）」."""
    return f"{fiscal_year}年度（{era_label(fiscal_year)}）"


def date_label(day: object) -> str:
    """「2017年12月21日」 of a date."""
    return f"{day:%Y}年{day:%-m}月{day:%-d}日"


def current_publications() -> QuerySet[Publication]:
    """What the public sees now, one publication a round, the latest year first."""
    return (
        Publication.objects.filter(is_current=True)
        .select_related("round__edition__programme", "document")
        .order_by("-round__fiscal_year", "round__edition__programme__slug")
    )


def publication_label(publication: Publication) -> str:
    """「2017年12月21日公表」, and for errata their number."""
    errata = f"・正誤 第{publication.number - 1}号" if publication.number > 1 else ""
    return f"{date_label(publication.published_on)}公表{errata}"


def item_chains(programme_id: int) -> dict[int, list[int]]:
    """The items of a programme by primary key: each one's chain through the editions, earliest first."""
    links = ReformItem.objects.filter(edition__programme=programme_id).values_list("pk", "continues_id")
    return chains(dict(links))


@dataclass(frozen=True)
class Link:
    """A labelled address."""

    label: str
    url: str
    is_current: bool = False


def place_label(place: FrozenPlace) -> str:
    """「29–31行」, with sheet and cell where the document has them."""
    lines = f"{place.line_from}行" if place.line_from == place.line_to else f"{place.line_from}–{place.line_to}行"
    if place.cell.isdigit():
        return f"{lines}・{int(place.cell) + 1}列目"
    return f"{place.sheet}!{place.cell}" if place.cell else lines


def place_url(place: FrozenPlace) -> str:
    """The document's page with the lines of the place marked."""
    page = reverse("reforms:source", args=(place.document,))
    return f"{page}?line={place.line_from}&to={place.line_to}#L{place.line_from}"


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
    """The published documents, the latest first."""
    documents = SourceDocument.objects.filter(publications__isnull=False).distinct()
    publications = Publication.objects.filter(document__isnull=False, is_current=True).select_related("round__edition")
    rounds: dict[int | None, list[Link]] = {}
    for publication in publications:
        year = publication.round.fiscal_year
        link = Link(year_label(year), f"{reverse('kpis:items')}?year={year}")
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
                line_count=len(lines_of(document)),
            )
            for document in documents.order_by("-published_on", "file_name")
        ]
    )


def lines_of(document: SourceDocument) -> list[str]:
    """The document's lines without their ends; line n is element n - 1."""
    lines = document.text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@dataclass(frozen=True)
class DocumentLine:
    """One line as printed."""

    number: int
    words: str
    is_cited: bool


@dataclass(frozen=True)
class SourcePage:
    """A document line by line. cited: the lines asked for, "" where none or none such; message: what was wrong."""

    title: str
    published: str
    file_name: str
    sha256: str
    line_count: int
    cited: str
    cited_url: str
    message: str
    lines: list[DocumentLine]


def source_page(document: SourceDocument, *, line: str, to: str) -> SourcePage:
    """The document's lines, those from `line` to `to` marked. Both come from the address: bad ones give a message."""
    lines = lines_of(document)
    first, last, message = _asked_lines(line, to, len(lines))
    return SourcePage(
        title=document.title,
        published=date_label(document.published_on),
        file_name=document.file_name,
        sha256=document.sha256,
        line_count=len(lines),
        cited=place_label(FrozenPlace(document.pk, first, last, "", "", "")) if first else "",
        cited_url=f"#L{first}" if first else "",
        message=message,
        lines=[DocumentLine(n, words, first <= n <= last) for n, words in enumerate(lines, start=1)],
    )


def _asked_lines(line: str, to: str, count: int) -> tuple[int, int, str]:
    if not line:
        return 0, -1, ""
    first = int(line) if line.isdecimal() and len(line) < 10 else 0
    last = int(to) if to.isdecimal() and len(to) < 10 else first
    if not 1 <= first <= last <= count:
        return 0, -1, f"この文書は1行目から{count}行目までです。行番号を確かめてください。"
    return first, last, ""
