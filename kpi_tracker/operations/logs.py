"""Lines of the log as JSON. What people typed stays out: of an error its kind and where it happened are told."""

from __future__ import annotations

import datetime
import json
import logging
import traceback
from typing import Any

from kpi_tracker.operations.request_ids import REQUEST_ID

WITH_ADDRESSES = ("django.request", "django.security")
"""Loggers that put whole addresses into their lines; in one of them an invitation's key may stand."""


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, request (its id), and what else the line tells."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if record.name.startswith(WITH_ADDRESSES) else record.getMessage(),
            "request": REQUEST_ID.get(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, place = record.exc_info
            # The words of an error can quote a row (「Key (email)=(…) already exists」).
            told |= {"error": f"{kind.__module__}.{kind.__qualname__}", "trace": traceback.format_tb(place)}
        return json.dumps(told, ensure_ascii=False, default=str)


def json_logging() -> dict[str, Any]:
    """Everything to stderr as JSON, for `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
