"""What every row with a history has: who wrote each state of it, when, why and in which import."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class ReasonCode(models.TextChoices):
    """Why a value changes, as a code; the reason in words stands beside it."""

    ENTRY = "entry", "入力"
    UPDATE = "update", "実績更新"
    FINALISED = "finalised", "確報化"
    ERROR = "error", "誤記訂正"
    TARGET = "target", "目標見直し"
    DEFINITION = "definition", "定義変更"
    GRADE = "grade", "区分の判断"
    DOCUMENT = "document", "資料の取込み"
    UNDONE = "undone", "取消し"


class RecordedChange(models.Model):
    """変更履歴: one state of a row after a change. batch: the import that wrote it; None: a single change.

    overrides: whether an admin wrote it past a lock.
    """

    batch = models.UUIDField("取込み", null=True, blank=True, db_index=True)
    reason_code = models.CharField("変更の理由の種類", max_length=10, choices=ReasonCode, blank=True, default="")
    overrides = models.BooleanField("締切・確認済みの行への変更", default=False)

    class Meta:
        abstract = True


class RowHistory(HistoricalRecords):  # type: ignore[misc]  # the library comes without types
    """The history of a model's rows, written by `reforms.services.recording`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=(RecordedChange,), history_id_field=models.BigAutoField(), **options)

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        """The model's columns, without an index on each foreign key: a history is read by row or by import."""
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            if field.is_relation:
                field.db_index = False
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """The options of the history model, named in Japanese."""
        name = f"{model._meta.verbose_name}の変更履歴"
        options: dict[str, Any] = super().get_meta_options(model)
        return options | {"verbose_name": name, "verbose_name_plural": name}


class VersionedRow(models.Model):
    """A row that two people may edit at once. version: raised by every change, never lowered, by undoing neither."""

    version = models.PositiveIntegerField("版数", default=1, editable=False)

    class Meta:
        abstract = True
