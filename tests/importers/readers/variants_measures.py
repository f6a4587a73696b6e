"""Lists of measures that nobody has printed, each with its answer: other words, numbers, headings, orders and damage.

`document(seed)` gives the text and the answer in the shape that `measures_agreement` compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.importers.readers import words_measures as words

Json = dict[str, Any]
EFFECTS = ("efficiency", "economy", "convenience", "safety")
LEFT = ["no", "name", "kpi_progress", "kpi_effect", "summary", "pillar", "timing"]
RIGHT = ["support", "budget", "urls", "policy_no", "ministries"]
ORDERS = (
    [*LEFT, *EFFECTS, *RIGHT],
    ["no", "policy_no", "name", *LEFT[2:], *EFFECTS, "support", "budget", "urls", "ministries"],
    [*LEFT, *EFFECTS, "support", "urls", "budget", "ministries", "policy_no"],
    ["no", "name", "ministries", "summary", *LEFT[2:4], "timing", "pillar", *EFFECTS, *RIGHT[:4]],
    ["no", "name", "kpi_effect", "kpi_progress", *LEFT[4:], *RIGHT[:3], *EFFECTS, "policy_no", "ministries"],
    [*LEFT, "safety", "convenience", "economy", "efficiency", *RIGHT],
)


@dataclass
class Style:
    """How one table is printed, and what extraction did to it."""

    order: list[str]
    html: bool
    marks_lost: bool
    leads_lost: bool
    timing: str
    stray_safety: bool
    heading_gaps: bool
    subject: str
    extra_columns: int
    wide_group: bool


@dataclass
class Row:
    """cells: by field as printed; answer: what a reader should make of them."""

    cells: dict[str, str]
    answer: Json
    effects: list[str] = field(default_factory=list)


def any_order(random: Random) -> list[str]:
    """The columns in an order that no form has printed; the four effects stay together."""
    names = [name for name in ORDERS[0] if name not in EFFECTS]
    random.shuffle(names)
    place = random.randrange(len(names) + 1)
    return [*names[:place], *random.sample(EFFECTS, len(EFFECTS)), *names[place:]]


def document(seed: int) -> tuple[str, list[Json]]:
    """A text of one to four tables, and the answer row by row."""
    random = Random(seed)
    lines: list[str] = []
    answers: list[Json] = []
    no = random.randrange(1, 60)
    for _ in range(random.randrange(1, 5)):
        style = _style(random)
        lines += ["", "", f"### Ⅳ {style.subject}の施策に関する国の施策一覧", "", *_headings(random, style)]
        for _ in range(random.randrange(4, 11)):
            row = _row(random, style, no)
            lines.append("\t".join(_printed(random, row, style)))
            answers.append(row.answer)
            no += 1
    return "\n".join(lines) + "\n", answers


def document_headings(order: list[str]) -> list[str]:
    """The two heading rows of an undamaged table in this order."""
    style = Style(order, False, False, False, "own", False, False, "市町村", 0, False)
    return _headings(Random(0), style)


def _style(random: Random) -> Style:
    usual = random.random() < 0.6
    return Style(
        order=ORDERS[0] if usual else random.choice((*ORDERS[1:], any_order(random))),
        html=random.random() < 0.4,
        marks_lost=random.random() < 0.5,
        leads_lost=random.random() < 0.2,
        timing=random.choice(["own", "second row", "absent", "behind effects"]) if usual else "own",
        stray_safety=usual and random.random() < 0.2,
        heading_gaps=random.random() < 0.3,
        subject=random.choice(["市町村", "都道府県", "事業者"]),
        extra_columns=random.choice([0, 0, 0, 1, 2]),
        wide_group=random.random() < 0.2,
    )


def _headings(random: Random, style: Style) -> list[str]:
    first: list[str] = []
    second: list[str] = []
    for name in style.order:
        if name == "timing" and style.timing != "own":
            continue
        if name in EFFECTS:
            if not any("期待される効果" in cell for cell in first):
                first.append(f"{style.subject}の取組により期待される効果")
                second += [words.TIMING_HEADING.format(style.subject)] * (style.timing == "second row")
                first += [""] * (style.timing == "second row")
            else:
                first.append("")
            second.append(words.EFFECT_HEADINGS[name])
        else:
            first.append(words.HEADINGS[name].format(style.subject))
            second.append("")
    if style.timing == "behind effects":
        place = max(place for place, cell in enumerate(second) if cell) + 1
        second[place:place] = [words.TIMING_HEADING.format(style.subject)]
        first[place:place] = [""]
    first += [""] * (style.extra_columns + style.wide_group)
    second += [""] * (style.extra_columns + style.wide_group)
    if style.stray_safety:
        place = second.index(words.EFFECT_HEADINGS["safety"])
        second = [*second[:place], *second[place + 1 :], second[place]]
    return ["\t".join(_gapped(random, cell, style) for cell in row) for row in (first, second)]


def _gapped(random: Random, cell: str, style: Style) -> str:
    """A heading with the spaces that a narrow column leaves."""
    if not style.heading_gaps or len(cell) < 8:
        return cell
    place = random.randrange(3, len(cell) - 2)
    return f"{cell[:place]} {cell[place:]}"


def _row(random: Random, style: Style, no: int) -> Row:
    progress, effect = _kpi_cell(random, style, "progress"), _kpi_cell(random, style, "effect")
    offices, leads = words.offices(random, style.leads_lost)
    name = words.measure(random)
    policy_no = f"{random.randrange(1, 13):02}-{no:02}"
    answer: Json = {
        "no": no,
        "name": name,
        "kpi_progress": progress.items,
        "kpi_effect": effect.items,
        "kpi_targets": [*progress.targets, *effect.targets],
        "undetermined_progress": progress.undetermined,
        "undetermined_effect": effect.undetermined,
        "policy_no": policy_no,
        "ministries": [office.lstrip("◎") for office in offices],
        "lead_ministries": leads,
    }
    cells = {
        "no": str(no),
        "name": name,
        "kpi_progress": progress.text,
        "kpi_effect": effect.text,
        "summary": words.summary(random, style.html),
        "policy_no": policy_no,
        "ministries": "、".join(offices),
    }
    row = Row(cells, answer)
    _add_municipal_part(random, row, style)
    return row


def _add_municipal_part(random: Random, row: Row, style: Style) -> None:
    """柱 to 参考URL, all of them blank on a row that concerns the State alone."""
    national = random.random() < 0.1
    marks = {} if national or style.marks_lost else {name: random.random() < 0.4 for name in EFFECTS}
    row.answer["effects"] = marks if any(marks.values()) else dict.fromkeys(EFFECTS)
    row.cells |= {name: "○" if marks.get(name) else "" for name in EFFECTS}
    if national:
        row.answer |= {"pillar": None, "timing": None, "support": None, "budget_projects": [], "urls": []}
        row.cells |= dict.fromkeys(("pillar", "timing", "support", "budget", "urls"), "")
        return
    pillar, timing = random.choice(words.PILLARS), words.timing(random)
    support_cell, support = words.support(random, style.html)
    budget_cell, budget = words.budget(random, style.html)
    url_cell, urls = words.urls(random, style.html)
    row.cells |= {"pillar": pillar, "timing": timing, "support": support_cell, "budget": budget_cell, "urls": url_cell}
    row.answer |= {"pillar": pillar, "timing": timing, "support": support, "budget_projects": budget, "urls": urls}


@dataclass
class _Kpis:
    text: str
    items: list[str]
    targets: list[Json]
    undetermined: bool


def _kpi_cell(random: Random, style: Style, side: str) -> _Kpis:
    if random.random() < 0.12:
        text = words.not_set(random)
        return _Kpis(text, [text], [], True)
    made = [words.kpi(random, side) for _ in range(random.choice([1, 1, 1, 2, 2, 3]))]
    items = [item for item, _ in made]
    if style.html and len(items) > 1:
        text = f"<ul> <li>{'</li> <li>'.join(items)}</li> </ul>"
    elif all(item.endswith(")") and targets for item, targets in made):
        text = random.choice(["", " "]).join(items)
    else:
        text = " ".join(items)
    return _Kpis(text, items, [target for _, targets in made for target in targets], False)


def _printed(random: Random, row: Row, style: Style) -> list[str]:
    """The cells of the row in the order of its table, with what extraction loses, adds and joins."""
    order = list(style.order)
    cells = dict(row.cells)
    usual = order == ORDERS[0]
    damage = random.random()
    without_budget = cells["budget"] in ("", "-") and ("http" in cells["urls"] or cells["urls"] == cells["budget"])
    if usual and damage < 0.2 and without_budget:
        order.remove("budget")
    elif usual and damage < 0.3 and "http" in cells["urls"] and "予算" in cells["budget"]:
        cells["budget"] = f"{cells['budget']} {cells['urls']}"
        order.remove("urls")
    elif usual and damage < 0.34:
        cells["policy_no"] = ""
        row.answer["policy_no"] = None
    printed = [cells[name] for name in order]
    if usual and 0.4 < damage < 0.5:
        place = order.index("efficiency")
        printed[place:place] = [""]
    if usual and style.marks_lost and 0.5 < damage < 0.6:
        printed.pop(order.index("safety"))
    if len(printed) == len(style.order) and random.random() < 0.15:
        _hurt(random, printed)
    return printed + [""] * random.choice([0, 0, 1, style.extra_columns])


def _hurt(random: Random, printed: list[str]) -> None:
    """Loses a cell, or adds a blank one, anywhere: what was printed stays the answer, so the row needs a flag."""
    place = random.randrange(len(printed))
    if random.random() < 0.6:
        printed.pop(place)
    else:
        printed.insert(place, "")
