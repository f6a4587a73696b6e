"""Front-end packages from files: only those of the lock, and only as the lock says."""

import io
import json
import tarfile

import pytest

from scripts import tarballs


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a package that the lock names."""
    folder = tmp_path / "npm"
    folder.mkdir()
    with tarfile.open(folder / "tokens-1.0.0.tgz", "w:gz") as tarball:
        content = b":root{}"
        member = tarfile.TarInfo("package/dist/tokens.css")
        member.size = len(content)
        tarball.addfile(member, io.BytesIO(content))
    package = {"version": "1.0.0", "integrity": tarballs.integrity_of(folder / "tokens-1.0.0.tgz")}
    lock = {"packages": {"": {"name": "ours"}, "node_modules/@digital/tokens": package}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    monkeypatch.setattr(tarballs, "ROOT", tmp_path)
    return folder


def test_a_package_is_unpacked_under_its_name(folder, tmp_path):
    tarballs.unpack(folder, tmp_path / "node_modules")
    assert (tmp_path / "node_modules" / "@digital" / "tokens" / "dist" / "tokens.css").read_text() == ":root{}"


@pytest.mark.parametrize(
    "damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"x")], ids=["gone", "other"]
)
def test_a_package_that_is_not_the_one_of_the_lock_ends_the_program(folder, tmp_path, damage):
    damage(folder / "tokens-1.0.0.tgz")
    with pytest.raises(SystemExit, match=r"@digital/tokens 1\.0\.0"):
        tarballs.unpack(folder, tmp_path / "node_modules")
    assert not (tmp_path / "node_modules").exists()
