"""Published records → the words that pages show: 出典 with their readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.frozen import FrozenKpi
from kpis.wording import KIND_NAMES, amount, as_of_text, printed_comparator
from reforms.frozen import FrozenPlace
from reforms.models import Rating
from reforms.selectors import joined_places, place_label, place_url

_ASSUMED: dict[str | None, str] = {">=": "（達すれば達成とみなす）", "<=": "（それ以下なら達成とみなす）"}
WORDLESS_TARGETS = {"undetermined": "未設定", "qualitative": "数値によらない目標", "none": "目標の記載なし"}
FIELDS = (
    ("name", "ＫＰＩ"),
    ("baseline", "基準値"),
    ("target", "目標値"),
    ("actual", "実績値"),
    ("grade", "区分"),
    ("note", "今後の方針"),
)


@dataclass(frozen=True)
class GradeCount:
    """How many rows bear a rating; url: the list narrowed to them, "" where there is none."""

    rating: Rating
    count: int
    url: str = ""


@dataclass(frozen=True)
class ShownSource:
    """出典 of one printed cell: where, its words, what was read out of them, and the address of the place."""

    heading: str
    document: str
    place: str
    words: str
    readings: list[str]
    url: str


@dataclass(frozen=True)
class ShownPlace:
    """Where a whole row is printed. document: its title."""

    document: str
    label: str
    url: str


def shown_places(places: Iterable[FrozenPlace | None], documents: dict[int, str]) -> list[ShownPlace]:
    """The places of a row's cells, as few as can lead to all of them; None is passed over."""
    return [
        ShownPlace(documents.get(place.document, ""), place_label(place), place_url(place))
        for place in joined_places(place for place in places if place)
    ]


def shown_source(
    heading: str, place: FrozenPlace | None, documents: dict[int, str], readings: Iterable[str] = ()
) -> list[ShownSource]:
    """The 出典 of a place, as a list of one; empty where the row has no place for that cell."""
    if place is None:
        return []
    return [
        ShownSource(
            heading=heading,
            document=documents.get(place.document, ""),
            place=place_label(place),
            words=place.words,
            readings=list(readings),
            url=place_url(place),
        )
    ]


def shown_name(content: FrozenKpi, kpi: str) -> str:
    """The name as printed. Without one what its cell says instead, 「未設定のKPI」, or that it cannot be read.

    kpi: what the edition calls a KPI.
    """
    if content.name:
        return content.name
    return f"未設定の{kpi}" if _says_only_unset(content) else f"名称が読み取れない{kpi}"


def _says_only_unset(content: FrozenKpi) -> bool:
    """Whether one cell holds the place of the name and says, as the target, that nothing is set yet."""
    is_undetermined = bool(content.targets) and all(target.kind == "undetermined" for target in content.targets)
    return is_undetermined and "name" in content.places and content.places["name"] == content.places.get("target")


def sources_of(content: FrozenKpi, documents: dict[int, str]) -> list[ShownSource]:
    """The 出典 of each cell of a KPI row, with what was read out of it."""
    readings = {
        "target": [target_text(target) for target in content.targets if target.kind != "none"],
        "actual": [actual_text(actual) for actual in content.actuals],
    }
    return [
        source
        for field, heading in FIELDS
        for source in shown_source(heading, content.places.get(field), documents, readings.get(field, ()))
    ]


def target_text(target: TargetReading) -> str:
    """「416団体・2020年度まで」, and what counts as reaching it where the document does not print that itself.

    >>> from decimal import Decimal
    >>> target_text(TargetReading("numeric", Decimal(416), "団体", ">=", deadline_fy=2020, raw="416団体"))
    '416団体（達すれば達成とみなす）・2020年度まで'
    >>> target_text(TargetReading("numeric", Decimal(416), "団体", ">=", deadline_fy=2020, raw="416団体以上"))
    '416団体以上・2020年度まで'
    """
    value = target_value_text(target)
    if target.value is not None and target.value_max is None and target.comparator in _ASSUMED:
        value += "" if printed_comparator(target.raw) else _ASSUMED[target.comparator]
    words = [target.component or "", value]
    if target.deadline_fy:
        words.append(f"{target.deadline_fy}年度まで")
    return "・".join(word for word in words if word)


def target_value_text(target: TargetReading) -> str:
    """The value of a target without its deadline: 「30％減（2013年度の4,000億円から）」."""
    if target.value is None:
        return WORDLESS_TARGETS.get(target.kind, "数値の記載なし")
    approx = "約" if target.approx else ""
    if target.kind == "ratio_change":
        change = f"{approx}{amount(abs(target.value), '%')}{'減' if target.value < 0 else '増'}"
        baseline = target.baseline
        if baseline is None:
            return change
        year = f"{baseline.fy}年度の" if baseline.fy else ""
        return f"{change}（{year}{amount(baseline.value, baseline.unit)}から）"
    upper = f"～{amount(target.value_max, target.unit)}" if target.value_max is not None else ""
    printed = "" if upper else printed_comparator(target.raw)
    return f"{approx}{amount(target.value, target.unit)}{upper}{printed}"


def actual_text(actual: ActualReading) -> str:
    """「301団体・2017年4月・速報」.

    >>> from decimal import Decimal
    >>> actual_text(ActualReading(Decimal(301), "団体", as_of="2017-04", kind="preliminary"))
    '301団体・2017年4月・速報'
    """
    words = [actual.component or "", actual_value_text(actual), as_of_text(actual.as_of), KIND_NAMES[actual.kind]]
    return "・".join(word for word in words if word)


def actual_value_text(actual: ActualReading) -> str:
    """「約7,693万人」, 「延べ59団体」."""
    return f"{'延べ' if actual.cumulative else ''}{'約' if actual.approx else ''}{amount(actual.value, actual.unit)}"
