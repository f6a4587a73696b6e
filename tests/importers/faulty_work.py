"""`python -m tests.importers.faulty_work ACT`: one act of an import in a process of its own, which may come to grief.

Each act prints what it left behind, unless it is killed: the batch's state and a digest of every table.
"""

import hashlib
import io
import os
import resource
import signal
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 - models can be imported only now
from django.utils import timezone  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

from importers import apply, pipeline  # noqa: E402
from importers.exporting import standard_workbook  # noqa: E402
from importers.models import ImportBatch  # noqa: E402
from importers.services import ask_to_apply, receive_file, resume  # noqa: E402
from reforms.models import ReportingRound, User  # noqa: E402
from tests.importers.comparing.editing import Sheet  # noqa: E402
from tests.tables import all_rows  # noqa: E402

NEW_ROWS = 400
REASON = "年次の報告"


def told(words: str) -> None:
    """Says something to the test that waits for it."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def begin() -> None:
    """Uploads a workbook with many new rows, previews it and says that it is to be applied."""
    (round,) = ReportingRound.objects.all()
    (by,) = User.objects.all()
    book = load_workbook(io.BytesIO(standard_workbook(round)))
    sheet = Sheet(book["KPI"])
    for number in range(NEW_ROWS):
        sheet.append(**{"様式番号": 1, "KPI名": f"新しい指標その{number}", "実績値（時点）": f"{number}件（2017年度）"})
    stream = io.BytesIO()
    book.save(stream)
    batch = receive_file("進捗.xlsx", stream.getvalue(), by=by)
    pipeline.prepare(batch)
    ask_to_apply(batch, by=by, reason=REASON)


def be_killed() -> None:
    """Is killed when half of the tables are written."""
    apply.record_snapshots = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    pipeline.apply(ImportBatch.objects.get())


def meet_a_full_disk() -> None:
    """Writes until no file may grow any longer."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    database = Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = 10")  # pages go to the disk as they are written, not at the end only
    resource.setrlimit(resource.RLIMIT_FSIZE, (database // 4, resource.RLIM_INFINITY))
    record = apply.record_snapshots

    def free_the_disk_after(*given: object, **named: object) -> None:
        try:
            record(*given, **named)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    apply.record_snapshots = free_the_disk_after
    pipeline.apply(ImportBatch.objects.get())


def lose_the_database() -> None:
    """Tells that half of the tables are written, and goes on once the database is said to be gone."""
    record = apply.record_snapshots

    def wait_before(*given: object, **named: object) -> None:
        told("half")
        sys.stdin.readline()
        record(*given, **named)

    apply.record_snapshots = wait_before
    pipeline.apply(ImportBatch.objects.get())


def try_again() -> None:
    """Takes up what was cut off, and applies it."""
    batch = ImportBatch.objects.get()
    if batch.state == ImportBatch.State.APPLYING:
        ImportBatch.objects.update(beat_at=timezone.now() - timedelta(hours=1))
        resume(ImportBatch.objects.get())
    ask_to_apply(batch, by=User.objects.get(), reason=REASON)
    pipeline.apply(batch)


def look() -> None:
    """Does nothing."""


if __name__ == "__main__":
    acts = (begin, be_killed, meet_a_full_disk, lose_the_database, try_again, look)
    {act.__name__: act for act in acts}[sys.argv[1]]()
    digest = hashlib.sha256(repr(all_rows()).encode()).hexdigest()
    told(f"{ImportBatch.objects.get().state} {digest}")
