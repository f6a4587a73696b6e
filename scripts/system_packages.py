"""See to the Debian packages that the tests need beside Python's and npm's.

Missing ones are installed where that is allowed (root, on a system with apt); elsewhere one line names them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library

from importers.published_forms.printing import FONTS, LIBRARIES, has_japanese_font
from scripts.throwaway_postgres import find_programs

APT_GET = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]


def find_missing_packages() -> list[str]:
    """The names of the Debian packages still to be installed."""
    missing = []
    if find_programs() is None:
        missing.append("postgresql-15")
    if shutil.which("chromium") is None:
        missing.append("chromium")
    if shutil.which("pdftotext") is None:
        missing.append("poppler-utils")
    missing += [package for library, package in LIBRARIES.items() if find_library(library) is None]
    if not has_japanese_font():
        missing += FONTS
    return missing


def install(packages: Sequence[str]) -> bool:
    """Whether apt-get could install the packages."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = [
        [*APT_GET, "update"],
        [*APT_GET, "install", "--yes", "--no-install-recommends", *packages],
    ]
    return all(subprocess.run(command, env=environment, check=False).returncode == 0 for command in commands)


def main() -> None:
    """Leave quietly once everything is there, else with exit code 1."""
    missing = find_missing_packages()
    if not missing:
        return
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_install and install(missing):
        return
    names = " ".join(missing)
    sys.exit(f"テストに必要なパッケージがありません: {names}（root で apt-get install {names} を実行してください）。")


if __name__ == "__main__":
    main()
