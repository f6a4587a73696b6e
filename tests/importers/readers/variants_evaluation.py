"""Evaluation sheets that nobody has seen, with the answer: other words, numbers, years, columns and damage."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.importers.readers.damage_evaluation import damaged
from tests.importers.readers.rows_evaluation import Answer, Layout, Printed, era_year

UNITS = ("件", "人", "％", "%", "時間", "千件", "団体", "校", "か所", "億円", "回", "日", "社", "万人", "GB", "")
READ_AS = {"％": (1, "%"), "億円": (10**8, "円"), "万人": (10**4, "人")}
"""How a unit multiplies its number and what is left of it; any other stays as printed."""
NOUNS = ("窓口", "研修", "相談", "検査", "申請", "調査", "訓練", "点検", "届出", "審査", "登録", "図書", "森林", "港湾")
THINGS = ("処理期間", "受講者数", "実施率", "件数", "設置数", "満足度", "導入団体数", "満足度に関する割合", "公表数")
PROSE = ("計画を策定し、関係者へ周知", "検討会の取りまとめを公表", "基本方針の改定作業を実施", "実証の成果を取りまとめ")
MARKS = ("イ", "ロ", "ハ", "―")

Budget = dict[int, dict[str, int | None]]
"""Amounts by fiscal year and kind."""


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
        self.layout = Layout(chance)
        self.years, self.last = self.layout.years, self.layout.last
        self.records: list[Answer] = []
        self.goals: list[str] = []

    def made(self) -> Variant:
        budget, budget_lines = self._budget()
        table = self._table()
        lines = [
            f"政策評価書({era_year(self.last)}実施政策)",
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
        labels = [self.layout.year(year) for year in self.years]
        if choice((True, False, False)):
            cells = [label for role in self.layout.order for label in (labels if role == "years" else [heading[role]])]
            return ["\t".join(cells)]
        cells, below = [], []
        spans_number = choice((True, False))
        for role in self.layout.order:
            width = (
                span if role == "years" else 1 + (role == "name" and spans_number and not self.layout.number_in_name)
            )
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

    def _lines(self, number: int, answer: Answer, goal: str, cells: dict[str, Any], actuals: list[str]) -> list[str]:
        means = f"{self._name()}に関する取組{number}"
        return damaged(self.layout, Printed(number, answer, goal, means, cells, actuals))

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
            "baseline": f"{self._printed(values[0])}{unit} 【{self.layout.year(base_year)}】",
            "years": targets,
            "final": f"{self._printed(final)}{unit}{bound} 【{self.layout.year(self.last)}】",
        }
        self.records.append(answer)
        return self._lines(number, answer, goal, cells, actuals)

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
        reference = f"{era_year(base_year)}値以上"
        cells = {
            "baseline": f"{ranks[0]}位 【{self.layout.year(base_year)}】",
            "years": [reference] * len(self.years),
            "final": f"{reference} 【{self.layout.year(self.last)}】",
        }
        self.records.append(answer)
        return self._lines(number, answer, goal, cells, [f"{rank}位" for rank in ranks[1:]])

    def _words(self, number: int, goal: str) -> list[str]:
        answer = self._answer(number, f"{self._name()}の検討")
        answer.targets = dict.fromkeys(self.years, None)
        answer.final = (None, self.last)
        aim = self.chance.choice(PROSE)
        cells = {
            "baseline": f"{aim}を開始 【{self.layout.year(self.years[0] - 1)}】",
            "years": [aim] * len(self.years),
            "final": f"{aim} 【{self.layout.year(self.last)}】",
        }
        self.records.append(answer)
        done = [f"「{self._name()}検討会」の議論を踏まえ、{self.chance.choice(PROSE)}" for _ in self.years]
        return self._lines(number, answer, goal, cells, done)

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
            "baseline": f"{base:,}件 【{self.layout.year(self.years[0])}】",
            "years": [""] * len(self.years),
            "final": f"{final:,}件以上 【{self.layout.year(year)}】",
        }
        reached = [""] * (len(self.years) - 1) + [f"{later:,}件"]
        self.records.append(second)
        upper = self.layout.in_order(self.layout.values(cells, second.status))
        return [*rows, "\t".join(upper), "\t".join(self.layout.below(reached))]

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
            "baseline": f"{both} 【{self.layout.year(self.years[0] - 1)}】",
            "years": [f"{both} {aim}（{share}{reached}%）"] * len(self.years),
            "final": f"{both} 【{self.layout.year(self.last)}】",
        }
        self.records += [words, figure]
        answer = Answer(words.label, f"・{name} ・年間の{share}", words.is_main, words.status, None)
        return ["\t".join(self.layout.row(Printed(number, answer, goal, f"{self._name()}の支援{number}", cells, [])))]

    def _value(self, decimals: int) -> Decimal:
        whole = self.chance.choice((self.chance.randint(2, 99), self.chance.randint(100, 999_999)))
        return Decimal(whole) + (Decimal(self.chance.randint(1, 9)) / 10 if decimals else 0)

    def _printed(self, value: Decimal) -> str:
        text = f"{value:,}" if self.chance.random() < 0.8 else str(value)
        return (
            text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if self.chance.random() < 0.2 else text
        )

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
            ["政策の予算額・ 執行額等 (千円)", "区 分", "", *map(self.layout.year, years)],
            ["", "予算の状況 (注)", "当初予算(a)", *printed("initial")],
            ["", "", "補正予算(b)", *printed("supplementary")],
            ["", "", "繰越し等(c)", *printed("carry")],
            ["", "", "合計(a+b+c)", *printed("total")],
            self.chance.choice((executed, [*executed[:1], *executed[2:], ""])),
        ]
        return budget, ["\t".join(line) for line in lines]
