"""What can be done to a 改革項目."""

from __future__ import annotations

from typing import Any

from kpis.frame.act import END, Act, Kind, Past, reasoned
from kpis.frame.forms import ItemForm, OtherRowForm, SplitItemForm, item_initial
from reforms.models import ReformItem
from reforms.reasoned_form import ReasonedForm
from reforms.services.keeping_items import ItemWords, join_item, keep_item, split_item
from reforms.services.recording import Change
from reforms.services.redrafting import item_as_drafted


def _keep(item: ReformItem, form: ItemForm, change: Change) -> None:
    keep_item(item, form.words, version=form.cleaned_data["version"], change=change)


def _restore(item: ReformItem, form: ReasonedForm, change: Change) -> None:
    draft = item_as_drafted(item)
    words = ItemWords(draft.name, draft.number, draft.important_issue, draft.ministries, draft.lead_ministries)
    keep_item(item, words, version=form.cleaned_data["version"], change=change)


def _split_form(item: ReformItem, sent: Any) -> SplitItemForm:
    initial = item_initial(item) | {"name": "", "number": ""}
    return SplitItemForm(sent, initial=initial, item=item)


def _split(item: ReformItem, form: SplitItemForm, change: Change) -> None:
    asked = form.cleaned_data
    split_item(item, form.words, list(asked["pages"]), version=asked["version"], change=change)


def _join_form(item: ReformItem, sent: Any) -> OtherRowForm:
    others = ReformItem.objects.filter(edition=item.edition_id, retired_in=None).exclude(pk=item.pk)
    return OtherRowForm(sent, initial={"version": item.version}, rows=others.order_by("order"))


def _join(item: ReformItem, form: OtherRowForm, change: Change) -> None:
    join_item(item, into=form.cleaned_data["other"], version=form.cleaned_data["version"], change=change)


def _put_back(item: ReformItem, state: Any, version: int, change: Change) -> None:
    """The ministries stay those of today."""
    today = item_as_drafted(item)
    words = ItemWords(state.name, state.number, state.important_issue, today.ministries, today.lead_ministries)
    keep_item(item, words, version=version, change=change)


ITEMS = Kind(
    ReformItem,
    lambda words: words.item,
    lambda: ReformItem.objects.select_related("edition__programme", "retired_in"),
    (
        Act(
            "keep",
            "書き換える",
            "名称・番号・重要課題・府省庁を書き換えます。",
            "書き換える",
            lambda item, sent: ItemForm(sent, initial=item_initial(item)),
            _keep,
        ),
        Act(
            "split",
            "分ける",
            "様式の一部を移して、新しい項目にします。どちらも前の版の同じ項目から続くものになります。",
            "項目を分ける",
            _split_form,
            _split,
            lambda item: item.retired_in_id is None and item.sheets.count() > 1,
        ),
        Act(
            "join",
            "統合する",
            "この項目を終え、様式をほかの項目に移します。",
            "ほかの項目に統合する",
            _join_form,
            _join,
        ),
        END,
        Act(
            "restore",
            "戻す",
            "終えた項目を、いまの内容のまま戻します。",
            "この行を戻す",
            reasoned,
            _restore,
            lambda item: item.retired_in_id is not None,
        ),
    ),
    (Past("項目", lambda item: item, ("number", "name", "important_issue", "retired_in"), _put_back),),
)
