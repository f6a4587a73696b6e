from importers.document import KpiRow, Place, Sheet, SourceDocument
from importers.issues import Issue
from importers.normalise import with_readings
from kpi_tracker.lib.readings import TargetReading
from kpi_tracker.lib.records import replace


def a_row(**fields) -> KpiRow:
    base = KpiRow(
        tier=1,
        label=None,
        name="実施団体数",
        lines=(10, 14),
        target_raw="2020年度までに416団体",
        actual_raw="301団体（2017年４月速報値）",
        note_raw="今年度中に公表",
    )
    return replace(base, **fields)


def read(*tables: tuple[KpiRow, ...], items: tuple[str, ...] = ("改革",)) -> SourceDocument:
    sheets = tuple(Sheet((1, 50), items=items, kpis=table) for table in tables)
    return with_readings(SourceDocument("a.txt", "progress_2017", fiscal_year=2017, sheets=sheets))


def read_row(row: KpiRow) -> KpiRow:
    return read((row,)).sheets[0].kpis[0]


def test_the_words_of_a_row_become_readings():
    row = read_row(a_row())
    assert [(t.value, t.deadline_fy) for t in row.targets] == [(416, 2020)]
    assert [(a.value, a.as_of, a.preliminary) for a in row.actuals] == [(301, "2017-04", True)]
    assert [str(promise.ends) for promise in row.promises] == ["2018-03-31"]
    assert row.issues == ()


def test_a_heading_row_has_no_target_and_an_empty_cell_one_of_kind_none():
    heading = read_row(a_row(is_heading=True, target_raw=None, actual_raw=None, note_raw=None))
    empty = read_row(a_row(target_raw="－", actual_raw=None))
    assert heading.targets == ()
    assert [target.kind for target in empty.targets] == ["none"]
    assert (empty.actuals, empty.issues) == ((), ())


def test_a_doubt_becomes_an_issue_that_names_the_field_and_its_place():
    place = Place((12, 13), "301団体\n（17.3%）")
    row = read_row(a_row(actual_raw="301団体（17.3%）", places={"actual_raw": place}))
    [issue] = row.issues
    assert (issue.severity, issue.field, issue.lines, issue.raw) == (
        "warning",
        "actual_raw",
        (12, 13),
        "301団体（17.3%）",
    )
    assert "実施団体数" in issue.message


def test_a_doubt_without_a_place_has_the_lines_of_its_row():
    [issue] = read_row(a_row(target_raw="2020年度までに数百団体")).issues
    assert (issue.field, issue.lines) == ("target_raw", (10, 14))


def test_what_the_reader_has_said_stays():
    raised = Issue("name_lost", "error", "name", "名称が読めません。")
    given = TargetReading("numeric", value=None)
    row = read_row(a_row(issues=(raised,), targets=(given,), target_raw="数百団体"))
    assert row.issues == (raised,)
    assert row.targets == (given,)


def test_a_table_printed_again_on_other_lines_is_marked():
    again = (a_row(lines=(90, 91), target_raw="２０２０年度までに\n416団体"), a_row(name="別", target_raw="― ―"))
    document = read((a_row(), a_row(name="別", target_raw=None)), again)
    assert [sheet.duplicate_of for sheet in document.sheets] == [None, 0]


def test_a_table_that_differs_or_is_empty_repeats_nothing():
    document = read((a_row(),), (a_row(note_raw="来年度に公表"),), (), ())
    assert [sheet.duplicate_of for sheet in document.sheets] == [None, None, None, None]


def test_the_same_row_under_another_item_is_no_repeated_table():
    one, other = read((a_row(),)).sheets[0], read((a_row(),), items=("別の改革",)).sheets[0]
    document = with_readings(SourceDocument("a.txt", "progress_2017", sheets=(one, other)))
    assert [sheet.duplicate_of for sheet in document.sheets] == [None, None]
