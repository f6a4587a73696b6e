"""An import that takes its time, as an admin sends it, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse

from importers.models import ImportBatch
from importers.tasks import AT_ONCE
from kpis.models import KpiListing, ProgressSnapshot
from reforms.models import ReportingRound
from reforms.models.recorded import RecordedChange
from scripts.bench.opened import empty_round
from scripts.bench.workbooks import invented_rows, workbook
from scripts.chaos.browser import Answer, Browser
from scripts.chaos.database import await_row
from scripts.chaos.site import Site

ROWS = 3_000
State = ImportBatch.State
WRITES_ROWS = """
SELECT 1 FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = %s AND mode = 'RowExclusiveLock'
"""


@dataclass(frozen=True)
class Import:
    """A file of new KPI rows for an empty round."""

    site: Site
    browser: Browser
    round: ReportingRound
    batch: ImportBatch

    @property
    def state(self) -> str:
        """The state of the batch as it is stored."""
        self.batch.refresh_from_db()
        return self.batch.state

    def act(self, name: str, **values: str) -> Answer:
        """The answer to one of the batch's forms."""
        return self.browser.send(reverse(f"importers:{name}", args=(self.batch.pk,)), values)

    def confirm(self) -> Answer:
        """The answer to the confirmed preview, which the worker then writes."""
        self.batch.refresh_from_db()
        return self.act("apply", reason="年次の報告", fingerprint=self.batch.fingerprint)

    def await_state(self, state: State) -> None:
        """Waits for the worker."""
        self.site.await_promise(lambda: self.state == state, f"取込みが「{state.label}」にならない")

    def await_half_written(self) -> None:
        """Waits until the worker's transaction has begun to write KPI rows."""
        await_row(WRITES_ROWS, (KpiListing._meta.db_table,))

    def require_nothing_written(self) -> None:
        """Notes whatever is left of an import that did not come to its end."""
        left = {name: count for name, count in self._written().items() if count}
        self.site.require(not left, f"取込みが半端に残った：{left}")

    def require_all_written(self) -> None:
        """Notes where rows are missing."""
        self.site.require(self._written()["KpiListing"] == ROWS, "取り込んだ行が足りない")

    def _written(self) -> dict[str, int]:
        histories = [model for model in apps.get_models() if issubclass(model, RecordedChange)]
        found = {model.__name__: model._default_manager.filter(batch=self.batch.pk).count() for model in histories}
        return found | {
            "KpiListing": KpiListing.objects.filter(edition=self.round.edition).count(),
            "ProgressSnapshot": ProgressSnapshot.objects.filter(round=self.round).count(),
        }


def previewed_import(site: Site) -> Import:
    """A file that the admin has sent and the worker has read."""
    round = empty_round()
    data = workbook(invented_rows(ROWS, seed=1), programme=round.edition.programme.name, edition=round.edition.name)
    browser = site.browser_of(site.people.admin)
    answer = browser.upload(reverse("importers:receive"), {}, "chosen", data, "進捗.xlsx")
    batch = ImportBatch.objects.get(pk=answer.location.strip("/").rpartition("/")[2])
    sent = Import(site, browser, round, batch)
    site.require(batch.size > AT_ONCE, "ファイルが小さく、作業係の仕事にならない")
    sent.await_state(State.PREVIEW)
    return sent
