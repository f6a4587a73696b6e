"""Rows of two publications, as plain records."""

import itertools
from decimal import Decimal

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.comparison.records import ComparedCell, ComparedItem, ComparedKpi, ComparedProcess, PrintedGrade

keys = itertools.count(1)
A, B, OTHER_A = PrintedGrade(1, "A"), PrintedGrade(1, "B"), PrintedGrade(2, "A")


def goal(value, deadline=None, **other):
    """A target of so many 団体."""
    return TargetReading("numeric", Decimal(value), "団体", ">=", deadline_fy=deadline, **other)


def value(number, as_of="2016-04", kind="final", **other):
    """So many 団体 at that time."""
    return ActualReading(Decimal(number), other.pop("unit", "団体"), as_of=as_of, kind=kind, **other)


def kpi(of=1, items=(1,), name="窓口業務の委託", **other):
    """A KPI row; target="…" with target_words of its own."""
    key = next(keys)
    return ComparedKpi(key=key, listing=other.pop("listing", key), kpi=of, items=items, name=name, **other)


def targeting(*targets, words=None):
    """A KPI row with these targets."""
    return kpi(target_words=words if words is not None else str(targets), targets=targets)


def cell(*processes, items=(1,), **other):
    """A progress cell; a process is a root with its words, and whether its continuation is only proposed."""
    return ComparedCell(
        key=next(keys),
        items=items,
        processes=tuple(
            ComparedProcess(next(keys), root, words, is_proposed=proposed == ["?"])
            for root, words, *proposed in processes
        ),
        **other,
    )


def item(root, name="項目", **other):
    """An item; printed in the order of its making."""
    key = next(keys)
    return ComparedItem(key, key, root, key, "", name, **other)
