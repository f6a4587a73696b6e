"""Prints invented content as a document of the 2016 layout, with the damage that OCR does, and keeps the answer.

Every word, number, line width, column shift, lost label and cut cell comes from one seed, so a failing seed repeats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.importers.readers.damage_2016 import GARBAGE, cut, noisy, spaced
from tests.importers.readers.words_2016 import (
    ACTS,
    HOLDERS,
    SUBJECTS,
    actual_of,
    outlook_words,
    process_words,
    progress_words,
    target_of,
)


@dataclass
class Printer:
    """The lines printed so far, and the answer to them."""

    random: Random
    lines: list[str] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)

    @property
    def next_line(self) -> int:
        """The 1-based number of the line that comes next."""
        return len(self.lines) + 1

    def blank(self) -> None:
        """One to three lines between things, as the extraction leaves them."""
        self.lines += ["", *self.random.choice(([], [" "], ["", ""]))]

    def row(self, *cells: str, left: int = 0, right: int = 0) -> None:
        """A tab-separated row; left and right: empty columns that the table has more."""
        self.lines.append("\t".join(["" for _ in range(left)] + list(cells) + ["" for _ in range(right)]))


def document(seed: int) -> tuple[str, dict[str, Any]]:
    """The text of a document and its answer, in the shape of `as_json` as far as a reader decides it."""
    random = Random(seed)
    printer = Printer(random)
    as_of = f"{random.randint(2015, 2024)}年末時点"
    for _ in range(random.randint(2, 6)):
        _print_page(printer, as_of)
    return "\n".join(printer.lines), {"as_of": as_of, "sheets": printer.sheets}


def _print_page(printer: Printer, as_of: str) -> None:
    random = printer.random
    sheet: dict[str, Any] = {"items": [], "processes": [], "kpis": []}
    printer.blank()
    _print_items(printer, sheet)
    printer.blank()
    printer.lines.append(f"{random.choice(('', '_'))}改革工程の進捗状況({as_of}){random.choice(('', '-', ' .'))}")
    printer.lines.append("")
    _print_processes(printer, sheet["processes"])
    if random.random() < 0.9:
        printer.blank()
        if random.random() < 0.3:
            printer.row(f"KPIの状況({as_of})", right=4)
        _print_kpis(printer, sheet["kpis"])
    printer.sheets.append(sheet)


def _print_items(printer: Printer, sheet: dict[str, Any]) -> None:
    random = printer.random
    for number in range(random.choice((1, 1, 1, 2))):
        subject, act = random.choice(SUBJECTS), random.choice(ACTS)
        item = f"{subject}に係る{act}や費用の「見える化」を通じた{random.choice(SUBJECTS)}の適正化の推進"
        sheet["items"].append(item)
        halves = [item] if random.random() < 0.6 else item.split("通じた")
        if len(halves) == 2:
            halves[0] += "通じた"
        prefix = random.choice(("改革項目: ", "改 革項目：", "改革頂目: ")) if number == 0 else ""
        printer.lines.append(prefix + halves[0])
        for half in halves[1:]:
            printer.lines += ["", half]
        printer.lines.append("")


def _print_processes(printer: Printer, answer: list[dict[str, Any]]) -> None:
    random = printer.random
    frame = {"left": random.choice((0, 0, 0, 1)), "right": random.randint(0, 2)}
    printer.row(random.choice(GARBAGE), noisy(random, "改革工程の進捗"), "", **frame)
    corner = random.choice(("改革工程", "改革工程 ", "", "改革エ程"))
    printer.row(corner, noisy(random, "進捗状況"), noisy(random, "今後の進展について"), **frame)
    for _ in range(random.randint(2, 5)):
        kind = random.choice(("plain", "plain", "plain", "shared", "bulleted", "dash"))
        {"plain": _plain, "shared": _shared, "bulleted": _bulleted, "dash": _dash}[kind](printer, answer, frame)


def _plain(printer: Printer, answer: list[dict[str, Any]], frame: dict[str, int]) -> None:
    texts = (process_words(printer.random), progress_words(printer.random), outlook_words(printer.random))
    _answer_process(printer, answer, *texts)
    printer.row(*(spaced(printer.random, text) for text in texts), **frame)


def _dash(printer: Printer, answer: list[dict[str, Any]], frame: dict[str, int]) -> None:
    process, outlook = process_words(printer.random), outlook_words(printer.random)
    _answer_process(printer, answer, process, None, outlook)
    printer.row(spaced(printer.random, process), printer.random.choice("-－―"), outlook, **frame)


def _shared(printer: Printer, answer: list[dict[str, Any]], frame: dict[str, int]) -> None:
    """Two processes beside one merged progress and one merged outlook cell, both cut."""
    random = printer.random
    first, second, progress, outlook = (
        process_words(random),
        process_words(random),
        progress_words(random),
        outlook_words(random),
    )
    above, below = cut(random, progress), cut(random, outlook)
    _answer_process(printer, answer, first, progress, outlook)
    printer.row(first, above[0], below[0], **frame)
    _answer_process(printer, answer, second, progress, outlook)
    printer.row(spaced(random, second), above[1], below[1], **frame)


def _bulleted(printer: Printer, answer: list[dict[str, Any]], frame: dict[str, int]) -> None:
    """One process whose list is cut before a bullet, its progress in the middle of a sentence."""
    random = printer.random
    head = f"{random.choice(SUBJECTS)}について、以下の取組等を通じ推進 ・{process_words(random)}"
    tail = f"{random.choice('・·')}{process_words(random)}"
    progress, outlook = progress_words(random), outlook_words(random)
    above = cut(random, progress)
    _answer_process(printer, answer, f"{head} {tail}", progress, outlook)
    printer.row(spaced(random, head), above[0], outlook, **frame)
    printer.row(tail, above[1], "", **frame)


def _answer_process(printer: Printer, answer: list[dict[str, Any]], *texts: str | None) -> None:
    line = printer.next_line
    answer.append({"lines": [line, line], **dict(zip(("process", "progress", "outlook"), texts, strict=True))})


def _print_kpis(printer: Printer, answer: list[dict[str, Any]]) -> None:
    random = printer.random
    frame = {"left": random.choice((0, 0, 0, 1)), "right": random.randint(0, 2)}
    _print_kpi_heading(printer, frame)
    first, second = random.randint(1, 4), random.randint(0, 2)
    if random.random() < 0.1:
        printer.row("第一階層", "-", random.choice("-1|"), "-", "-", **frame)
        printer.row("第二階層", "-", "-", "-", "-", **frame)
        return
    labels = [*_tier_labels(random, 1, first), *_tier_labels(random, 2, second)]
    rows = [_kpi(random, 1 if index < first else 2) for index in range(first + second)]
    if first >= 3 and random.random() < 0.4:
        _make_heading(random, rows[:first])
    if first >= 2 and not rows[0]["is_heading"] and random.random() < 0.4:
        _share_note(random, rows)
    for label, row in zip(labels, rows, strict=True):
        cells = row.pop("printed")
        answer.append({**row, "lines": [printer.next_line] * 2})
        _print_kpi_row(printer, [label, *cells], frame, is_plain=not row["is_heading"] and bool(row["name"]))


def _print_kpi_row(printer: Printer, cells: list[str], frame: dict[str, int], *, is_plain: bool) -> None:
    """The row as it is; or its name or target cut over two rows; or a page break below it."""
    random = printer.random
    way = random.random()
    name, target = cells[1], cells[2]
    if is_plain and way < 0.05 and "を" in name[3:-3]:
        place = name.index("を", 3) + 1
        printer.row(cells[0], name[:place], *cells[2:], **frame)
        printer.row("", name[place:], "", "", "", **frame)
    elif is_plain and way < 0.1 and "までに" in target:
        place = target.index("までに") + 3
        printer.row(cells[0], name, target[:place], *cells[3:], **frame)
        printer.row("", "", target[place:], "", "", **frame)
    else:
        printer.row(*cells, **frame)
    if random.random() < 0.05:
        printer.lines += ["", " ", ""]


def _print_kpi_heading(printer: Printer, frame: dict[str, int]) -> None:
    random = printer.random
    kpi = random.choice(("K PI", "KPI", "K P I", "K P l"))
    year = random.randint(2015, 2024)
    actual = f"実績値 ({year}年度又は直近値)"
    words = random.choice(("進捗状況·今後の対応", "進捗状況・今後の対応", "進歩状況・今後の対応"))
    note = f"{words} ({year}年度実績の把握時期を含む)"
    upper = random.choice(
        (
            ("", "", "目標値", "K PIの進捗", ""),
            (kpi, "", "日標値", "K P I O", "進捗"),
            ("", random.choice(GARBAGE), "", "KPIの進捗", ""),
            ("", "", "", "", "KPIの進捗"),
        )
    )
    lower = random.choice(
        (
            ("", kpi, "(達成時期)", actual, note),
            ("", f"{kpi} 日標 (達成時", "", actual, note),
            (kpi, "", "目標値 (達成時期)", actual, note),
            ("", kpi, "", actual, note),
        )
    )
    printer.row(*upper, **frame)
    printer.row(*lower, **frame)


def _tier_labels(random: Random, tier: int, rows: int) -> list[str]:
    """The pieces that a merged tier cell leaves in its rows; of the second tier the first row always says 二."""
    numeral = "一二"[tier - 1]
    ways = [[f"第{numeral}階層"] * rows, [f"第{numeral}階層", *[""] * (rows - 1)]]
    if rows >= 2:
        ways.append([f"第{numeral}", "階層", *[""] * (rows - 2)])
    if rows >= 3 and tier == 1:
        ways += [["第", "階", "層", *[""] * (rows - 3)], ["", "第一階層", *[""] * (rows - 2)]]
    if tier == 2:
        ways += [["第ニ階層"] * rows, ["第2階層", *[""] * (rows - 1)]]
    if rows >= 4 and tier == 1:
        ways.append(["", "第", "隆", *[""] * (rows - 3)])
    return random.choice(ways)[:rows]


def _kpi(random: Random, tier: int) -> dict[str, Any]:
    holder, unit = random.choice(list(HOLDERS.items()))
    name = f"{random.choice(SUBJECTS)}の{random.choice(ACTS)}を実施した{holder}数"
    relisted = random.random() < 0.2
    target, targets = target_of(random, unit)
    actual, actuals = actual_of(random, unit)
    note = f"{random.randint(2016, 2025)}年度の実績は{random.randint(2016, 2025)}年{random.randint(1, 12)}月頃に把握。"
    printed_name = name + (random.choice(("【再掲】", "[再掲]", "[再 掲]")) if relisted else "")
    row: dict[str, Any] = {"tier": tier, "relisted": relisted, "is_heading": False, "name": name}
    row |= {"target_raw": target, "actual_raw": actual, "note_raw": note, "targets": targets, "actuals": actuals}
    if random.random() < 0.06:
        row["name"], row["relisted"], printed_name = None, False, random.choice(("- - -", "", "9 F F"))
    dash = random.choice("-－―")
    row["printed"] = [
        spaced(random, printed_name),
        *(spaced(random, text or dash) for text in (target, actual, note)),
    ]
    return row


def _make_heading(random: Random, rows: list[dict[str, Any]]) -> None:
    """The first row heads the others, which bear what is left of ①－１, ①－２ …"""
    head = rows[0]
    name = f"{random.choice(SUBJECTS)}など先進的な改革に取り組む市町村数"
    head.update(name=name, relisted=False, is_heading=True, targets=[], actuals=[])
    head.update(target_raw=None, actual_raw=None, note_raw=None)
    head["printed"] = [name, *[random.choice(("", "-"))] * 3]
    for number, row in enumerate(rows[1:], 1):
        if row["name"]:
            row["printed"][0] = (
                f"{random.choice(('- ', '-', '－'))}{number}{random.choice(('', ' '))}{row['printed'][0]}"
            )


def _share_note(random: Random, rows: list[dict[str, Any]]) -> None:
    share, holder = random.randint(50, 99), random.choice(("団体", "施設"))
    note = f"{random.randint(2016, 2024)}年度末までに、{share}%の{holder}において完了見込み。"
    place = note.index("%の") + 2
    for row, half in zip(rows[:2], (note[:place], note[place:]), strict=True):
        row["note_raw"] = note
        row["printed"][3] = half
