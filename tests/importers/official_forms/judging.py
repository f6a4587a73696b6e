"""What a form should say and what was read from it, row by row, as plain values; white space does not count."""

from __future__ import annotations

KPI_FIELDS = (
    "tier",
    "label",
    "name",
    "group",
    "is_heading",
    "relisted",
    "target_raw",
    "actual_raw",
    "status",
    "note_raw",
)
READINGS = {"targets": ("kind", "value", "unit", "deadline_fy"), "actuals": ("kind", "value", "unit", "as_of")}


def said(sheets):
    """The content of the sheets: items, processes with their segments and who shares them, KPIs with their readings."""
    return [
        {
            "items": [_plain(item) for item in sheet.items],
            "item_no": sheet.item_no,
            "important_issue": _plain(sheet.important_issue),
            "processes": [_process(row, sheet.processes) for row in sheet.processes],
            "kpis": [_kpi(row) for row in sheet.kpis],
        }
        for sheet in sheets
    ]


def differences(got, wanted, path=""):
    """A line for each value that differs."""
    if isinstance(wanted, dict):
        return [line for key in wanted for line in differences(got[key], wanted[key], f"{path}/{key}")]
    if isinstance(wanted, list) and isinstance(got, list) and len(got) == len(wanted):
        return [
            line
            for index, pair in enumerate(zip(got, wanted, strict=True))
            for line in differences(*pair, f"{path}/{index}")
        ]
    return [] if got == wanted else [f"{path}: {got!r} instead of {wanted!r}"]


def _process(row, rows):
    holder = next((one for one in rows if one.order == row.shares_with), row)
    return {
        "process": _plain(row.process),
        "progress": _plain(holder.progress),
        "outlook": _plain(holder.outlook),
        "marks": list(holder.marks),
        "segments": [
            [_plain(part.label_raw), list(part.ministries), _plain(part.progress), _plain(part.outlook), part.mark]
            for part in holder.segments
        ],
        "shared with": [one.order for one in rows if (one.shares_with or one.order) == holder.order],
    }


def _kpi(row):
    read = {
        name: [[getattr(one, f) for f in fields] for one in getattr(row, name)] for name, fields in READINGS.items()
    }
    return {name: _plain(getattr(row, name)) for name in KPI_FIELDS} | read


def _plain(value):
    return "".join(value.split()) if isinstance(value, str) else value
