"""What can be done to a row of the frame, as one page offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from reforms.reasoned_form import ReasonedForm
from reforms.services.frame import retire_rows
from reforms.services.keeping import held, newest_round, require_keeper
from reforms.services.recording import Change


@dataclass(frozen=True)
class Act:
    """form: of a row, from what was sent or None; run: with a valid form; is_offered: of a row as it stands."""

    name: str
    heading: str
    lead: str
    button: str
    form: Callable[[Any, Any], ReasonedForm]
    run: Callable[[Any, Any, Change], object]
    is_offered: Callable[[Any], bool] = lambda row: row.retired_in_id is None


@dataclass(frozen=True)
class Past:
    """What a row was: the states of one of the rows behind it. of: that row, None where there is none; columns: that
    are told; put_back: makes the row say what a state of it says, the version being the one that was seen."""

    heading: str
    of: Callable[[Any], Any]
    columns: tuple[str, ...]
    put_back: Callable[[Any, Any, int, Change], object]


@dataclass(frozen=True)
class Kind:
    """A kind of row. word: what an edition calls it, by its vocabulary; rows: with what its pages need."""

    model: type[Model]
    word: Callable[[Any], str]
    rows: Callable[[], QuerySet[Any]]
    acts: Sequence[Act]
    pasts: Sequence[Past]


def end_row(row: Any, form: ReasonedForm, change: Change) -> None:
    """Ends the row from the newest round of its edition on. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, row.edition)
    stored = held(row, form.cleaned_data["version"])
    retire_rows([stored], round=newest_round(row.edition), change=change)


def reasoned(row: Any, sent: Any) -> ReasonedForm:
    """A form that asks for nothing but the reason."""
    return ReasonedForm(sent, initial={"version": row.version})


END = Act(
    "end",
    "終える",
    "この調査回から公表されなくなり、次の年度に引き継がれません。これまでの記録は残り、あとで戻せます。",
    "この行を終える",
    reasoned,
    end_row,
)
