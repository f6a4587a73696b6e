"""`make offline`: a folder from which the tracker is installed where nothing can be downloaded.

    python -m scripts.pack_offline FOLDER

The committed files, the runtime packages as wheels for this Python and this machine, the front-end packages as
tarballs, and one page of instructions. `make run` and `make serve` find them beside themselves and install from them.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts import tarballs

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "offline"


def unpack_commit(target: Path) -> None:
    """The committed files, without their history."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    target.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", target], input=archive, check=True)


def fetch_wheels(target: Path) -> None:
    """The runtime packages of requirements.txt, whose hashes pip looks at, as wheels only: nothing is built there."""
    download = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "download",
        "--quiet",
        "--only-binary=:all:",
    ]
    subprocess.run([*download, "--require-hashes", "-r", ROOT / "requirements.txt", "-d", target], check=True)


def main() -> None:
    """Packs into a folder that is not there yet."""
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} はもうあります。消すか、別の場所を OFFLINE= で指定してください。")
    unpack_commit(target)
    (target / INSIDE).mkdir()
    fetch_wheels(target / INSIDE / "wheels")
    (target / INSIDE / "npm").mkdir()
    tarballs.fetch(target / INSIDE / "npm")
    shutil.copy(ROOT / "docs" / "offline.md", target / "INSTALL.md")
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"{target}（{size / 1e6:.0f} MB）。使い方は {target / 'INSTALL.md'} にあります。")


if __name__ == "__main__":
    main()
