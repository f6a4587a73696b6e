"""What was asked before is not worked out again, whether it stands in memory or was put away."""

from __future__ import annotations

import errno

import pytest

from importers import remembered
from importers.remembered import Remembered
from importers.spool import NoRoom
from kpi_tracker.lib.targets import read_target_cell

WORDS = [f"{number}団体（2020年度）" for number in range(10)]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the function was asked; few answers are held and remembered."""
    monkeypatch.setattr(remembered, "HELD", 3)
    monkeypatch.setattr(remembered, "MOST", 20)
    return []


def reading(asked: list[str]) -> Remembered[object]:
    def read(words: str, name: str | None) -> object:
        asked.append(words)
        return read_target_cell(words, name)

    return Remembered(read)


def test_every_answer_is_the_functions_own_and_worked_out_once(asked: list[str]) -> None:
    read = reading(asked)
    for _ in range(2):
        assert [read(words, None) for words in WORDS] == [read_target_cell(words, None) for words in WORDS]
    assert asked == WORDS


def test_questions_of_one_hash_are_told_apart(asked: list[str]) -> None:
    same_hash = [-1, -2]  # CPython: hash(-1) == hash(-2), and so of the tuples that hold them
    read: Remembered[int] = Remembered(lambda number: number)
    assert [read(number) for number in (*same_hash, 3, 4, 5, *same_hash)] == [*same_hash, 3, 4, 5, *same_hash]


def test_what_is_too_much_to_remember_is_forgotten(asked: list[str]) -> None:
    read: Remembered[int] = Remembered(lambda number: asked.append(str(number)) or number)
    for number in range(30):
        assert read(number) == number
    assert (read(29), read(0), len(asked)) == (29, 0, 31)


def test_a_full_disk_is_told_of_and_the_next_question_answered(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    read = reading(asked)
    with monkeypatch.context() as broken:
        broken.setattr(remembered, "TemporaryFile", full)
        with pytest.raises(NoRoom, match="一時ファイルに書けません"):
            [read(words, None) for words in WORDS]
    assert read(WORDS[0], None) == read_target_cell(WORDS[0], None)
