"""What OCR and extraction do to printed words: cut them, space them, misread them."""

from __future__ import annotations

import re
from random import Random

GARBAGE = ("36# T 10", "76#T10", "小 艺丁和", "ルサエロ", "9 F F", "隆", "•", "8. 4 Y", "芑丁")
SPACED_EXTRAS = re.compile(r"(?<=[0-9])(?=[0-9.])|(?<=[.,])|(?=[.,、。）)」】%])|(?<=[（(「【。])")


def cut(random: Random, text: str) -> tuple[str, str]:
    """Where extraction cuts a merged cell: after a particle, inside quotes, or at any letter."""
    places = [found.end() for found in re.finditer(r"(?<=..)(?:の|を|に)(?=[^ぁ-ん、。])|(?<=「..)..", text)]
    if not places or random.random() < 0.3:
        places = [place for place in range(4, len(text) - 4) if text[place - 1] != "。"]
    place = random.choice(places)
    return text[:place], text[place:]


def spaced(random: Random, text: str) -> str:
    """The text with spaces where the printed lines of a narrow column ended; some cells have none."""
    if random.random() < 0.4 or len(text) < 6:
        return text
    width = random.randint(6, 22)
    pieces, start = [], 0
    while start < len(text):
        end = start + width
        while end < len(text) and SPACED_EXTRAS.match(text, end):
            end += 1
        pieces.append(text[start:end])
        start = end
    return " ".join(pieces)


def noisy(random: Random, heading: str) -> str:
    """A heading as OCR leaves it: spaces in it, a bracket, or one letter read as another."""
    place = random.randrange(1, len(heading))
    wrong = random.choice("乙工屐抄孑标仴")
    return random.choice(
        (
            heading,
            f"{heading[:place]} {heading[place:]}",
            f"{heading[:place]}({heading[place:]}",
            heading if len(heading) < 4 else heading[:place] + wrong + heading[place + 1 :],
            heading if len(heading) < 7 else wrong + heading[1:place] + wrong + heading[place + 1 :],
        )
    )
