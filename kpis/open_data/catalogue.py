"""The catalogue entry of the tables (DCAT 3, as JSON-LD)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kpi_tracker.lib.fiscal_year import fiscal_year_window
from kpis.open_data import licence
from kpis.open_data.downloads import XLSX
from kpis.open_data.files.csv_file import CP932, UTF_8
from kpis.open_data.filters import OpenDataFilters
from kpis.open_data.making.context import address
from reforms.models import Publication
from reforms.selectors import year_label

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_JAPANESE = "http://publications.europa.eu/resource/authority/language/JPN"


def catalogue(publications: list[Publication]) -> dict[str, Any]:
    """The catalogue with a dataset for each of the publications, and the API as a service."""
    home = address(reverse("kpis:open_data"))
    datasets = [_dataset(publication) for publication in publications]
    return {
        "@context": _CONTEXT,
        "@id": address(reverse("kpis:open_data_catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": _said(f"{licence.PUBLISHER} オープンデータ"),
        "dct:description": _said("改革工程表の公表された改革項目、改革工程、KPI、値、区分、約束。"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": licence.PUBLISHER},
        "dct:license": {"@id": licence.URL},
        "dct:language": {"@id": _JAPANESE},
        "foaf:homepage": {"@id": home},
        "dcat:dataset": datasets,
        "dcat:service": {
            "@id": address(reverse("kpis:api")),
            "@type": "dcat:DataService",
            "dct:title": _said("読み取りAPI"),
            "dcat:endpointURL": {"@id": address(f"{reverse('kpis:api')}v1/")},
            "dcat:endpointDescription": {"@id": address(reverse("kpis:openapi"))},
            "dcat:servesDataset": [{"@id": one["@id"]} for one in datasets],
            "dct:license": {"@id": licence.URL},
        },
    }


def _dataset(publication: Publication) -> dict[str, Any]:
    round = publication.round
    programme = round.edition.programme
    query = OpenDataFilters(programme.slug, round.fiscal_year).query
    begins, ends = fiscal_year_window(round.fiscal_year)
    title = f"{programme.name} {year_label(round.fiscal_year)} の進捗"
    return {
        "@id": address(f"{reverse('kpis:open_data')}?{query}"),
        "@type": "dcat:Dataset",
        "dct:identifier": f"{round.edition.slug}/{round.fiscal_year}",
        "dct:title": _said(title),
        "dct:description": _said(f"{round.edition.name}の改革項目、改革工程の進捗、KPIの目標値・実績値・区分、約束。"),
        "dct:issued": _typed(publication.published_on.isoformat(), "date"),
        "dct:modified": _typed(publication.recorded_at.isoformat(), "dateTime"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(begins.isoformat(), "date"),
            "dcat:endDate": _typed(ends.isoformat(), "date"),
        },
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": licence.PUBLISHER},
        "dct:license": {"@id": licence.URL},
        "dct:language": {"@id": _JAPANESE},
        "dcat:keyword": [_said(word) for word in ("改革工程表", "KPI", "進捗", programme.name)],
        "dcat:landingPage": {"@id": address(f"{reverse('kpis:items')}?{query}")},
        "dcat:distribution": _distributions(query),
    }


def _distributions(query: str) -> list[dict[str, Any]]:
    package = reverse("kpis:open_data_package")
    packed = {"dcat:mediaType": _media("text/csv"), "dcat:packageFormat": _media("application/zip")}
    files = (
        ("CSV一式（UTF-8）", f"{package}?{query}&encoding={UTF_8}", packed),
        ("CSV一式（CP932）", f"{package}?{query}&encoding={CP932}", packed),
        ("Excel", f"{reverse('kpis:open_data_workbook')}?{query}", {"dcat:mediaType": _media(XLSX)}),
        ("JSON", f"{reverse('kpis:open_data_json')}?{query}", {"dcat:mediaType": _media("application/json")}),
        (
            "値（CSV）",
            f"{reverse('kpis:open_data_table', args=('values',))}?{query}",
            {"dcat:mediaType": _media("text/csv")},
        ),
    )
    return [
        {
            "@type": "dcat:Distribution",
            "dct:title": _said(title),
            "dcat:downloadURL": {"@id": address(path)},
            "dct:license": {"@id": licence.URL},
            **media,
        }
        for title, path, media in files
    ]


def _media(kind: str) -> dict[str, str]:
    return {"@id": f"http://www.iana.org/assignments/media-types/{kind}"}


def _said(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "ja"}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}
