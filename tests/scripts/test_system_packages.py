import pytest

from scripts import system_packages


def test_a_missing_package_that_may_not_be_installed_is_named_in_one_line(monkeypatch):
    monkeypatch.setattr(system_packages, "find_programs", lambda: None)
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)  # no chromium, no fc-list, no apt-get

    monkeypatch.setattr(system_packages, "find_library", lambda _name: None)

    with pytest.raises(
        SystemExit, match=r"postgresql-15 chromium poppler-utils libpango-1.0-0 .* fonts-noto-cjk"
    ) as ending:
        system_packages.main()

    assert "\n" not in str(ending.value)


def test_a_machine_with_everything_is_left_alone(monkeypatch):
    monkeypatch.setattr(system_packages, "find_missing_packages", list)
    monkeypatch.setattr(system_packages.subprocess, "run", None)  # calling it would fail

    assert system_packages.main() is None
