"""How often a second a visitor who has the dashboard is answered, beside one who has not.

    HTTPS=0 LOG_FORMAT=text python -m scripts.throwaway_postgres python -m scripts.bench.repeats

The published years of fixtures/, both visitors in turns, through every middleware. Prints a row of Markdown.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from statistics import median

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models can be imported only now
from django.test import Client, override_settings  # noqa: E402

from scripts.bench.judged import Judged  # noqa: E402

PAGE = "/dashboard/"
RUNS, PAGES, REPEATS = 5, 10, 200
LEAST = 10


def main() -> None:
    """Loads, measures and prints."""
    call_command("migrate", verbosity=0)
    call_command("load_sources", verbosity=0)
    override_settings(ALLOWED_HOSTS=["testserver"], SECRET_KEY="only-for-the-benchmark").enable()
    override_settings(
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    ).enable()
    tag = Client().get(PAGE).headers["ETag"]
    measured = [
        (per_second(PAGES, "", HTTPStatus.OK), per_second(REPEATS, tag, HTTPStatus.NOT_MODIFIED)) for _ in range(RUNS)
    ]
    whole, repeated = (median(figures) for figures in zip(*measured, strict=True))
    print(f"requests a second: {whole:.0f} whole, {repeated:.0f} repeated")
    print(Judged("dashboard with ETag, repeated / whole", repeated / whole, "≥", LEAST, digits=0))


def per_second(times: int, tag: str, wanted: HTTPStatus) -> float:
    """Requests a second of a visitor who sends the tag."""
    client = Client(headers={"If-None-Match": tag})
    began = time.perf_counter()
    for _ in range(times):
        status = client.get(PAGE).status_code
        if status != wanted:
            raise RuntimeError(f"{PAGE} {status}")
    return times / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
