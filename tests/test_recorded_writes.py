"""No row with a history is written past `reforms.services.recording`: read from the source of every module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

from reforms.services.pointers import is_recorded

ROOT = Path(__file__).resolve().parent.parent
WRITES = frozenset({"bulk_create", "bulk_update", "save", "delete", "update", "create", "get_or_create", "add", "set"})
ON_ROWS = frozenset({"bulk_create", "bulk_update", "save", "delete"})
UNRECORDED = {model.__name__ for model in apps.get_models() if not is_recorded(model)}
DOOR = ROOT / "reforms" / "services" / "recording.py"
LET_BE = (
    "book.save",  # a workbook of openpyxl
    "row.file.storage.delete",  # a file
    "reference.py row.save",  # reference data has no history; which table a row is of only its file tells
)
MODULES = [
    path
    for app in ("reforms", "kpis", "importers")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts and path != DOOR
]


def test_every_module_writes_through_the_recording_services() -> None:
    found = [door for path in MODULES for door in side_doors(path.read_text(), path.relative_to(ROOT).as_posix())]
    assert [door for door in found if not door.endswith(LET_BE)] == []


@pytest.mark.parametrize(
    "source",
    [
        "Target.objects.bulk_create(rows)",
        "def f(rows):\n    KpiListing.objects.filter(pk=1).delete()",
        "def f(item: ReformItem):\n    item.save()",
        "def f(rows):\n    model = rows[0]\n    model._default_manager.bulk_update(rows, ['name'])",
        "ties = FormSheet.items.through\nties.objects.bulk_create([])",
        "KpiListing.objects.filter(pk=1).update(name='')",
        "Kpi.objects.create(name='')",
        "def f(sheet: FormSheet):\n    sheet.items.add(1)",
    ],
    ids=["rows", "a queryset", "an argument", "any model", "ties", "update", "create", "a tie"],
)
def test_a_side_door_is_found(source: str) -> None:
    assert side_doors(source, "x.py")


@pytest.mark.parametrize(
    "source",
    [
        "Publication.objects.bulk_create(rows)",
        "def f(document: SourceDocument):\n    document.delete()",
        "def f():\n    row = SourceIssue()\n    row.save()",
        "seen = set()\nseen.add(1)",
    ],
    ids=["a table without history", "its argument", "its row", "a set"],
)
def test_other_writes_are_let_be(source: str) -> None:
    assert side_doors(source, "x.py") == []


def side_doors(source: str, name: str) -> list[str]:
    """Where the source writes rows that are not certainly of a table without history: saving and deleting any row, and
    the other ways of writing where a model with a history begins the expression."""
    tree = ast.parse(source)
    origins = _origins(tree)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
            continue
        origin = _origin(node.func.value, origins)
        if origin in UNRECORDED or (node.func.attr not in ON_ROWS and not _is_recorded_name(origin)):
            continue
        found.append(f"{node.lineno} {name} {ast.unparse(node.func)}")
    return found


def _is_recorded_name(name: str) -> bool:
    return any(model.__name__ == name for model in apps.get_models() if is_recorded(model))


def _origins(tree: ast.Module) -> dict[str, ast.expr]:
    """What each name stands for: the annotation of an argument, or what was last assigned to it."""
    origins: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            origins[node.arg] = node.annotation
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            origins[node.targets[0].id] = node.value
    return origins


def _origin(node: ast.expr, origins: dict[str, ast.expr]) -> str:
    """The name that an expression begins with, names resolved as far as the module tells."""
    seen: set[str] = set()
    while True:
        if isinstance(node, ast.Name):
            if node.id not in origins or node.id in seen:
                return node.id
            seen.add(node.id)
            node = origins[node.id]
        elif isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return ast.unparse(node)
