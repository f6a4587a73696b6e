"""The list of parts names what is delivered, and every licence is one that a ministry may use."""

import json
import re

from scripts.list_parts import ROOT, delivered, front_end_parts, licences_of, runtime_packages

LOCK = json.loads((ROOT / "package-lock.json").read_text())
# Free to use, change and hand on within a ministry; LGPL and MPL bind whoever changes the package itself.
KNOWN = re.compile(r"\bMIT\b|BSD|Apache|MPL|Mozilla|Python-2\.0|PSF|Python Software Foundation|LGPL|Lesser General")


def test_every_runtime_package_has_a_licence_that_may_be_used():
    licences = {package: licences_of(package) for package in runtime_packages()}
    assert {name: told for name, told in licences.items() if told and not KNOWN.search(told)} == {}


def test_front_end_packages_are_parts_with_version_licence_and_address():
    parts = front_end_parts(LOCK)
    assert {part["name"] for part in parts} == {"@digital-go-jp/design-tokens", "plotly.js-basic-dist-min"}
    assert all(KNOWN.search(part["licenses"][0]["license"]["id"]) for part in parts)
    assert parts[0]["purl"].startswith("pkg:npm/%40digital-go-jp/design-tokens@1.")


def test_what_only_development_needs_is_left_out_with_its_ties():
    bom = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": name, "bom-ref": name, "licenses": []} for name in ("Django", "pytest")],
        "dependencies": [{"ref": "root", "dependsOn": ["Django", "pytest"]}, {"ref": "pytest"}],
    }
    found = delivered(bom, {"django"}, [{"name": "tokens", "bom-ref": "npm:tokens@1"}])
    assert [one["name"] for one in found["components"]] == ["Django", "tokens"]
    assert found["dependencies"] == [{"ref": "root", "dependsOn": ["Django"]}]
