"""How gunicorn serves: `gunicorn -c python:kpi_tracker.gunicorn_settings`, each line of its log as JSON.

BIND           address and port (default: 127.0.0.1:8000)
WEB_WORKERS    processes (default: 2); each answers WEB_THREADS requests at a time (default: 4)
"""

import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from kpi_tracker.environment import read_count
from kpi_tracker.operations.logs import json_logging

SHARED_MEMORY = Path("/dev/shm")

wsgi_app = "kpi_tracker.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = read_count("WEB_WORKERS", default=2)
threads = read_count("WEB_THREADS", default=4)
# One process loads the code, the others are its copies: they begin at once and share what stays as it was loaded.
preload_app = True
timeout = 60
graceful_timeout = 30
keepalive = 5
# A process is replaced after so many requests, not all at the same time: memory that was lost comes back.
max_requests = 5000
max_requests_jitter = 500
# The root of a container may be read-only: what workers write to show that they live stays in memory.
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
control_socket_disable = True  # it would be a file in the home folder
logconfig_dict = json_logging() | {"loggers": {"gunicorn.error": {"handlers": ["stderr"], "propagate": False}}}

# All processes of the server count together and keep pages for each other: prometheus_client and the settings look for
# the folders when they are imported.
shared = tempfile.mkdtemp(prefix="kpi-tracker-", dir=worker_tmp_dir)
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", shared)
os.environ.setdefault("PAGES_FOLDER", f"{shared}/pages")


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Forgets the gauges of a process that ended; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - once its folder is named

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Arbiter) -> None:
    """Leaves nothing behind."""
    shutil.rmtree(shared, ignore_errors=True)
