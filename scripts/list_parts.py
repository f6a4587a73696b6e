"""`make sbom`: the parts that the tracker is delivered with, and their licences, as CycloneDX.

    python -m scripts.list_parts FILE

Python packages as they are installed, but only those of requirements.txt; front-end packages as the lock names them.
"""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.export_requirements import normalise_name

ROOT = Path(__file__).resolve().parent.parent
Part = dict[str, Any]
# Their metadata name none; found in the LICENSE that they bring.
TOLD_ELSEWHERE = {"pyrage": "MIT"}


def runtime_packages() -> set[str]:
    """The names in requirements.txt."""
    return {normalise_name(name) for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.M)}


def front_end_parts(lock: Part) -> list[Part]:
    """The packages of a package-lock.json as components."""
    return [_front_end_part(place.partition("/")[2], one) for place, one in lock["packages"].items() if place]


def licences_of(package: str) -> str:
    """What an installed package's own metadata say of its licence; "" where it is not installed on this system."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return ""
    classifiers = [one for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    written = [one.partition("\n")[0] for name in ("License-Expression", "License") for one in told.get_all(name, [])]
    return " | ".join(filter(None, [*written, *classifiers])) or TOLD_ELSEWHERE.get(package, "unknown")


def delivered(bom: Part, packages: set[str], further: list[Part]) -> Part:
    """The list of parts without what only development needs, and with the further ones."""
    parts = [one for one in bom["components"] if normalise_name(one["name"]) in packages]
    for part in parts:
        if "licenses" not in part:
            part["licenses"] = [{"license": {"id": TOLD_ELSEWHERE[part["name"]]}}]
    kept = {one["bom-ref"] for one in [*parts, *further]} | {bom["metadata"]["component"]["bom-ref"]}
    ties = [
        one | {"dependsOn": [ref for ref in one.get("dependsOn", []) if ref in kept]}
        for one in bom["dependencies"]
        if one["ref"] in kept
    ]
    return bom | {"components": [*parts, *further], "dependencies": ties}


def _front_end_part(name: str, locked: Part) -> Part:
    return {
        "type": "library",
        "bom-ref": f"npm:{name}@{locked['version']}",
        "name": name,
        "version": locked["version"],
        "licenses": [{"license": {"id": locked["license"]}}],
        "purl": f"pkg:npm/{name.replace('@', '%40')}@{locked['version']}",
    }


def main() -> None:
    """Writes the list, once it is valid."""
    target = Path(sys.argv[1])
    ask = ["cyclonedx-py", "environment", sys.executable, "--pyproject", "pyproject.toml", "--output-reproducible"]
    installed = subprocess.run(ask, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    further = front_end_parts(json.loads((ROOT / "package-lock.json").read_text()))
    text = json.dumps(delivered(json.loads(installed), runtime_packages(), further), ensure_ascii=False, indent=1)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        sys.exit(f"部品表が CycloneDX 1.6 の形になりません：{fault}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    print(f"{target}：部品{len(json.loads(text)['components'])}点")


if __name__ == "__main__":
    main()
