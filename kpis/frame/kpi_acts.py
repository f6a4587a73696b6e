"""What can be done to a KPI row."""

from __future__ import annotations

from typing import Any

from kpi_tracker.lib.records import replace
from kpis.frame.act import END, Act, Kind, Past, reasoned
from kpis.frame.forms import KpiForm, OtherRowForm, kpi_initial
from kpis.models import KpiListing
from kpis.services.keeping_kpis import join_kpi, keep_kpi, kpi_as_kept, part_kpi, restore_kpi
from reforms.models import Ministry
from reforms.reasoned_form import ReasonedForm
from reforms.services.recording import Change


def _form(listing: KpiListing, sent: Any) -> KpiForm:
    return KpiForm(sent, initial=kpi_initial(listing), vocabulary=listing.edition.vocabulary)


def _keep(listing: KpiListing, form: KpiForm, change: Change) -> None:
    keep_kpi(listing, form.words, seen=form.seen, change=change)


def _restore(listing: KpiListing, form: ReasonedForm, change: Change) -> None:
    restore_kpi(listing, version=form.cleaned_data["version"], change=change)


def _join_form(listing: KpiListing, sent: Any) -> OtherRowForm:
    """The rows of the same edition and of the one before it, of other KPIs."""
    programme, year = listing.edition.programme_id, listing.edition.fiscal_year
    others = KpiListing.objects.filter(
        edition__programme=programme, edition__fiscal_year__in=(year, year - 1), is_heading=False
    ).exclude(kpi=listing.kpi_id)
    rows = others.select_related("edition").order_by("-edition__fiscal_year", "sheet__order", "order")
    return OtherRowForm(sent, initial={"version": listing.version}, rows=rows)


def _join(listing: KpiListing, form: OtherRowForm, change: Change) -> None:
    join_kpi(listing, to=form.cleaned_data["other"], version=form.cleaned_data["version"], change=change)


def _part(listing: KpiListing, form: ReasonedForm, change: Change) -> None:
    part_kpi(listing, version=form.cleaned_data["version"], change=change)


def _is_shared(listing: KpiListing) -> bool:
    return listing.kpi_id is not None and KpiListing.objects.filter(kpi=listing.kpi_id).exclude(pk=listing.pk).exists()


LISTED = ("name", "label", "tier", "is_relisted")
DEFINED = ("definition", "unit", "direction", "frequency", "collected_at", "means")


def _put_listing_back(listing: KpiListing, state: Any, version: int, change: Change) -> None:
    words, seen = kpi_as_kept(listing)
    older = replace(words, **{name: getattr(state, name) for name in LISTED})
    keep_kpi(listing, older, seen=replace(seen, listing=version), change=change)


def _put_definition_back(listing: KpiListing, state: Any, version: int, change: Change) -> None:
    words, seen = kpi_as_kept(listing)
    lead = Ministry.objects.filter(pk=state.lead_ministry_id).first()
    older = replace(words, **{name: getattr(state, name) for name in DEFINED}, lead_ministry=lead.name if lead else "")
    keep_kpi(listing, older, seen=replace(seen, kpi=version), change=change)


def _put_target_back(listing: KpiListing, state: Any, version: int, change: Change) -> None:
    words, seen = kpi_as_kept(listing)
    older = replace(words, target=state.target_words)
    keep_kpi(listing, older, seen=replace(seen, snapshot=version), change=change)


def _target(listing: KpiListing) -> Any:
    """The row that holds the target of the newest round."""
    return listing.snapshots.order_by("-round__fiscal_year").first()


KPIS = Kind(
    KpiListing,
    lambda words: words.kpi,
    lambda: KpiListing.objects.select_related(
        "edition__programme", "sheet", "heading", "kpi__lead_ministry", "retired_in"
    ),
    (
        Act(
            "keep",
            "書き換える",
            "名称・目標・定義を書き換えます。目標は書き換えると読み取り直します。定義は、このKPIを載せているすべての行に及びます。",
            "書き換える",
            _form,
            _keep,
        ),
        Act(
            "join",
            "同じKPIとして結び付ける",
            "この行を、ほかの行と同じKPIの掲載にします。年度をまたぐ推移が一つになります。",
            "結び付ける",
            _join_form,
            _join,
            lambda listing: listing.kpi_id is not None and listing.retired_in_id is None,
        ),
        Act(
            "part",
            "別のKPIとして分ける",
            "この行を、同じKPIとされているほかの行から分けて、新しいKPIにします。",
            "分ける",
            reasoned,
            _part,
            _is_shared,
        ),
        END,
        Act(
            "restore",
            "戻す",
            "終えた行を、いまの内容のまま戻します。",
            "この行を戻す",
            reasoned,
            _restore,
            lambda listing: listing.retired_in_id is not None,
        ),
    ),
    (
        Past("掲載", lambda listing: listing, (*LISTED, "heading", "kpi", "retired_in"), _put_listing_back),
        Past("目標", _target, ("target_words",), _put_target_back),
        Past("KPIの定義", lambda listing: listing.kpi, ("name", *DEFINED, "lead_ministry"), _put_definition_back),
    ),
)
