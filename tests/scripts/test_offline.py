"""In the folder that `make offline` packs, nothing is asked of npm or uv."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import pack_offline

ROOT = Path(__file__).resolve().parents[2]


def test_make_installs_from_the_files_beside_it(tmp_path):
    for name in ("Makefile", "requirements.txt", "package-lock.json", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("offline/wheels", "offline/npm", "scripts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "scripts" / "write_plotly_css.mjs").touch()
    printed = subprocess.run(["make", "-n", "run"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "--no-index --find-links offline/wheels" in printed
    assert "scripts.tarballs offline/npm" in printed
    assert "npm ci" not in printed
    assert "uv sync" not in printed


def test_a_folder_that_is_there_is_not_packed_into(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["pack_offline", str(tmp_path)])
    with pytest.raises(SystemExit, match="もうあります"):
        pack_offline.main()
