"""What people, programs and broken files put where a word, a number or a day is asked for."""

from __future__ import annotations

from random import Random

LONG = "長" * 40_000
WORDS = (
    "",
    " ",
    "　",
    "\x00",
    "あ\x00い",
    "\r\n",
    "\ufeff",
    "\u202e右から",
    "\ufffe",
    "e\u0301\u0308",
    "🈂️👩‍👩‍👧",
    "𠮷野家",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%",
    "%s%n{0}{{ x }}",
    "../../etc/passwd",
    "=1+1",
    "null",
    "[]",
    '{"a": [1]}',
    "on",
    "-",
    ",",
    ",1,,2",
    "1-1-1",
    f"1-1-{10**20}",
    LONG,
)
NUMBERS = (
    "0",
    "-1",
    "1",
    "2147483648",
    "9223372036854775808",
    "9" * 40,
    "9" * 5_000,
    "1e309",
    "1e-400",
    "-0",
    "NaN",
    "Infinity",
    "１２３",
    "一二三",
    "²",
    "1_000",
    "0x10",
    "1,000.5.5",
    "約7,693万人",
    "▲１／０％",
)
DAYS = (
    "2018-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2018-13",
    "平成99年２月30日",
    "令和元年",
    "2018年度末",
    "24:00",
    "2018-12-20T25:61:61+99:00",
)
ALL = (*WORDS, *NUMBERS, *DAYS)


def word(random: Random) -> str:
    """One of them, at times two in a row."""
    first = random.choice(ALL)
    return first + random.choice(ALL) if random.random() < 0.1 else first
