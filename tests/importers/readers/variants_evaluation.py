"""Evaluation sheets that nobody has seen, with the answer: other words, numbers, years, columns and damage."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

UNITS = ("件", "人", "％", "%", "時間", "千件", "団体", "校", "か所", "億円", "回", "日", "社", "万人", "GB", "")
READ_AS = {"％": (1, "%"), "億円": (10**8, "円"), "万人": (10**4, "人")}
"""How a unit multiplies its number and what is left of it; any other stays as printed."""
NOUNS = ("窓口", "研修", "相談", "検査", "申請", "調査", "訓練", "点検", "届出", "審査", "登録", "図書", "森林", "港湾")
THINGS = ("処理期間", "受講者数", "実施率", "件数", "設置数", "満足度", "導入団体数", "満足度に関する割合", "公表数")
PROSE = ("計画を策定し、関係者へ周知", "検討会の取りまとめを公表", "基本方針の改定作業を実施", "実証の成果を取りまとめ")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MARKS = ("イ", "ロ", "ハ", "―")

Row = list[str]
Budget = dict[int, dict[str, int | None]]
"""Amounts by fiscal year and kind."""


@dataclass
class Answer:
    """One record as it should be read; the yearly values by fiscal year, None for words without a number."""

    label: str
    name: str
    is_main: bool
    status: str
    baseline: tuple[Decimal, str, int] | None
    targets: dict[int, Decimal | None] = field(default_factory=dict)
    actuals: dict[int, Decimal] = field(default_factory=dict)
    final: tuple[Decimal | None, int] | None = None
    comparator: str | None = None


@dataclass
class Variant:
    """A sheet as text, its records in order, its goals and its budget by year."""

    text: str
    records: list[Answer]
    goals: list[str]
    budget: Budget


def variant(seed: int) -> Variant:
    """The sheet of one seed."""
    return _Sheet(random.Random(seed)).made()


class _Sheet:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.last = chance.choice((2015, 2016, 2017, 2018, 2019, 2021, 2022, 2024))
        self.years = list(range(self.last - chance.choice((2, 2, 2, 3, 4)), self.last + 1))
        self.number_in_name = chance.random() < 0.15
        self.order = self._order()
        self.records: list[Answer] = []
        self.goals: list[str] = []
        self.with_era = chance.random() < 0.3

    def _order(self) -> list[str]:
        orders = (
            ["goal", "means", "name", "baseline", "years", "final", "mark"],
            ["goal", "means", "name", "baseline", "years", "final", "mark"],
            ["goal", "means", "name", "baseline", "final", "years", "mark"],
            ["means", "goal", "name", "baseline", "years", "final", "mark"],
            ["goal", "means", "name", "mark", "baseline", "years", "final"],
            ["goal", "means", "name", "baseline", "baseline_year", "years", "final", "final_year", "mark"],
        )
        return list(self.chance.choice(orders))

    def made(self) -> Variant:
        budget, budget_lines = self._budget()
        table = self._table()
        lines = [
            f"政策評価書({era(self.last, with_era=True)}実施政策)",
            f"(経済省{self.chance.randint(20, 39)}-⑤)",
            f"政策名\t政策{self.chance.randint(1, 20)}:{self._name()}の推進\t\t分野\t{self._name()}",
            *budget_lines,
            "",
            *table,
            "",
            "<p>目標達成度合いの測定結果 (※4)</p>\t<p>(各行政機関共通区分)</p>\t<p>目標達成</p> <p>おおむね順調。</p>",
            "政策の分析\t評価結果\t測定指標1については、前年度から3件増の120件となった。",
        ]
        return Variant("\n".join(lines), self.records, self.goals, budget)

    def _name(self) -> str:
        return f"{self.chance.choice(NOUNS)}{self.chance.choice(('の電子化', '体制', '業務', 'サービス'))}"

    def _year(self, year: int) -> str:
        return era(year, with_era=self.with_era)

    # the table

    def _table(self) -> list[str]:
        lines = self._headings()
        number = 0
        for goal in range(self.chance.randint(1, 3)):
            words = f"{self._name()}{goal + 1}を通じて{self._name()}を向上すること"
            self.goals.append(words)
            for index in range(self.chance.randint(1, 4)):
                number += 1
                lines += self._indicator(number, words if index == 0 else "")
            if self.chance.random() < 0.3:
                lines.append("")
            if self.chance.random() < 0.15:
                lines += ["", *self._headings()]
        return lines

    def _headings(self) -> list[str]:
        choice = self.chance.choice
        heading = {
            "goal": "施策目標",
            "means": choice(("施策手段", "施策 手段", "達成手段")),
            "name": choice(("測定指標 (数字に○を付した測定指標は、主要な測定指標)", "測定指標", "測定 指標（※1）")),
            "baseline": choice(("基準(値) 【年度】", "基準値", "基準（値）【年度】")),
            "years": choice(("年度ごとの目標(値)", "年度ごとの目標（値）", "年度毎の目標値")),
            "final": choice(("目標(値) 【年度】", "目標値", "最終目標（値）")),
            "mark": choice(("達成 (※3)", "達成", "達成状況", "達成度")),
            "baseline_year": "基準年度",
            "final_year": choice(("目標年度", "目標 年度")),
        }
        span = len(self.years)
        labels = [self._year(year) for year in self.years]
        if choice((True, False, False)):
            cells = [label for role in self.order for label in (labels if role == "years" else [heading[role]])]
            return ["\t".join(cells)]
        cells, below = [], []
        spans_number = choice((True, False))
        for role in self.order:
            width = span if role == "years" else 1 + (role == "name" and spans_number and not self.number_in_name)
            cells += [heading[role], *[""] * (width - 1)]
            below += labels if role == "years" else [""] * width
        second = ["年度ごとの実績(値)又は施策の進捗状況(実績)" if cell else "" for cell in below]
        return ["\t".join(cells), *choice(([], ["\t".join(second[:4] + second[4:5])])), "\t".join(below)]

    def _indicator(self, number: int, goal: str) -> list[str]:
        kinds = (self._numeric, self._numeric, self._numeric, self._words, self._rank, self._successive, self._bulleted)
        return self.chance.choice(kinds)(number, goal)

    def _answer(self, number: int, name: str) -> Answer:
        status = self.chance.choice(MARKS)
        return Answer(str(number), name, self.chance.random() < 0.4, status, None)

    def _row(self, number: int, answer: Answer, goal: str, cells: dict[str, Any]) -> Row:
        label = CIRCLED[number - 1] if answer.is_main else str(number)
        tag = self.chance.choice(("", " <アウトプット指標>", " ＜アウトカム指標＞", " 【APのKPI】"))
        name = [f"{label} {answer.name}{tag}"] if self.number_in_name else [label, answer.name + tag]
        own = {"goal": [goal], "means": [f"{self._name()}に関する取組{number}"], "name": name}
        return self._in_order({**self._values(cells, answer.status), **own})

    def _values(self, cells: dict[str, Any], status: str) -> dict[str, Row]:
        """The parts of a row right of its name; the years in brackets apart where they have their own columns."""
        parts = {name: [cells[name]] for name in ("baseline", "final")} | {"years": cells["years"], "mark": [status]}
        if "final_year" in self.order:
            for name in ("baseline", "final"):
                words, _, year = cells[name].rpartition(" 【")
                parts |= {name: [words], f"{name}_year": [year.strip("】")]}
        return parts

    def _in_order(self, parts: dict[str, Row]) -> Row:
        blank_name = [""] * (1 if self.number_in_name else 2)
        return [cell for role in self.order for cell in parts.get(role, blank_name if role == "name" else [""])]

    def _below(self, values: list[str]) -> Row:
        """A line of actuals: blank but for its years."""
        return self._in_order({"years": values})

    def _numeric(self, number: int, goal: str) -> list[str]:
        answer = self._answer(number, f"{self.chance.choice(NOUNS)}の{self.chance.choice(THINGS)}")
        unit = self.chance.choice(UNITS)
        falls = self.chance.random() < 0.3
        bound, answer.comparator = self.chance.choice(
            (("以下", "<="), ("以内", "<="), ("未満", "<=")) if falls else (("以上", ">="), ("以上", ">="), ("", None))
        )
        decimals = self.chance.choice((0, 0, 1))
        values = [self._value(decimals) for _ in range(2 * len(self.years) + 1)]
        base_year = self.years[0] - self.chance.randint(1, 2)
        times, unit_read = READ_AS.get(unit, (1, unit))
        answer.baseline = (values[0] * times, unit_read, base_year)
        targets, actuals = [], []
        gaps = self.chance.random() < 0.2
        for index, year in enumerate(self.years):
            blank = gaps and self.chance.random() < 0.4
            target, actual = values[1 + index], values[1 + len(self.years) + index]
            targets.append("" if blank else f"{self._printed(target)}{unit}{bound}")
            actuals.append("" if blank else f"{self._printed(actual)}{unit}")
            if not blank:
                answer.targets[year], answer.actuals[year] = target * times, actual * times
        final = values[len(self.years)]
        answer.final = (final * times, self.last)
        cells = {
            "baseline": f"{self._printed(values[0])}{unit} 【{self._year(base_year)}】",
            "years": targets,
            "final": f"{self._printed(final)}{unit}{bound} 【{self._year(self.last)}】",
        }
        self.records.append(answer)
        return self._damaged(number, answer, goal, cells, actuals)

    def _rank(self, number: int, goal: str) -> list[str]:
        """A rank whose targets point to earlier values."""
        answer = self._answer(number, f"国際{self.chance.choice(NOUNS)}順位")
        ranks = [Decimal(self.chance.randint(2, 40)) for _ in range(len(self.years) + 1)]
        base_year = self.years[0] - 1
        answer.baseline = (ranks[0], "位", base_year)
        answer.comparator = "<="
        answer.actuals = dict(zip(self.years, ranks[1:], strict=True))
        answer.targets = dict.fromkeys(self.years, ranks[0])
        answer.final = (ranks[0], self.last)
        reference = f"{era(base_year, with_era=True)}値以上"
        cells = {
            "baseline": f"{ranks[0]}位 【{self._year(base_year)}】",
            "years": [reference] * len(self.years),
            "final": f"{reference} 【{self._year(self.last)}】",
        }
        self.records.append(answer)
        return self._damaged(number, answer, goal, cells, [f"{rank}位" for rank in ranks[1:]])

    def _words(self, number: int, goal: str) -> list[str]:
        answer = self._answer(number, f"{self._name()}の検討")
        answer.targets = dict.fromkeys(self.years, None)
        answer.final = (None, self.last)
        aim = self.chance.choice(PROSE)
        cells = {
            "baseline": f"{aim}を開始 【{self._year(self.years[0] - 1)}】",
            "years": [aim] * len(self.years),
            "final": f"{aim} 【{self._year(self.last)}】",
        }
        self.records.append(answer)
        done = [f"「{self._name()}検討会」の議論を踏まえ、{self.chance.choice(PROSE)}" for _ in self.years]
        return self._damaged(number, answer, goal, cells, done)

    def _successive(self, number: int, goal: str) -> list[str]:
        """An indicator whose target was replaced: a second line without number and name."""
        rows = self._numeric(number, goal)
        first = self.records[-1]
        first.label = f"{number}-1"
        second = Answer(f"{number}-2", first.name, first.is_main, self.chance.choice("イロハ"), None, comparator=">=")
        base, later, final = sorted(self._value(0) for _ in range(3))
        year = self.last + self.chance.randint(1, 3)
        second.baseline = (base, "件", self.years[0])
        second.final = (final, year)
        second.actuals = {self.last: later}
        cells = {
            "baseline": f"{base:,}件 【{self._year(self.years[0])}】",
            "years": [""] * len(self.years),
            "final": f"{final:,}件以上 【{self._year(year)}】",
        }
        reached = [""] * (len(self.years) - 1) + [f"{later:,}件"]
        self.records.append(second)
        upper = self._in_order(self._values(cells, second.status))
        return [*rows, "\t".join(upper), "\t".join(self._below(reached))]

    def _bulleted(self, number: int, goal: str) -> list[str]:
        """Two indicators in one row, the second with a number."""
        name, aim = f"{self._name()}の状況", self.chance.choice(PROSE)
        share = f"{self.chance.choice(NOUNS)}率"
        target, reached = (Decimal(self.chance.randint(1, 99)) / 10 for _ in range(2))
        words = self._answer(number, name)
        words.label = f"{number}-1"
        words.targets = dict.fromkeys(self.years, None)
        words.final = (None, self.last)
        figure = Answer(f"{number}-2", f"年間の{share}", words.is_main, words.status, None, comparator="<=")
        figure.baseline = (target, "%", self.years[0] - 1)
        figure.targets = dict.fromkeys(self.years, target)
        figure.actuals = dict.fromkeys(self.years, reached)
        figure.final = (target, self.last)
        both = f"・{aim}。 ・{share}：{target}%以下"
        cells = {
            "baseline": f"{both} 【{self._year(self.years[0] - 1)}】",
            "years": [f"{both} {aim}（{share}{reached}%）"] * len(self.years),
            "final": f"{both} 【{self._year(self.last)}】",
        }
        self.records += [words, figure]
        answer = Answer(words.label, f"・{name} ・年間の{share}", words.is_main, words.status, None)
        return ["\t".join(self._row(number, answer, goal, cells))]

    def _value(self, decimals: int) -> Decimal:
        whole = self.chance.choice((self.chance.randint(2, 99), self.chance.randint(100, 999_999)))
        return Decimal(whole) + (Decimal(self.chance.randint(1, 9)) / 10 if decimals else 0)

    def _printed(self, value: Decimal) -> str:
        text = f"{value:,}" if self.chance.random() < 0.8 else str(value)
        return (
            text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if self.chance.random() < 0.2 else text
        )

    # damage

    def _damaged(self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]) -> list[str]:
        damages = (self._whole,) * 6 + (
            self._fused,
            self._shifted_actuals,
            self._dated_actuals,
            self._without_final,
            self._joined_final,
            self._shifted_row,
            self._lost_year,
            self._blank_between,
            self._extra_cell,
        )
        rows = self.chance.choice(damages)(number, answer, goal, cells, actuals)
        return ["\t".join(row).rstrip("\t") if self.chance.random() < 0.3 else "\t".join(row) for row in rows]

    def _whole(self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]) -> list[Row]:
        return [self._row(number, answer, goal, cells), self._below(actuals)]

    def _fused(self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]) -> list[Row]:
        both = [f"{target} {actual}".strip() for target, actual in zip(cells["years"], actuals, strict=True)]
        return [self._row(number, answer, goal, {**cells, "years": both})]

    def _shifted_actuals(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        return [upper, [*lower[1:], ""]]

    def _dated_actuals(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        dated = [
            f"{actual} ({era(year, with_era=True)}末時点)" if actual and actual[0].isnumeric() else actual
            for actual, year in zip(actuals, self.years, strict=True)
        ]
        return self._shifted_actuals(number, answer, goal, cells, dated)

    def _without_final(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        at = self.order.index("final")
        final_cell = self._values(cells, answer.status)["final"][0]
        del upper[
            len(upper) - 1 - upper[::-1].index(final_cell)
            if at > self.order.index("years")
            else upper.index(final_cell)
        ]
        answer.final = None
        return [upper, lower]

    def _joined_final(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        """The last year's target and the final one in one cell."""
        years = cells["years"]
        joined = {**cells, "years": years[:-1], "final": f"{years[-1]} {cells['final']}".strip()}
        upper = self._row(number, answer, goal, joined)
        return [upper, self._below(actuals)]

    def _shifted_row(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        return [["", *upper] if not goal else upper, lower]

    def _lost_year(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        lost = self.chance.randrange(len(self.years))
        start = upper.index(cells["years"][0]) if cells["years"][0] else None
        if start is not None:
            del upper[start + lost]
            answer.targets.pop(self.years[lost], None)
        return [upper, lower]

    def _blank_between(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        return [upper, [""], lower]

    def _extra_cell(
        self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]
    ) -> list[Row]:
        upper, lower = self._whole(number, answer, goal, cells, actuals)
        at = upper.index(self._values(cells, answer.status)["baseline"][0]) + 1
        return [[*upper[:at], "", *upper[at:]], lower]

    # the budget

    def _budget(self) -> tuple[Budget, list[str]]:
        years = [*self.years, self.last + 1]
        budget: Budget = {}
        for year in years:
            parts = [self.chance.randint(1, 90_000) for _ in range(3)]
            amounts: dict[str, int | None] = dict(zip(("initial", "supplementary", "carry"), parts, strict=True))
            amounts |= {"total": sum(parts), "executed": self.chance.randint(1, 90_000)}
            if year == years[-1]:
                amounts |= dict.fromkeys(("supplementary", "carry", "total", "executed"))
            budget[year] = amounts

        def printed(kind: str) -> list[str]:
            blank = self.chance.choice(("", "－"))
            return [blank if budget[year][kind] is None else f"{budget[year][kind]:,}" for year in years]

        executed = ["執行額", "", "", *printed("executed")]
        lines = [
            ["政策の予算額・ 執行額等 (千円)", "区 分", "", *map(self._year, years)],
            ["", "予算の状況 (注)", "当初予算(a)", *printed("initial")],
            ["", "", "補正予算(b)", *printed("supplementary")],
            ["", "", "繰越し等(c)", *printed("carry")],
            ["", "", "合計(a+b+c)", *printed("total")],
            self.chance.choice((executed, [*executed[:1], *executed[2:], ""])),
        ]
        return budget, ["\t".join(line) for line in lines]


def era(year: int, *, with_era: bool) -> str:
    """The fiscal year as the sheets print it: 28年度, 元年度, 令和2年度."""
    name, number = ("令和", year - 2018) if year >= 2019 else ("平成", year - 1988)
    return f"{name if with_era else ''}{'元' if number == 1 else number}年度"
