"""What is counted for Prometheus."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from kpi_tracker.operations.figures import FiguresNow

SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
OURS = CollectorRegistry()
REQUESTS = Counter("kpi_tracker_requests", "Requests by view and status", ("view", "status"), registry=OURS)
DURATION = Histogram(
    "kpi_tracker_request_seconds", "Seconds a request takes, by view", ("view",), buckets=SECONDS, registry=OURS
)


def count_request(view: str, status: int, seconds: float) -> None:
    """Counts an answered request."""
    REQUESTS.labels(view, status).inc()
    DURATION.labels(view).observe(seconds)


def exposition() -> bytes:
    """Everything counted, by all processes of this server, in Prometheus's text format."""
    counted = OURS
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # several processes: scripts of gunicorn.conf.py
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(FiguresNow())
    return generate_latest(counted) + generate_latest(now)
