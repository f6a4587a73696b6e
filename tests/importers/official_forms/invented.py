"""Two pages that no ministry ever printed: other numbers, names and ways of writing, and what they say."""

from __future__ import annotations

from tests.importers.official_forms.books import FormKpi, FormPage, FormProcess

HEALTH = FormPage(
    item="地域医療構想の実現に向けた\n病床機能の分化・連携",
    number="㉓",
    important_issue="医療・介護提供体制の適正化",
    processes=[
        FormProcess(
            "病床の機能分化について、\n都道府県ごとの協議を促進",
            [
                "【厚生労働省】47都道府県で協議を実施。（順調）\n【財務省・総務省】財政支援の在り方を検\n討中。（やや遅れ）"
            ],
            ["【厚生労働省】令和３年度末までに再検証。\n【財務省・総務省】引き続き検討。"],
        ),
        FormProcess("公立病院改革プランの策定", ["1,234病院で策定済み。（順調）"], ["令和３年度に改定。"], shared=1),
        FormProcess("経営の見える化を推進"),
        FormProcess("在宅医療の推進", ["【厚生労働省】手引を作成。（順調）", "【総務省】支援を実施。"], ["継続する。"]),
    ],
    kpis=[
        FormKpi(
            1,
            "病床機能報告を行った医療機関の割合",
            "令和５年度末\nまでに\n100％",
            "９８．５％\n（令和２年７\n月１日時点）",
            "Ａ",
            "令和３年12月に公表。",
        ),
        FormKpi(1, "地域医療連携推進法人の数【再 掲】", 45, "▲３法人\n（R２年度）", "B", None),
        FormKpi(
            2, "一人当たり医療費の地域差半減", "半減\n（2023年度）", "－", "N", "・2023年度に把握。\n・引き続き分析。"
        ),
    ],
)
WASTE = FormPage(
    item="循環型社会の形成",
    number="",
    important_issue="",
    kpis=[
        FormKpi(1, "ごみ処理の広域化", "―", "―", "―", "―"),
        FormKpi(
            1,
            "共同処理を行う市町村数",
            "2024年度\n500団体\n2025年度\n650団体",
            "平成30年度 301団体\n令和元年度 350団体（速報値）",
            "B",
            "－",
            label="②－３",
        ),
        FormKpi(1, "処理施設数", "1,000施設", "1,117施設（2020年3月末）", "A", "－", label="②－４"),
    ],
)
SAID = [
    {
        "items": ["地域医療構想の実現に向けた病床機能の分化・連携"],
        "item_no": "㉓",
        "important_issue": "医療・介護提供体制の適正化",
        "processes": [
            {
                "process": "病床の機能分化について、都道府県ごとの協議を促進",
                "segments": [
                    [
                        "【厚生労働省】",
                        ["厚生労働省"],
                        "47都道府県で協議を実施。（順調）",
                        "令和３年度末までに再検証。",
                        "順調",
                    ],
                    [
                        "【財務省・総務省】",
                        ["財務省", "総務省"],
                        "財政支援の在り方を検討中。（やや遅れ）",
                        "引き続き検討。",
                        "やや遅れ",
                    ],
                ],
                "marks": ["順調", "やや遅れ"],
                "shared with": [1],
            },
            {"process": "公立病院改革プランの策定", "progress": "1,234病院で策定済み。（順調）", "shared with": [2, 3]},
            {"process": "経営の見える化を推進", "outlook": "令和３年度に改定。", "shared with": [2, 3]},
            {
                "process": "在宅医療の推進",
                "progress": "【厚生労働省】手引を作成。（順調）【総務省】支援を実施。",
                "outlook": "継続する。",
                "shared with": [4],
            },
        ],
        "kpis": [
            {
                "tier": 1,
                "name": "病床機能報告を行った医療機関の割合",
                "target_raw": "令和５年度末までに100％",
                "actual_raw": "９８．５％（令和２年７月１日時点）",
                "status": "A",
                "relisted": False,
                "targets": [["percent", 100, "%", 2023]],
                "actuals": [["final", 98.5, "%", "2020-07-01"]],
            },
            {
                "tier": 1,
                "name": "地域医療連携推進法人の数",
                "relisted": True,
                "target_raw": "45",
                "status": "B",
                "note_raw": None,
            },
            {"tier": 2, "name": "一人当たり医療費の地域差半減", "actual_raw": None, "status": "N"},
        ],
    },
    {
        "items": ["循環型社会の形成"],
        "item_no": None,
        "important_issue": None,
        "processes": [],
        "kpis": [
            {"name": "ごみ処理の広域化", "is_heading": True, "group": None, "label": None, "note_raw": None},
            {
                "name": "共同処理を行う市町村数",
                "label": "②－３",
                "group": "ごみ処理の広域化",
                "is_heading": False,
                "actual_raw": "平成30年度301団体令和元年度350団体（速報値）",
            },
            {
                "name": "処理施設数",
                "label": "②－４",
                "group": "ごみ処理の広域化",
                "actuals": [["final", 1117, "施設", "2020-03"]],
            },
        ],
    },
]
