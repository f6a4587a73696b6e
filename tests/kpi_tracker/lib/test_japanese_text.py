import pytest

from kpi_tracker.lib.japanese_text import drop_ocr_spaces, is_dash, join_lines, name_key, normalise


@pytest.mark.parametrize("dash", list("-－ー―−–—‐‑‒﹣─"), ids=lambda dash: f"U+{ord(dash):04X}")
def test_a_dash_of_any_kind_is_nothing(dash):
    assert is_dash(dash) and is_dash(f" {dash} {dash}")
    assert not is_dash(f"{dash}1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("①－１窓口業務の委託", "窓口業務の委託"),
        ("①－２ 総合窓口の導入", "- 2 総合窓口の導入"),
        ("② 庶務業務の集約化【再掲】", "庶務業務の集約化"),
        ("[再掲]資産老朽化比率", "資産老朽化比率 【再掲】"),
        ("ＩＴ化・ＢＰＲに取り組んだ団体数", "IT化･B P Rに取り組んだ団体数"),
        ("成果（事後的に検証する指標）", "成果(事後的に検証する指標)"),
    ],
    ids=["circled label", "remnant", "circled", "relisted", "width", "brackets"],
)
def test_printings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1人当たり医療費", "2人当たり医療費"), ("４Ｋの世帯", "８Ｋの世帯"), ("コンビニ交付", "コンビニ交付率")],
    ids=["leading digits", "designations", "longer"],
)
def test_different_names_keep_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["2020年", "度までに", "416団体"], "2020年度までに416団体"),
        (["301団体", "（2017年４月速報値）"], "301団体（2017年４月速報値）"),
        (["半減（2012年度", "：1450）"], "半減（2012年度：1450）"),
        (["圧縮（2013/", "年度：4000億", "円）"], "圧縮（2013/年度：4000億円）"),
        (["・一つ目の", "取組", "・二つ目"], "・一つ目の取組\n・二つ目"),
        (["手順", "１．試行", "２．修正"], "手順\n１．試行\n２．修正"),
        (["【総務省】", "100団体"], "【総務省】\n100団体"),
        (["把握する予定。", "引き続き各圏域における設定を促すこととし、", "公表。"],
         "把握する予定。\n引き続き各圏域における設定を促すこととし、公表。"),
        (["Society", "5.0 に関する open", "data の"], "Society5.0に関するopen dataの"),
        ([" ", "", "　"], ""),
    ],
    ids=["deadline", "bracket", "colon", "inside bracket", "bullets", "steps", "label", "paragraph", "latin", "blank"],
)  # fmt: skip
def test_broken_lines_become_the_text_of_the_cell(lines, joined):
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    "lines",
    [
        ["電子：1,507団体", "窓口：152団体（2017年）"],
        ["電子：1,507", "団体窓口：152団体（2017年）"],
        ["電子：1,507団体窓口：152団体（2017年）"],
        ["電子：1,507団体窓", "口：152団体（2017年）"],
        ["電子：1,507団", "体窓口：152団", "体（2017年）"],
    ],
    ids=["before the component", "after the number", "nowhere", "in the component", "in the unit"],
)
def test_components_part_at_the_unit_wherever_the_line_was_cut(lines):
    assert join_lines(lines) == "電子：1,507団体\n窓口：152団体（2017年）"


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("公共施設等の 現況", "公共施設等の現況"),
        ("2016 年度中に 設定", "2016年度中に設定"),
        ("K PI の B P R", "KPIのBPR"),
        ("26.6% (2016年3月末)", "26.6%(2016年3月末)"),
        ("24.7%(2016年4月) 全都道府県", "24.7%(2016年4月) 全都道府県"),
        ("実施。 2016年度末の状況", "実施。 2016年度末の状況"),
        ("以下の取組 ・連携 ・交流", "以下の取組 ・連携 ・交流"),
        ("(20 1 6年1 2月)", "(2016年12月)"),
        ("3, 7 17人", "3,717人"),
        ("24. 7 %", "24.7%"),
        ("1 00%", "100%"),
        ("3 70団体", "3 70団体"),
        ("1. 34団体 2. 56団体", "1. 34団体 2. 56団体"),
        ("男性71.2歳 女性74.2歳", "男性71.2歳 女性74.2歳"),
    ],
    ids=[
        "kanji",
        "digits",
        "letters",
        "before bracket",
        "after bracket",
        "after sentence",
        "before bullets",
        "split date",
        "split thousands",
        "split decimal",
        "split before zeros",
        "perhaps two numbers",
        "numbered list",
        "between components",
    ],
)
def test_spaces_inside_words_go_and_real_breaks_stay(printed, clean):
    assert drop_ocr_spaces(printed) == clean


def test_a_character_that_becomes_several_points_at_the_one_it_came_from():
    printed = normalise("約㌔１")
    assert printed.text == "約キロ1"
    assert printed.original_span(1, 2) == printed.original_span(1, 3) == (1, 2)
    assert printed.original_words(3, 4) == "１"


def test_circled_and_raised_numbers_are_no_digits():
    assert normalise("①１２㎡").text == "①12m²"
