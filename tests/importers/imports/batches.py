"""Batches and planned rows for the tests of the screens, made without reading any file."""

from __future__ import annotations

import itertools

from django.contrib.auth.models import Permission

from importers.issues import Issue
from importers.models import ImportBatch, PreviewRow
from importers.plan import Candidate, CellChange, PlannedRow, row_as_json
from importers.services import receive_file
from reforms.models import User

State = ImportBatch.State
_numbers = itertools.count(1)
ERROR = Issue(
    "unreadable", "error", "target_raw", "目標値を読み取れません。数字を確かめてください。", raw="四百団体", cell="F7"
)
WARNING = Issue("unsure", "warning", "actual_raw", "時点が書かれていません。確かめてください。", raw="301団体")


def make_importer(**names: str) -> User:
    """A person who may import."""
    user = User.objects.create(username=f"importer{next(_numbers)}", **names)
    user.user_permissions.add(Permission.objects.get(codename="import_files"))
    return User.objects.get(pk=user.pk)


def make_batch(state: State = State.PREVIEW, *, by: User, name: str = "進捗.xlsx", **values: object) -> ImportBatch:
    """A batch in a state, its file kept. Of an applied one, who applied it and why are given unless told."""
    batch = receive_file(name, f"内容{next(_numbers)}".encode(), by=by)
    if state in (State.APPLIED, State.UNDOING, State.UNDONE, State.APPLYING):
        values = {"applied_by": by, "reason": "報告を受けたため", "applied_at": batch.uploaded_at} | values
    for field, value in ({"state": state, "fingerprint": "f" * 64} | values).items():
        setattr(batch, field, value)
    batch.save()
    return batch


def make_rows(batch: ImportBatch, *planned: PlannedRow) -> list[PreviewRow]:
    """Planned rows as `services.keep_preview` stores them."""
    first = batch.rows.count() + 1
    return PreviewRow.objects.bulk_create(
        PreviewRow(
            batch=batch,
            order=order,
            key=row.key,
            kind=row.kind,
            table=row.table,
            item=row.item,
            title=row.title,
            severity=min((issue.severity for issue in row.issues), default="", key=("error", "warning", "note").index),
            content=row_as_json(row),
        )
        for order, row in enumerate(planned, start=first)
    )


def planned(kind: str = "changed", **values: object) -> PlannedRow:
    """A planned KPI row; a changed one has one changed cell."""
    number = next(_numbers)
    changes = (CellChange("actual_raw", "実績値（時点）", "301団体", "370団体"),) if kind == "changed" else ()
    given = {
        "key": f"kpi:{number}",
        "table": "kpi",
        "row_id": "" if kind == "undecided" else f"2017-s01-k{number}",
        "item": "⑪民間委託等の加速",
        "title": f"指標{number}",
        "kind": kind,
        "changes": changes,
        "place": "シート「様式１」7行",
    }
    return PlannedRow(**(given | values))


def question(*row_ids: str, **values: object) -> PlannedRow:
    """A row of which a person must say whether it is one of the standing rows."""
    found = tuple(Candidate(row_id, f"名称{row_id}", 92, "名称がほぼ同じです") for row_id in row_ids)
    return planned("undecided", candidates=found, **values)
