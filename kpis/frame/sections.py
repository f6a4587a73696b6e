"""The acts of a row, each a section of its page with a form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from kpis.frame.act import Act, Kind
from kpis.frame.item_acts import ITEMS
from kpis.frame.kpi_acts import KPIS
from kpis.frame.process_acts import PROCESSES
from reforms.reasoned_form import ReasonedForm

KINDS = {"items": ITEMS, "processes": PROCESSES, "kpis": KPIS}


@dataclass(frozen=True)
class Section:
    """An act that is offered. theirs: label and value of each field that stands otherwise than it was sent."""

    name: str
    heading: str
    lead: str
    button: str
    url: str
    form: ReasonedForm
    is_open: bool = False
    theirs: tuple[tuple[str, str], ...] = ()


def kind_called(name: str) -> Kind:
    """The kind by its name in addresses; else there is no such page."""
    if name not in KINDS:
        raise Http404("このような行はありません。")
    return KINDS[name]


def act_called(kind: Kind, row: Any, name: str) -> Act:
    """An act that is offered of the row; else there is no such page."""
    for act in kind.acts:
        if act.name == name and act.is_offered(row):
            return act
    raise Http404("この行には、いまこの操作はできません。")


def sections(name: str, row: Any, sent: tuple[Act, ReasonedForm] | None = None) -> list[Section]:
    """What can be done to the row now. sent: an act that was refused, with the form that says why."""
    refused, form = sent or (None, None)
    return [
        _section(name, row, act, form if act is refused else None) for act in KINDS[name].acts if act.is_offered(row)
    ]


def _section(name: str, row: Any, act: Act, sent: ReasonedForm | None) -> Section:
    fresh = act.form(row, None)
    form = sent or fresh
    form.auto_id = f"{act.name}-%s"
    url = reverse("kpis:frame_act", args=(name, row.pk, act.name))
    is_open = sent is not None or act.name == "keep"
    theirs = _theirs(sent, fresh) if sent else ()
    return Section(act.name, act.heading, act.lead, act.button, url, form, is_open, theirs)


def _theirs(sent: ReasonedForm, fresh: ReasonedForm) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(field.label), str(stands))
        for name, field in sent.fields.items()
        if not field.widget.is_hidden
        and isinstance(stands := fresh.initial.get(name), str)
        and stands.split() != str(sent.data.get(name, "")).split()
    )
