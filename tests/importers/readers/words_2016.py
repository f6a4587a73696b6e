"""Invented words of the 2016 layout: processes, KPIs and values, each of one random generator."""

from __future__ import annotations

from random import Random
from typing import Any

SUBJECTS = (
    *(
        "後発医薬品",
        "特定健診",
        "介護予防",
        "国立大学",
        "学校給食",
        "橋梁点検",
        "河川管理施設",
        "公営住宅",
        "空き家",
        "水道管路",
    ),
    *(
        "森林経営",
        "港湾施設",
        "図書館",
        "消防団",
        "救急搬送",
        "奨学金",
        "地籍調査",
        "がん検診",
        "もの忘れ相談",
        "とりまとめ窓口",
    ),
)
ACTS = (
    *("計画の策定", "台帳の整備", "手続の電子化", "業務の集約"),
    *("データの公開", "窓口の統合", "工法の見直し", "事例の収集"),
)
HOLDERS = {"市町村": "団体", "都道府県": "団体", "施設": "か所", "学校": "校", "事業者": "件"}


def target_of(random: Random, unit: str) -> tuple[str | None, list[dict[str, Any]]]:
    year, value, percent = random.randint(2016, 2026), random.randint(2, 4000), random.randint(1, 100)
    return random.choice(
        (
            (f"{year}年度までに{value}{unit}", [{"value": value, "deadline_fy": year}]),
            (f"{year}年度末までに{percent}%", [{"value": percent, "deadline_fy": year}]),
            (f"{value}{unit}({year}年度)", [{"value": value, "deadline_fy": year}]),
            (f"{year}年度中に目標値設定", []),
            ("増加", []),
            (None, []),
        )
    )


def actual_of(random: Random, unit: str) -> tuple[str | None, list[dict[str, Any]]]:
    year, month, value = random.randint(2014, 2024), random.randint(1, 12), random.randint(2, 4000)
    percent = random.randint(1, 999) / 10
    day = f"{year}-{month:02}"
    count = {"value": value, "unit": unit}
    return random.choice(
        (
            (f"{value}{unit}({year}年{month}月速報値)", [count | {"as_of": day, "preliminary": True}]),
            (f"{value}{unit}({year}年度)", [count | {"as_of": f"FY{year}", "preliminary": False}]),
            (
                f"{percent}%({year}年{month}月末)",
                [{"value": percent, "unit": "%", "as_of": day, "preliminary": False}],
            ),
            (None, []),
        )
    )


def process_words(random: Random) -> str:
    return f"{random.choice(SUBJECTS)}における{random.choice(ACTS)}を{random.choice(('促進', '支援', '加速', '推進'))}"


def progress_words(random: Random) -> str:
    year, places = random.randint(2014, 2024), random.randint(3, 900)
    subject, act = random.choice(SUBJECTS), random.choice(ACTS)
    return random.choice(
        (
            f"{year}年{random.randint(1, 12)}月に{subject}の{act}に関する指針を全国の{places}団体へ通知。",
            f"「{subject}のあり方に関する検討会」において{act}を議論し、先進的な事例を取りまとめて公表({year}年度)。",
            f"{subject}の{act}について、{random.randint(2, 60)}の地域で実証を行い、結果をホームページで公表。",
        )
    )


def outlook_words(random: Random) -> str:
    return random.choice(
        (
            "引き続き、同様の取組を実施。",
            f"{random.choice(SUBJECTS)}に関する{random.choice(ACTS)}の状況を公表",
            f"{random.choice(SUBJECTS)}に関する{random.choice(ACTS)}を加速するよう努めること",
            f"{random.randint(2016, 2025)}年度以降も引き続き、{random.choice(ACTS)}を推進し、結果を公表。",
            f"{random.choice(SUBJECTS)}の状況を調査した上で、{random.choice(ACTS)}の手法を検討。",
        )
    )
