import json
import re
from pathlib import Path

import scripts

ROOT = Path(scripts.__file__).parent.parent


def test_the_python_lock_leads_to_the_public_registry_only():
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text()))

    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_the_npm_lock_pins_each_package_by_its_hash_and_names_no_other_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = [entry for folder, entry in packages.items() if folder]

    assert installed
    assert all(entry["integrity"].startswith("sha512-") for entry in installed)
    assert {entry.get("resolved", "https://registry.npmjs.org/").split("/")[2] for entry in installed} == {
        "registry.npmjs.org"
    }
