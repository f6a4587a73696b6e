"""What only some editions print beside an item: its columns in Japanese, in printed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEADINGS = {
    "summary": "概要",
    "basic_goal": "基本目標",
    "pillar": "対応する柱",
    "timing": "市町村計画への掲載時期",
    "effects": "期待される効果",
    "support": "市町村等への支援策",
    "support_in_budget_cell": "支援策（予算の欄の記載）",
    "budget_projects": "予算事業",
    "urls": "参考URL",
    "府省庁（記載のとおり）": "府省庁（記載のとおり）",
    "field": "分野",
    "document_code": "文書番号",
    "evaluated": "政策評価の実施時期",
    "analysis": "政策の分析",
    "next_goals": "次期目標等への反映の方向性",
    "expert_views": "学識経験者の知見等の活用",
    "departments": "担当部局課室",
    "author": "作成責任者",
}
EFFECTS = {
    "efficiency": "行政の効率化・コスト削減",
    "economy": "地域社会・経済の活性化",
    "convenience": "住民生活の利便性・質の向上",
    "safety": "住民生活の安全・安心の確保",
}
SHOWN_ELSEWHERE = frozenset({"kpi_progress", "kpi_effect", "overall", "overall_reason", "indicators"})
OF_THE_READING = frozenset(
    {"no", "table", "effects_confidence", "effect_mark_cells", "lead_marks_lost", "national_only"}
)
"""How sure the reader was and where cells stood: told as issues, not as what the document says of the item."""


@dataclass(frozen=True)
class PrintedAttribute:
    """A column of the edition with its words, one entry a value. key: its name in the attributes."""

    key: str
    heading: str
    values: list[str]


def printed_attributes(attributes: Mapping[str, Any]) -> list[PrintedAttribute]:
    """The attributes that hold words, known ones under their Japanese heading, others under their own name.

    >>> shown = printed_attributes({"pillar": "標準化", "urls": ["http://example.go.jp/"], "no": 4, "備考": "有"})
    >>> [(attribute.heading, attribute.values) for attribute in shown]
    [('対応する柱', ['標準化']), ('参考URL', ['http://example.go.jp/']), ('備考', ['有'])]
    """
    known = [key for key in HEADINGS if key in attributes]
    others = [key for key in attributes if key not in HEADINGS.keys() | SHOWN_ELSEWHERE | OF_THE_READING]
    printed = [
        PrintedAttribute(key, HEADINGS.get(key, key), printed_values(attributes[key])) for key in (*known, *others)
    ]
    return [attribute for attribute in printed if attribute.values]


def printed_values(value: Any) -> list[str]:
    """The words of an attribute, one entry a value; of marked columns the headings of those that are marked.

    >>> printed_values("標準化"), printed_values(["甲", ""]), printed_values({"economy": True, "safety": False})
    (['標準化'], ['甲'], ['地域社会・経済の活性化'])
    """
    if isinstance(value, Mapping):
        return [EFFECTS.get(str(key), str(key)) for key, marked in value.items() if marked]
    if isinstance(value, list | tuple):
        return [str(one) for one in value if one]
    return [str(value)] if value else []
