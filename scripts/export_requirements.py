"""Write requirements.txt from uv.lock: the runtime packages, pinned and hashed, each direct one with why it is here.

    python -m scripts.export_requirements [--check]

The reasons are the comments beside the dependencies in pyproject.toml. With --check nothing is written: the program
ends with one line where the file is not what the lock would give.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "requirements.txt"
HEADER = """\
# The runtime packages, written from uv.lock by `make requirements`. The plain way to install them:
#     pip install --require-hashes -r requirements.txt
"""
DEPENDENCY_LINE = re.compile(r'^ {4}"(?P<name>[A-Za-z0-9._-]+)[^"]*", # (?P<reason>.+)$', re.MULTILINE)
PINNED_LINE = re.compile(r"^(?P<name>[a-z0-9._-]+)==")


def read_reasons(pyproject: str) -> dict[str, str]:
    """Normalised package name → the comment beside it, for each line with a comment in the text of a pyproject.toml.

    >>> read_reasons('dependencies = [\\n    "Some_Package[extra]>=1", # because\\n]\\n')
    {'some-package': 'because'}
    """
    return {normalise_name(line["name"]): line["reason"] for line in DEPENDENCY_LINE.finditer(pyproject)}


def normalise_name(name: str) -> str:
    """The name as lock files write it (PEP 503).

    >>> normalise_name("dj_Database.url")
    'dj-database-url'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def find_unexplained(pyproject: str) -> list[str]:
    """The direct runtime dependencies without a reason beside them."""
    dependencies: list[str] = tomllib.loads(pyproject)["project"]["dependencies"]
    names = [normalise_name(re.split(r"[^A-Za-z0-9._-]", dependency)[0]) for dependency in dependencies]
    return sorted(set(names) - read_reasons(pyproject).keys())


def add_reasons(exported: str, reasons: dict[str, str]) -> str:
    """The requirements file `exported` with a comment line above each package that has a reason.

    >>> print(add_reasons("django==5.2.19", {"django": "the web framework"}))
    <BLANKLINE>
    # the web framework
    django==5.2.19
    """
    lines = []
    for line in exported.splitlines():
        pinned = PINNED_LINE.match(line)
        if pinned and pinned["name"] in reasons:
            lines += ["", f"# {reasons[pinned['name']]}"]
        lines.append(line)
    return "\n".join(lines)


def export_lock() -> str:
    """The runtime packages of uv.lock as uv writes them in the format of pip."""
    command = ["uv", "export", "--quiet", "--frozen", "--no-dev", "--no-header", "--no-annotate"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Write the file or, with --check, compare it."""
    pyproject = (ROOT / "pyproject.toml").read_text()
    unexplained = find_unexplained(pyproject)
    if unexplained:
        sys.exit(f"pyproject.toml: 理由の注記がない依存パッケージがあります: {', '.join(unexplained)}")
    wanted = f"{HEADER}{add_reasons(export_lock(), read_reasons(pyproject))}\n"
    if sys.argv[1:] != ["--check"]:
        TARGET.write_text(wanted)
    elif TARGET.read_text() != wanted:
        sys.exit("requirements.txt が uv.lock と合いません。make requirements を実行してください。")


if __name__ == "__main__":
    main()
