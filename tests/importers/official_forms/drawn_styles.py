"""Styles drawn by a seed: any way of drawing the form beside any other."""

from __future__ import annotations

import random

from tests.importers.official_forms.books import Style

_PROCESS_HEADINGS = {
    "process": ("改革工程", "改 革 工 程", "改革工程\n（取組）", "工程", "取組事項"),
    "progress": ("計画期間中の進捗", "進捗状況", "計画期間中の\n進捗状況", "計画期間中の進捗（順調等）"),
    "outlook": ("今後の進展について", "今後の進展", "今後の取組", "今後の進展\nについて"),
}
_KPI_HEADINGS = {
    "name": ("ＫＰＩ", "KPI", "Ｋ Ｐ Ｉ", "K P I", "指標", "ＫＰＩ名"),
    "target": ("目標値（達成時期）", "目標値\n（達成時\n期）", "目標値", "目標(達成年度)", "目 標 値"),
    "actual": ("実績値（時点）", "実績値\n（2017年度又は直近値）", "実績値", "実績\n（時点）"),
    "status": ("区分", "区　分", "進捗区分", "評価"),
    "note": (
        "次回の把握時期と今後の方針",
        "次回の把握時期\nと今後の方針",
        "進捗状況・今後の対応（2017年度実績の把握時期を含む）",
        "今後の方針",
    ),
}
_TITLES = (
    (),
    ("改革工程表の進捗状況（平成29年度）",),
    ("（別紙２）", "進捗状況（2017年度）", "内閣府"),
)
_EXTRA = ("extra:担当課", "extra:連絡先（内線）")


def drawn_style(seed: int) -> Style:
    """The style of a seed."""
    draw = random.Random(seed)
    columns = [*draw.choice((("tier", "name"), ("tier", "label", "name"), ("name",)))]
    values = ["target", "actual", "status", "note"]
    process = ["process", "progress", "outlook"]
    if draw.random() < 0.5:
        draw.shuffle(values)
        draw.shuffle(process)
    for extra in _EXTRA:
        if draw.random() < 0.3:
            values.insert(draw.randrange(len(values) + 1), extra)
        if draw.random() < 0.3:
            process.insert(draw.randrange(len(process) + 1), extra)
    tiers = ("merged", "first row", "every row", "a letter a row") if "tier" in columns else ("row above",)
    return Style(
        lines=draw.choice(("one cell", "neighbours", "number apart", "one cell for both")),
        titles=draw.choice(_TITLES),
        table_titles=draw.random() < 0.7,
        process_columns=process,
        process_headings={name: draw.choice(words) for name, words in _PROCESS_HEADINGS.items()},
        process_heading_rows=draw.choice((1, 2)),
        kpi_columns=[*columns, *values],
        kpi_headings={name: draw.choice(words) for name, words in _KPI_HEADINGS.items()},
        kpi_heading_rows=draw.choice((1, 2)),
        tier=draw.choice(tiers),
        tier_words=draw.choice((("第一階層", "第二階層"), ("第１階層", "第２階層"))),
        kpis_first=draw.random() < 0.3,
        left=draw.choice((1, 1, 2, 3)),
        blank_rows=draw.choice((0, 1, 2)),
        footnote=draw.choice(("", "（注）区分の意味は別紙のとおり。", "※ 速報値を含む。")),
        sheet=draw.choice(("様式{}", "改革項目{}", "{}")),
    )
