"""What the addresses are tried with: one published year, one round on its way, and a visitor of each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from importers.models import ImportBatch
from kpi_tracker.operations.beating import beat
from kpis.models import Contradiction, KpiListing, KpiProposal, ProgressSnapshot, SnapshotComment, SnapshotEvidence
from kpis.services.comments import add_comment
from kpis.services.entering import KpiEntry, enter_kpis
from kpis.services.evidence import GivenFile, attach
from reforms.drafts import SegmentDraft
from reforms.models import Ministry, ProgressSegment, ReformItem, ReportingRound, User
from reforms.services.changes import Change
from reforms.services.entering import ProgressEntry, enter_progress
from reforms.services.rounds import close_round
from reforms.services.submitting import send_back
from tests.builders import (
    BuiltRound,
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
    publish,
)
from tests.importers.imports.batches import make_batch, make_importer
from tests.opened import confirm_all, hand_in, part_keys

WITHOUT_BATCH = ("importers:batches", "importers:receive", "importers:workbooks", "importers:workbook")


@dataclass(frozen=True)
class Sample:
    """What an address is asked with: its arguments, and what is sent to it."""

    args: tuple[Any, ...] = ()
    sent: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PublishedSite:
    """A published year of some items, with an import, a contradiction and a proposal."""

    built: BuiltRound
    item: ReformItem
    listing: KpiListing
    contradiction: Contradiction
    proposal: KpiProposal | None
    batch: ImportBatch

    def sample(self, address: str) -> Sample:
        """What the address is tried with."""
        if address.startswith("importers:") and address not in WITHOUT_BATCH:
            return Sample((self.batch.pk,))
        make = SAMPLES.get(address)
        return make(self) if make else Sample()


def make_published_site(items: int, fiscal_year: int = 2017) -> PublishedSite:
    """Items with a KPI each."""
    make_ministry(f"総務省{fiscal_year}")
    beat("worker", timezone.now())
    built = build_round(make_round(fiscal_year, make_programme()), _items(items, f"総務省{fiscal_year}"))
    publish(built)
    listings = list(built.listings.values())
    proposal = None
    if len(listings) > 1:
        reasons = {"kind": "same", "score": 80, "reasons": ["名称が同じ"]}
        proposal = KpiProposal.objects.create(first=listings[0], second=listings[1], **reasons)
    return PublishedSite(
        built=built,
        item=built.round.edition.items.first(),
        listing=listings[0],
        contradiction=Contradiction.objects.create(
            check_id="same_kpi_different_grade", fingerprint=f"{fiscal_year}", message="", cells=[]
        ),
        proposal=proposal,
        # An import of a one-line file that changed nothing.
        batch=make_batch(ImportBatch.State.APPLIED, by=make_importer(), round=built.round),
    )


def _items(number: int, ministry: str) -> list[ItemSpec]:
    segments = (SegmentDraft(f"【{ministry}】", (ministry,), "実施した。（順調）", "", "順調"),)
    return [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),), segments=segments) for n in range(number)]


@dataclass(frozen=True)
class EntrySite:
    """A round on its way, of one item that one ministry answers for. version: of its part."""

    round: ReportingRound
    built: BuiltRound
    item: ReformItem
    ministry: Ministry
    version: int

    @property
    def part(self) -> str:
        """The part as the board names it."""
        return f"{self.item.pk}-{self.ministry.pk}-{self.version}"

    @property
    def kpi_row(self) -> int:
        """The primary key of the round's KPI row."""
        return ProgressSnapshot.objects.get(round=self.round).pk

    @property
    def segment(self) -> int:
        """The primary key of the round's part of a progress cell."""
        return ProgressSegment.objects.get(process_progress__round=self.round).pk

    def sample(self, address: str) -> Sample:
        """What the address is tried with."""
        make = ENTRY_SAMPLES.get(address)
        return make(self) if make else Sample()


def make_entry_site(state: str, visitors: dict[str, User]) -> EntrySite:
    """The round in one of the states of the table, its ministry being that of the 担当者."""
    ministry = visitors["担当者"].ministries.get()
    built = build_round(make_round(2018), _items(1, ministry.name))
    round = open_for_entry(built, ministry)
    someone, reviewer = make_user(User.Role.STAFF, ministry), make_user(User.Role.REVIEWER)
    _discuss(ProgressSnapshot.objects.get(round=round), asked_by=reviewer, shown_by=someone)
    _enter(round, by=visitors["担当者"])
    version = 0
    if state != "入力中":
        hand_in(round, ministry, by=someone)
        version = 1
    if state == "差戻し":
        send_back(round, dict.fromkeys(part_keys(round, ministry), 1), change=Change(reviewer, "時点"))
        version = 2
    if state in ("確認", "締切", "公表"):
        confirm_all(round, ministry, by=reviewer)
        version = 2
    if state in ("締切", "公表"):
        round = close_round(round, change=Change(reviewer))
    if state == "公表":
        publish(built)
    return EntrySite(round, built, round.edition.items.get(), ministry, version)


def _discuss(row: ProgressSnapshot, *, asked_by: User, shown_by: User) -> None:
    """A question about the row, and a file that it rests on."""
    add_comment(row, words="単位は何ですか。", change=Change(asked_by))
    attach(row, title="台帳", file=GivenFile("台帳.csv", b"a,b\n"), change=Change(shown_by))


def _enter(round: ReportingRound, *, by: User) -> None:
    """Each row, saved once."""
    row, part = ProgressSnapshot.objects.get(round=round), ProgressSegment.objects.get(process_progress__round=round)
    enter_kpis([KpiEntry(row.pk, 1, actual="310団体（2018年４月）")], change=Change(by))
    enter_progress([ProgressEntry(part.pk, 1, progress="実施した。")], change=Change(by))


def make_visitors() -> dict[str, User]:
    """Everybody of the table who is signed in."""
    return {
        "閲覧者": make_user(User.Role.VIEWER),
        "担当者": make_user(User.Role.STAFF, make_ministry("入力省")),
        "他の担当者": make_user(User.Role.STAFF, make_ministry("よその省")),
        "確認者": make_user(User.Role.REVIEWER),
        "管理者": make_user(User.Role.ADMIN),
        "取込者": make_importer(),
    }


# Addresses of the first table that need more than their name.
SAMPLES: dict[str, Callable[[PublishedSite], Sample]] = {
    "kpis:item": lambda site: Sample((site.item.pk,)),
    "kpis:item_details": lambda site: Sample((site.item.pk,)),
    "official_forms:item_workbook": lambda site: Sample((site.item.pk,)),
    "official_forms:item_pdf": lambda site: Sample((site.item.pk,)),
    "official_forms:round_workbook": lambda site: Sample((site.built.round.pk,)),
    "kpis:kpi": lambda site: Sample((site.listing.kpi_id,)),
    "kpis:kpi_figure": lambda site: Sample((site.listing.kpi_id,)),
    "kpis:kpi_values": lambda site: Sample((site.listing.kpi_id,)),
    "kpis:api_not_there": lambda _: Sample(("v1/nothing",)),
    "kpis:open_data_table": lambda _: Sample(("values",)),
    "kpis:open_data_columns": lambda _: Sample(("values",)),
    "kpis:contradiction": lambda site: Sample((site.contradiction.pk,)),
    "kpis:decide_contradiction": lambda site: Sample(
        (site.contradiction.pk,), {"decision": "same", "reason": "同じもの"}
    ),
    "kpis:decide_proposal": lambda site: Sample(
        (site.proposal.pk if site.proposal else 1,), {"state": "rejected", "reason": "別のもの"}
    ),
    "reforms:open_notice": lambda site: Sample((1,)),
    "reforms:source": lambda site: Sample((site.built.document.pk,)),
    "reforms:ministry": lambda site: Sample((Ministry.objects.values_list("pk", flat=True)[0],)),
    "reforms:end_ministry": lambda site: Sample((Ministry.objects.values_list("pk", flat=True)[0],)),
    "kpis:frame": lambda site: Sample((site.built.round.edition_id,)),
    "kpis:frame_changes": lambda site: Sample((site.built.round.edition_id,)),
    "kpis:frame_row": lambda site: Sample(("items", site.item.pk)),
    "kpis:frame_act": lambda site: Sample(("items", site.item.pk, "end")),
    "kpis:frame_history": lambda site: Sample(("items", site.item.pk)),
    "kpis:frame_put_back": lambda site: Sample(("items", site.item.pk)),
    "kpis:frame_add_item": lambda site: Sample((site.built.round.edition_id,)),
    "kpis:frame_add_process": lambda site: Sample((site.listing.sheet_id,)),
    "kpis:frame_add_kpi": lambda site: Sample((site.listing.sheet_id,)),
    "reforms:person": lambda site: Sample((site.batch.uploaded_by_id,)),
    "reforms:close_person": lambda site: Sample((site.batch.uploaded_by_id,)),
    "reforms:reopen_person": lambda site: Sample((site.batch.uploaded_by_id,)),
    "reforms:renew_password": lambda site: Sample((site.batch.uploaded_by_id,)),
    "reforms:free_second_factor": lambda site: Sample((site.batch.uploaded_by_id,)),
    "account_reset_password_from_key": lambda site: Sample(("1", "used-up")),
    "mfa_remove_webauthn": lambda site: Sample((1,)),
    "mfa_edit_webauthn": lambda site: Sample((1,)),
    "openid_connect_login": lambda site: Sample(("ministry",)),
    "openid_connect_callback": lambda site: Sample(("ministry",)),
}
# Addresses of the second table: what is sent must be written where the table says that the act is done.
ENTRY_SAMPLES: dict[str, Callable[[EntrySite], Sample]] = {
    "kpis:worksheet": lambda site: Sample((site.round.pk,)),
    "kpis:presence": lambda site: Sample((site.round.pk,), {"row": f"kpi-{site.kpi_row}"}),
    "kpis:enter_kpi": lambda site: Sample((site.kpi_row,), {"version": 2, "actual": "320団体"}),
    "kpis:undo_kpi": lambda site: Sample((site.kpi_row,), {"version": 2}),
    "kpis:read_words": lambda site: Sample((site.kpi_row,), {"actual": "320団体"}),
    "kpis:correct_reading": lambda site: Sample(
        (site.kpi_row,), {"version": 2, "order": 1, "value": "310", "unit": "件", "kind": "final", "reason": "単位"}
    ),
    "kpis:enter_progress": lambda site: Sample((site.segment,), {"version": 2, "progress": "終えた。"}),
    "kpis:undo_progress": lambda site: Sample((site.segment,), {"version": 2}),
    "kpis:submit_part": lambda site: Sample((site.round.pk,), {"item": site.item.pk, "ministry": site.ministry.pk}),
    "kpis:withdraw_part": lambda site: Sample((site.round.pk,), {"item": site.item.pk, "ministry": site.ministry.pk}),
    "kpis:entry_history": lambda site: Sample(("kpis", site.kpi_row)),
    "kpis:put_back": lambda site: Sample(
        ("kpis", site.kpi_row),
        {
            "state": ProgressSnapshot.objects.get(pk=site.kpi_row).history.earliest().history_id,
            "version": 2,
            "code": "error",
            "reason": "入れ間違い",
        },
    ),
    "kpis:new_round": lambda site: Sample(
        (),
        {
            "from": site.round.pk,
            "name": "次の版",
            "published_on": "2019-12-20",
            "due_on": "2999-12-31",
            "reason": "次の年度",
        },
    ),
    "kpis:comments": lambda site: Sample(("kpis", site.kpi_row)),
    "kpis:add_comment": lambda site: Sample(("kpis", site.kpi_row), {"words": "時点はいつですか。"}),
    "kpis:settle_question": lambda site: Sample(
        ("kpis", site.kpi_row), {"question": SnapshotComment.objects.get().pk, "act": "settle"}
    ),
    "kpis:evidence": lambda site: Sample(("kpis", site.kpi_row)),
    "kpis:evidence_file": lambda site: Sample(("kpis", site.kpi_row, SnapshotEvidence.objects.get().pk)),
    "kpis:add_evidence": lambda site: Sample(
        ("kpis", site.kpi_row), {"title": "調査結果", "url": "https://example.go.jp/"}
    ),
    "kpis:remove_evidence": lambda site: Sample(("kpis", site.kpi_row, SnapshotEvidence.objects.get().pk)),
    "kpis:board": lambda site: Sample((site.round.pk,)),
    "kpis:confirm_parts": lambda site: Sample((site.round.pk,), {"part": site.part}),
    "kpis:return_parts": lambda site: Sample((site.round.pk,), {"part": site.part, "reason": "時点を書いてください"}),
    "kpis:review": lambda site: Sample((site.round.pk, site.item.pk, site.ministry.pk)),
    "kpis:settle_part": lambda site: Sample(
        (site.round.pk, site.item.pk, site.ministry.pk), {"act": "confirm", "version": site.version}
    ),
    "kpis:amend_snapshot": lambda site: Sample(
        (site.kpi_row,), {"version": 2, "actual": "320団体", "code": "error", "reason": "転記の誤り"}
    ),
    "kpis:amend_segment": lambda site: Sample(
        (site.segment,), {"version": 2, "progress": "終えた。", "mark": "順調", "code": "error", "reason": "転記の誤り"}
    ),
    "kpis:move_due_on": lambda site: Sample((site.round.pk,), {"due_on": "2099-12-01", "reason": "国会の日程のため"}),
    "kpis:close_round": lambda site: Sample((site.round.pk,)),
    "kpis:reopen_round": lambda site: Sample((site.round.pk,), {"reason": "追加の報告"}),
    "kpis:publish_round": lambda site: Sample((site.round.pk,), {"published_on": "2018-12-20", "reason": "転記の誤り"}),
    "kpis:responsibilities": lambda site: Sample((site.round.pk,)),
    "kpis:set_responsibilities": lambda site: Sample(
        (site.round.pk,),
        {
            "act": "set",
            "row": f"listing-{site.built.listings['s1-k1'].pk}:{site.ministry.pk}",
            "ministries": Ministry.objects.get(name="よその省").pk,
        },
    ),
}
