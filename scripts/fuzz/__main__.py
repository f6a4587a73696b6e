"""Ask for what nobody would: `python -m scripts.fuzz [api] [readers] [forms]`, all three where none is named.

FUZZ_SECONDS  for all of them together (600)
FUZZ_SEED     the number that a finding names, to meet it again; another one each time

The database that DATABASE_URL names must be a new one: it is filled as the demo's is. Ends with 1 where an answer was
500 or a program ended with a traceback.
"""

from __future__ import annotations

import os
import random
import sys
from importlib import import_module

from scripts.serve import prepare_database

PARTS = ("api", "readers", "forms")
SECONDS = 600
SEEDS = 1_000_000


def main() -> None:
    """Fills the database, gives each part its share of the time, and tells what was found."""
    names = sys.argv[1:] or list(PARTS)
    if unknown := sorted(set(names) - set(PARTS)):
        sys.exit(f"知らない部分です: {'、'.join(unknown)}（{'、'.join(PARTS)} のどれか）。")
    seconds = int(os.environ.get("FUZZ_SECONDS", SECONDS)) // len(names)
    seed = int(os.environ.get("FUZZ_SEED", random.randrange(SEEDS)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpi_tracker.settings")
    prepare_database()
    found = 0
    for name in names:
        print(f"{name}: {seconds}秒、FUZZ_SEED={seed}", flush=True)
        # Only now: with Django ready their modules can name models.
        found += import_module(f"scripts.fuzz.{name}").fuzz(seconds, seed)
    print(f"見つかった誤り: {found}件")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
