"""One measurement in a process of its own: `python -m scripts.bench.measure NAME ROWS` prints JSON.

Printed: {"seconds": {…}, "megabytes": {…}}, by the name of each step; megabytes: by how much the process grew at most.
Each step is told on stderr as soon as it is done.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import django

django.setup()

from openpyxl import load_workbook  # noqa: E402 - models can be imported only now

from importers import pipeline  # noqa: E402
from importers.models import ImportBatch  # noqa: E402
from importers.services import ask_to_apply, receive_file  # noqa: E402
from importers.workbook.guarded import read_workbook  # noqa: E402
from kpi_tracker.serving import collect_garbage_seldom  # noqa: E402
from reforms.models import FormSheet, ReformItem, ReportingRound, User  # noqa: E402
from scripts.bench.floor import empty_document, write_bare  # noqa: E402
from scripts.bench.opened import empty_round  # noqa: E402
from scripts.bench.peer import write_all  # noqa: E402
from scripts.bench.saving import seconds_of_saving  # noqa: E402
from scripts.bench.workbooks import ROWS_A_PAGE, Row, invented_rows, new_and_changed, workbook  # noqa: E402

MEGABYTE_IN_KILOBYTES = 1024
Told = dict[str, dict[str, float]]


class Measured:
    """Seconds and growth of the steps of a measurement."""

    def __init__(self) -> None:
        self.told: Told = {"seconds": {}, "megabytes": {}}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times what stands inside."""
        before, began = _most_memory(), time.perf_counter()
        yield
        self.told["seconds"][name] = time.perf_counter() - began
        self.told["megabytes"][name] = (_most_memory() - before) / MEGABYTE_IN_KILOBYTES
        seconds, megabytes = self.told["seconds"][name], self.told["megabytes"][name]
        print(f"  {name}: {seconds:.2f} s, {megabytes:.0f} MB more", file=sys.stderr, flush=True)


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure_reading(count: int, measured: Measured) -> None:
    """The floor: openpyxl, read-only and with defusedxml, hands out every cell and nothing is done with it."""
    data = workbook(invented_rows(count, seed=1), programme="計画", edition="版")
    with measured.step("read"):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        cells = sum(1 for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for _ in row)
    if cells < count:
        raise RuntimeError(f"the file has {cells} cells only")


def measure_new(count: int, measured: Measured) -> tuple[bytes, bytes]:
    """Our import of rows that are all new; the file that was imported, and the one with every actual changed."""
    collect_garbage_seldom()  # as the worker does; floors and peers are left as Python has it
    round, by = empty_round(), _importer()
    same, changed = _made_apart(count, round)
    batch = _received(same, by)
    with measured.step("preview of new rows"):
        pipeline.prepare(batch)
    with measured.step("apply new rows"):
        _apply(batch, by, expected={"new": count})
    return same, changed


def measure_import(count: int, measured: Measured) -> None:
    """Our import: all rows new, then the same file again, then every actual changed."""
    same, changed = measure_new(count, measured)
    by = _importer()
    batch = _received(same, by)
    with measured.step("unchanged file"):
        pipeline.prepare(batch)
        _apply(batch, by, expected={"new": 0, "changed": 0})
    batch = _received(changed, by)
    with measured.step("preview of changed rows"):
        pipeline.prepare(batch)
    with measured.step("apply changed rows"):
        _apply(batch, by, expected={"changed": count})


def _made_apart(count: int, round: ReportingRound) -> tuple[bytes, bytes]:
    """The files, made in another process: what making them takes must not hide what importing them takes."""
    names = {"programme": round.edition.programme.name, "edition": round.edition.name}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(new_and_changed, count, **names).result()


def measure_bare(count: int, measured: Measured) -> None:
    """The floor of writing: the same objects, the place of each cell among them, with nothing looked up or checked."""
    round = empty_round()
    rows = invented_rows(count, seed=1)
    pages = _pages(round, rows)
    document = empty_document()
    with measured.step("bare bulk_create_with_history"):
        write_bare(rows, round, pages, document)


def measure_peer(count: int, measured: Measured) -> None:
    """The peer: django-import-export with its defaults."""
    round = empty_round()
    rows = invented_rows(count, seed=1)
    pages = _pages(round, rows)
    with measured.step("django-import-export, defaults"):
        write_all(rows, round, pages)


def measure_saving(_: int, measured: Measured) -> None:
    """Saving rows one by one in the browser, whatever the number of rows of a file."""
    collect_garbage_seldom()  # as the server does, for the empty view as well
    measured.told["seconds"] |= seconds_of_saving()


def _importer() -> User:
    return User.objects.get_or_create(username="bench", is_superuser=True)[0]


def _pages(round: ReportingRound, rows: list[Row]) -> dict[int, FormSheet]:
    count = max(row.page for row in rows)
    items = ReformItem.objects.bulk_create(
        ReformItem(edition=round.edition, row_id=f"i{page}", order=page, name=f"改革項目その{page}")
        for page in range(1, count + 1)
    )
    sheets = FormSheet.objects.bulk_create(
        FormSheet(edition=round.edition, row_id=f"s{page}", order=page) for page in range(1, count + 1)
    )
    if len(items) * ROWS_A_PAGE < len(rows):
        raise RuntimeError("too few pages")
    return {sheet.order: sheet for sheet in sheets}


def _received(data: bytes, by: User) -> ImportBatch:
    read_workbook.cache_clear()  # each file comes in for the first time
    return receive_file("進捗.xlsx", data, by=by)


def _apply(batch: ImportBatch, by: User, *, expected: dict[str, int]) -> None:
    batch.refresh_from_db()
    if batch.state != ImportBatch.State.PREVIEW or any(
        batch.counts[kind] < count or (count == 0 and batch.counts[kind]) for kind, count in expected.items()
    ):
        raise RuntimeError(f"{batch.state}: {batch.counts} {batch.message}")
    ask_to_apply(batch, by=by, reason="測定")
    pipeline.apply(batch)
    batch.refresh_from_db()
    if batch.state != ImportBatch.State.APPLIED:
        raise RuntimeError(f"{batch.state}: {batch.message}")


MEASURES: dict[str, Callable[[int, Measured], object]] = {
    "reading": measure_reading,
    "new": measure_new,
    "import": measure_import,
    "bare": measure_bare,
    "peer": measure_peer,
    "saving": measure_saving,
}


def main() -> None:
    """Measures what the command line names."""
    measured = Measured()
    MEASURES[sys.argv[1]](int(sys.argv[2]), measured)
    print(json.dumps(measured.told, ensure_ascii=False))


if __name__ == "__main__":
    main()
