"""Measurements in processes of their own: what one leaves behind slows no other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

Figures = dict[str, float]


def medians(measures: Sequence[str], rows: int, runs: int) -> tuple[Figures, Figures]:
    """Seconds and megabytes of each step of `scripts.bench.measure`."""
    found: dict[str, dict[str, list[float]]] = {"seconds": defaultdict(list), "megabytes": defaultdict(list)}
    for _ in range(runs):
        for measure in measures:
            for kind, figures in _measured(measure, rows).items():
                for step, value in figures.items():
                    found[kind][step].append(value)
    told = {kind: {step: median(values) for step, values in steps.items()} for kind, steps in found.items()}
    return told["seconds"], told["megabytes"]


def _measured(measure: str, rows: int) -> dict[str, Figures]:
    command = [sys.executable, "-m", "scripts.bench.measure", measure, str(rows)]
    print(f"{measure}, {rows:,} rows:", file=sys.stderr, flush=True)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Figures] = json.loads(done.stdout.splitlines()[-1])
    return told
