"""What a reviewer corrected in a workbook reaches the database and the publication."""

from datetime import date
from decimal import Decimal

import pytest

from importers.document import Correction, KpiRow, ProcessRow, Sheet, SourceDocument
from importers.drafting import draft_rows
from importers.workbook.review import apply_corrections
from importers.workbook.row_ids import with_row_ids
from kpi_tracker.lib.readings import ActualReading
from kpis.frozen import FrozenKpi
from kpis.models import Measurement, ProgressSnapshot, PublishedKpi
from kpis.services.listings import record_listings
from kpis.services.publishing import publish_round
from kpis.services.rereading import reread
from kpis.services.snapshots import record_snapshots
from reforms.drafts import CorrectionDraft
from reforms.models import Correction as StoredCorrection
from reforms.services.corrections import record_corrections
from reforms.services.frame import record_sheets
from reforms.services.items import record_items
from reforms.services.sources import PlaceRegister
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_round

KPI, PROCESS, PAGE = "2017-s01-k01", "2017-s01-p01", "2017-s01"
ACTUALS = tuple(
    ActualReading(Decimal(value), "団体", raw=f"{value}団体", span=(span, span + 4))
    for value, span in ((101, 0), (202, 5), (303, 10))
)
DOCUMENT = with_row_ids(
    SourceDocument(
        "x.txt",
        "progress_2017",
        fiscal_year=2017,
        sheets=(
            Sheet(
                (1, 9),
                items=("項目甲", "項目乙"),
                processes=(ProcessRow(1, "調査を実施", (1, 1), progress="実施した。"),),
                kpis=(KpiRow(1, None, "団体数", (2, 2), actual_raw="101団体 202団体 303団体", actuals=ACTUALS),),
            ),
        ),
    )
)


def correction(row_id, field, before, after):
    return Correction(row_id, field, before, after, "原本で確認", "山田花子", date(2026, 11, 21))


def drafted(*corrections):
    return draft_rows(apply_corrections(DOCUMENT, corrections))


@pytest.mark.parametrize(
    ("given", "row_ids", "heading"),
    [
        (correction(PROCESS, "progress", "実施した。", "実施。"), [PROCESS], "計画期間中の進捗"),
        (correction(KPI, "name", "団体数", "団体の数"), [KPI], "KPI名"),
        (correction(PAGE, "item_no", None, "⑪"), ["2017-i01", "2017-i02"], "改革項目番号"),
    ],
    ids=["a process", "a KPI row", "a page: each of its items"],
)
def test_a_correction_is_kept_with_its_row(given, row_ids, heading):
    drafts = drafted(given).corrections
    assert [draft.row_id for draft in drafts] == row_ids
    assert {(draft.heading, draft.by, draft.on) for draft in drafts} == {(heading, "山田花子", date(2026, 11, 21))}


def test_a_correction_of_a_reading_is_made_for_the_words_of_its_cell():
    (draft,) = drafted(correction(KPI, "actuals.1.value", "101", "111")).corrections
    assert (draft.cell, draft.words) == ("actual", "101団体 202団体 303団体")


def test_a_reading_left_out_moves_the_corrections_behind_it():
    (snapshot,) = drafted(
        correction(KPI, "actuals.3.value", "303", "333"), correction(KPI, "actuals.2", None, None)
    ).snapshots
    assert {key: draft.after for key, draft in snapshot.corrections.items()} == {("actuals", 2): "333"}
    assert [reading.value for reading in snapshot.actuals] == [101, 333]


@pytest.mark.django_db
def test_a_reading_taken_out_by_a_reviewer_is_not_read_again():
    built = build_round(make_round(), [ItemSpec("項目", kpis=())])
    drafts = drafted(correction(KPI, "actuals.2", None, None))
    places = PlaceRegister(built.document)
    record_items(built.round.edition, drafts.items, places=places, change=BY_NOBODY)
    record_sheets(built.round.edition, drafts.sheets, places=places, change=BY_NOBODY)
    record_listings(built.round.edition, drafts.listings, places=places, change=BY_NOBODY)
    record_corrections(built.round, drafts.corrections, change=BY_NOBODY)
    record_snapshots(built.round, drafts.snapshots, places=places, change=BY_NOBODY)
    reread(list(ProgressSnapshot.objects.all()), change=BY_NOBODY)
    assert [row.value for row in Measurement.objects.order_by("order")] == [101, 303]
    publish_round(built.round, published_on=date(2017, 12, 21), document=None, reason="", by=None)
    (shown,) = FrozenKpi.from_json(PublishedKpi.objects.get().content).corrections
    assert (shown.by, shown.on, shown.reason) == ("山田花子", "2026-11-21", "原本で確認")
    assert StoredCorrection.objects.get().ended_on is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "ends"), [("note_raw", False), ("target_raw", False), ("targets.1.kind", True)], ids=str
)
def test_that_nothing_is_printed_stays_confirmed_while_no_reading_of_it_does(field, ends):
    built = build_round(make_round(), [ItemSpec("項目", kpis=(KpiSpec(target="", targets=()),))])
    row_id = built.listings["s1-k1"].row_id
    cell = "target" if field.startswith("target") else ""
    draft = CorrectionDraft(row_id, field, "目標値", "", "", "印字がない", "山田花子", date(2026, 11, 21), cell=cell)
    record_corrections(built.round, [draft], change=BY_NOBODY)
    reread(list(ProgressSnapshot.objects.all()), change=BY_NOBODY)
    assert (StoredCorrection.objects.get().ended_on is not None) == ends
