"""Contradictions between what documents print: one small function a check, on plain records of what is published.

Pure: neither Django nor our models. docs/checks.md lists the checks.
"""

from kpis.checks.registry import CHECKS, run_all

__all__ = ["CHECKS", "run_all"]
