"""The worker is killed in the middle of an import; one such import is dropped, another resumed."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone

from importers.models import ImportBatch
from importers.services import STALE
from scripts.chaos.imports import Import, State, previewed_import
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck


def strike(site: Site) -> Struck:
    """It works again once the second import is applied."""
    dropped = previewed_import(site)
    _kill_in(dropped)
    site.start_worker()
    dropped.act("drop")
    site.require(dropped.state == State.DROPPED, "途中で切れた取込みを取りやめられない")
    dropped.require_nothing_written()

    resumed = previewed_import(site)
    _kill_in(resumed)
    over_at = time.monotonic()
    site.start_worker()
    resumed.act("resume")
    site.require(resumed.state == State.PREVIEW, "途中で切れた取込みを再開できない")
    resumed.require_nothing_written()
    resumed.confirm()
    resumed.await_state(State.APPLIED)
    resumed.require_all_written()
    return Struck(over_at, time.monotonic())


def _kill_in(sent: Import) -> None:
    sent.confirm()
    sent.await_half_written()
    sent.site.worker.kill()
    sent.site.worker.wait()
    sent.site.require(sent.state == State.APPLYING, "取込みの状態が分からない")
    _let_time_pass(sent)


def _let_time_pass(sent: Import) -> None:
    """A batch may be taken up by somebody else once its work has said nothing for a while."""
    ImportBatch.objects.filter(pk=sent.batch.pk).update(beat_at=timezone.now() - STALE - timedelta(seconds=1))
