"""What can be done to a 改革工程."""

from __future__ import annotations

from typing import Any

from kpis.frame.act import END, Act, Kind, Past, reasoned
from kpis.frame.forms import OtherRowForm, ProcessForm, SplitProcessForm
from reforms.models import ReformProcess
from reforms.reasoned_form import ReasonedForm
from reforms.services.keeping_processes import join_process, keep_process, split_process
from reforms.services.recording import Change


def _form(process: ReformProcess, sent: Any) -> ProcessForm:
    return ProcessForm(sent, initial={"version": process.version, "words": process.words})


def _keep(process: ReformProcess, form: ProcessForm, change: Change) -> None:
    keep_process(process, form.cleaned_data["words"], version=form.cleaned_data["version"], change=change)


def _restore(process: ReformProcess, form: ReasonedForm, change: Change) -> None:
    keep_process(process, process.words, version=form.cleaned_data["version"], change=change)


def _split_form(process: ReformProcess, sent: Any) -> SplitProcessForm:
    return SplitProcessForm(sent, initial={"version": process.version, "staying": process.words})


def _split(process: ReformProcess, form: SplitProcessForm, change: Change) -> None:
    asked = form.cleaned_data
    split_process(process, asked["staying"], asked["going"], version=asked["version"], change=change)


def _others(process: ReformProcess) -> Any:
    rows = ReformProcess.objects.filter(sheet=process.sheet_id, retired_in=None).exclude(pk=process.pk)
    return rows.order_by("order")


def _join_form(process: ReformProcess, sent: Any) -> OtherRowForm:
    return OtherRowForm(sent, initial={"version": process.version}, rows=_others(process))


def _join(process: ReformProcess, form: OtherRowForm, change: Change) -> None:
    asked = form.cleaned_data
    join_process(process, into=asked["other"], version=asked["version"], change=change)


def _put_back(process: ReformProcess, state: Any, version: int, change: Change) -> None:
    keep_process(process, state.words, version=version, change=change)


PROCESSES = Kind(
    ReformProcess,
    lambda words: words.process,
    lambda: ReformProcess.objects.select_related("edition__programme", "sheet", "retired_in"),
    (
        Act("keep", "書き換える", "工程の内容を書き換えます。", "書き換える", _form, _keep),
        Act(
            "split",
            "分ける",
            "一つの工程を二つに分けます。新しい工程には、同じ府省庁の入力欄ができます。",
            "工程を分ける",
            _split_form,
            _split,
        ),
        Act(
            "join",
            "統合する",
            "この工程の内容を同じ様式のほかの工程の後ろに加え、この工程を終えます。",
            "ほかの工程に統合する",
            _join_form,
            _join,
            lambda process: process.retired_in_id is None and _others(process).exists(),
        ),
        END,
        Act(
            "restore",
            "戻す",
            "終えた工程を、いまの内容のまま戻します。",
            "この行を戻す",
            reasoned,
            _restore,
            lambda process: process.retired_in_id is not None,
        ),
    ),
    (Past("工程", lambda process: process, ("words", "retired_in"), _put_back),),
)
