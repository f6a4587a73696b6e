import json
import subprocess
from pathlib import Path

from plotly.offline import get_plotlyjs_version

import scripts

ROOT = Path(scripts.__file__).parent.parent
SCRIPT = ROOT / "scripts" / "write_plotly_css.mjs"


def test_the_plotly_js_served_is_the_one_the_figures_are_validated_for():
    dependencies = json.loads((ROOT / "package.json").read_text())["dependencies"]

    assert dependencies["plotly.js-basic-dist-min"] == get_plotlyjs_version()


def test_the_style_rules_written_are_those_the_bundle_adds_in_the_order_they_count(tmp_path):
    bundle = tmp_path / "bundle.js"
    bundle.write_text(
        "const sheet = document.createElement('style').sheet;"
        "sheet.insertRule('.legend{cursor:pointer}', 0); sheet.insertRule('.title{margin:0}', 0);"
    )

    subprocess.run(["node", SCRIPT, bundle, tmp_path / "rules.css"], check=True)

    assert (tmp_path / "rules.css").read_text().splitlines() == [".title{margin:0}", ".legend{cursor:pointer}"]


def test_a_bundle_without_style_rules_is_refused(tmp_path):
    bundle = tmp_path / "bundle.js"
    bundle.write_text("const nothing = 1;")

    done = subprocess.run(["node", SCRIPT, bundle, tmp_path / "rules.css"], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "スタイル規則が見つかりません" in done.stderr
