"""Generated documents: every field the contract has, with the words that workbooks lose most easily."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from importers.document import Correction, KpiDefinition, KpiRow, Place, ProcessRow, Segment, Sheet, SourceDocument
from importers.issues import Issue
from importers.workbook.row_ids import with_row_ids
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace

AWKWARD = (
    "=1+1",
    "＝",
    "+81",
    "-",
    "―",
    "@SUM(A1)",
    "#N/A",
    "  前に空白",
    "後に空白 ",
    " ",
    "一行目\n二行目\r\n三行目\r",
    "\t列",
    "𠮷野家",
    "制御\x0b文字\x1f",
    "_x000D_",
    "_x005F_x000D_",
    "⟦U+000B⟧",
    "\ufffe\uffff",
    "2017",
    "2017-04",
    "TRUE",
    "１２３",
    "'引用",
    "長" * 5_000,
    "、",
    "A、B",
    "／",
    "a.b/c%2F",
)
anything = st.characters(codec="utf-8", exclude_characters="\x00")
"""What a text of the database can hold."""
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(anything, min_size=1, max_size=30),
    st.text("地方団体２０１７年度―－（）【】①・。 \n", min_size=1, max_size=40),
)
maybe_text = st.none() | texts
text_lists = st.lists(texts, max_size=3).map(tuple)
lines = st.tuples(st.integers(1, 9_999), st.integers(1, 9_999))
spans = st.tuples(st.integers(0, 500), st.integers(0, 500))
years = st.none() | st.integers(1990, 2050)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)
flags = st.booleans()
ratios = st.floats(0, 1)
days = st.dates(date(1868, 1, 1), date(2199, 12, 31))
severities = st.sampled_from(["error", "warning", "note"])
KPI_FIELDS = ["name", "target_raw", "actual_raw", "status", "note_raw", "targets", "actuals", "tier", "odd field"]
PROCESS_FIELDS = ["process", "progress", "outlook", "marks", "segments"]
SHEET_FIELDS = ["item", "items", "item_no", "important_issue", "kpis"]

baselines = st.builds(Baseline, numbers, st.just("") | texts, years)
targets = st.builds(
    TargetReading,
    kind=st.sampled_from(["numeric", "percent", "ratio_change", "qualitative", "undetermined", "reference", "none"]),
    value=st.none() | numbers,
    unit=maybe_text,
    comparator=st.sampled_from([None, ">=", "<=", "="]),
    value_max=st.none() | numbers,
    deadline_fy=years,
    deadline_raw=maybe_text,
    fiscal_year=years,
    final=flags,
    baseline=st.none() | baselines,
    approx=flags,
    component=maybe_text,
    raw=st.just("") | texts,
    span=spans,
    confidence=ratios,
)
actuals = st.builds(
    ActualReading,
    value=numbers,
    unit=st.just("") | texts,
    as_of_raw=maybe_text,
    as_of=st.none() | st.sampled_from(["2017-10-01", "2017-04", "2017", "FY2016"]),
    fiscal_year=years,
    kind=st.sampled_from(["final", "preliminary", "forecast", "reference"]),
    approx=flags,
    cumulative=flags,
    component=maybe_text,
    raw=st.just("") | texts,
    span=spans,
    confidence=ratios,
)
promises = st.builds(PromiseReading, texts, st.none() | days, st.none() | days, st.just("") | texts, spans)
places = st.builds(Place, lines, st.just("") | texts, maybe_text, maybe_text)
segments = st.builds(Segment, maybe_text, text_lists, maybe_text, maybe_text, maybe_text)


def issues_on(fields: list[str]) -> st.SearchStrategy[tuple[Issue, ...]]:
    """Issues that speak of these fields."""
    one = st.builds(Issue, texts, severities, st.sampled_from(fields), texts, maybe_text, st.none() | lines, maybe_text)
    return st.lists(one, max_size=2).map(tuple)


def places_of(fields: list[str]) -> st.SearchStrategy[dict[str, Place]]:
    """Places of some of these fields."""
    return st.dictionaries(st.sampled_from(fields), places, max_size=3)


kpis = st.builds(
    KpiRow,
    tier=st.sampled_from([None, 1, 2]),
    label=maybe_text,
    name=maybe_text,
    lines=lines,
    group=maybe_text,
    is_heading=flags,
    relisted=flags,
    is_main=st.none() | flags,
    target_raw=maybe_text,
    actual_raw=maybe_text,
    status=maybe_text,
    note_raw=maybe_text,
    baseline=st.none() | baselines,
    targets=st.lists(targets, max_size=2).map(tuple),
    actuals=st.lists(actuals, max_size=2).map(tuple),
    promises=st.lists(promises, max_size=2).map(tuple),
    places=places_of(KPI_FIELDS),
    issues=issues_on(KPI_FIELDS),
)


@st.composite
def process_rows(draw: st.DrawFn) -> tuple[ProcessRow, ...]:
    """The processes of a page, some sharing the progress cell of another."""
    count = draw(st.integers(0, 3))
    return tuple(
        ProcessRow(
            order=order,
            process=draw(maybe_text),
            lines=draw(lines),
            segments=draw(st.lists(segments, max_size=2).map(tuple)),
            progress=draw(maybe_text),
            outlook=draw(maybe_text),
            marks=draw(text_lists),
            ministries=draw(text_lists),
            shares_with=draw(st.none() | st.integers(1, count)),
            places=draw(places_of(PROCESS_FIELDS)),
            issues=draw(issues_on(PROCESS_FIELDS)),
        )
        for order in range(1, count + 1)
    )


attribute_values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
attributes = st.dictionaries(texts, attribute_values, max_size=2)

amounts = st.none() | st.integers(-(10**9), 10**9) | st.decimals(-(10**9), 10**9, places=3)
budget_lines = st.fixed_dictionaries(
    {"fy": st.integers(1990, 2100)},
    optional={
        "unit": st.sampled_from(["百万円", "千円", ""]),
        "initial": amounts,
        "total": amounts,
        "lines": st.none() | st.lists(st.integers(1, 999), min_size=2, max_size=2),
    },
)


@st.composite
def documents(draw: st.DrawFn) -> SourceDocument:
    """A whole document whose rows have their ids."""
    count = draw(st.integers(0, 3))
    sheets = tuple(
        Sheet(
            lines=draw(lines),
            items=draw(text_lists),
            important_issue=draw(maybe_text),
            item_no=draw(maybe_text),
            plan_editions=draw(text_lists),
            duplicate_of=draw(st.none() | st.integers(0, count - 1)),
            processes=draw(process_rows()),
            kpis=draw(st.lists(kpis, max_size=3).map(tuple)),
            ministries=draw(text_lists),
            lead_ministries=draw(text_lists),
            attributes=draw(attributes),
            places=draw(places_of(SHEET_FIELDS)),
            issues=draw(issues_on(SHEET_FIELDS)),
        )
        for _ in range(count)
    )
    document = SourceDocument(
        file=draw(texts),
        layout=draw(st.sampled_from(["progress_2016", "progress_2017", "workbook"])),
        programme=draw(maybe_text),
        title=draw(maybe_text),
        as_of=draw(maybe_text),
        fiscal_year=draw(years),
        sheets=sheets,
        budget=draw(st.lists(budget_lines, max_size=2).map(tuple)),
        issues=draw(issues_on(["file", "sheets"])),
        definitions=draw(st.lists(definitions, max_size=2).map(tuple)),
        front=draw(st.dictionaries(st.sampled_from(["edition", "published", "担当 者", "=欄"]), texts, max_size=3)),
    )
    named = with_row_ids(document)
    ids = [row.row_id for sheet in named.sheets for row in sheet.kpis]
    return named if not ids else _corrected(named, draw(st.lists(corrections(ids), max_size=2)))


def _corrected(document: SourceDocument, found: list[Correction]) -> SourceDocument:
    return replace(document, corrections=tuple(found))


def corrections(ids: list[str | None]) -> st.SearchStrategy[Correction]:
    """Corrections of KPI rows with these ids."""
    named = st.sampled_from(["target_raw", "targets.1.value", "actuals.2.as_of", "odd field"])
    return st.builds(Correction, st.sampled_from(ids), named, maybe_text, maybe_text, texts, texts, days)


definitions = st.builds(
    KpiDefinition,
    name=texts,
    row_id=maybe_text,
    definition=texts,
    viewpoint=maybe_text,
    unit=maybe_text,
    direction=st.sampled_from([None, "increase", "decrease"]),
    initial_raw=maybe_text,
    initial_value=st.none() | numbers,
    initial_unit=maybe_text,
    initial_as_of=maybe_text,
    frequency=maybe_text,
    timing=maybe_text,
    promptness=maybe_text,
    ministries=text_lists,
    means=maybe_text,
)

EXACT = "0.1000000000000000055511151231257827"
"""More digits than a spreadsheet program keeps."""
