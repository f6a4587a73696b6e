"""The front-end packages of package-lock.json as files: fetched here, unpacked where npm can download nothing.

python -m scripts.tarballs FOLDER      unpacks those in the folder into node_modules
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = "node_modules/"


def locked() -> dict[str, tuple[str, str]]:
    """Version and integrity (「sha512-…」) of each package of the lock, by its name."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        place.removeprefix(INSTALLED): (package["version"], package["integrity"])
        for place, package in packages.items()
        if place
    }


def integrity_of(file: Path) -> str:
    """As a lock file writes it."""
    return f"sha512-{b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()}"


def fetch(folder: Path) -> None:
    """Downloads all of them. Ends the program where one is not what the lock says."""
    for name, (version, integrity) in locked().items():
        pack = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
        made = subprocess.run(pack, check=True, capture_output=True, text=True).stdout.split()[-1]
        if integrity_of(folder / made) != integrity:
            sys.exit(f"{name} が package-lock.json のチェックサムと合いません。")


def unpack(folder: Path, target: Path) -> None:
    """Puts all packages of the lock beneath `target`. Ends the program where one is missing or another."""
    files = {integrity_of(file): file for file in folder.glob("*.tgz")}
    for name, (version, integrity) in locked().items():
        if integrity not in files:
            sys.exit(f"{folder} に {name} {version} がないか、package-lock.json のチェックサムと合いません。")
        shutil.rmtree(target / name, ignore_errors=True)
        with tarfile.open(files[integrity]) as tarball:
            for member in tarball.getmembers():
                member.name = member.name.partition("/")[2]  # all lies in a folder, mostly named "package"
                tarball.extract(member, target / name, filter="data")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), ROOT / INSTALLED)
