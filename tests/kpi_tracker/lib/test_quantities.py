import pytest

from kpi_tracker.lib.quantities import UNSURE, find_quantities, read_quantity


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("約７，６９３万人", "76930000", "人"),
        ("4000億円", "400000000000", "円"),
        ("1億2,000万世帯", "120000000", "世帯"),
        ("3億5千万円", "350000000", "円"),
        ("9万5千件", "95000", "件"),
        ("412,533千件", "412533", "千件"),
        ("1,234百万円", "1234", "百万円"),
        ("３割", "30", "%"),
        ("２割５分", "25", "%"),
        ("三割", "30", "%"),
        ("2.5％ポイント", "2.5", "ポイント"),
        ("12パーセント", "12", "%"),
        ("△5.2%", "-5.2", "%"),
        ("100団体導入済", "100", "団体"),
        ("100台", "100", "台"),
        ("10以上の地方公共団体", "10", "地方公共団体"),
        ("5件/年", "5", "件/年"),
        ("12.5㎡", "12.5", "m²"),
        ("1,507 団体", "1507", "団体"),
    ],
)
def test_a_number_is_read_with_its_unit(words, value, unit):
    quantity = read_quantity(words)
    assert (str(quantity.value), quantity.unit, quantity.confidence) == (value, unit, 1.0)


@pytest.mark.parametrize("words", ["一人当たり", "第一階層", "一部の団体", "三位一体", "一体的に"])
def test_kanji_digits_in_words_are_no_numbers(words):
    assert read_quantity(words) is None


@pytest.mark.parametrize("words", ["三百団体", "1,507団体電子申請：152団体"])
def test_a_doubtful_reading_says_so(words):
    assert read_quantity(words).confidence <= UNSURE


def test_a_power_printed_once_holds_for_both_ends_of_a_range():
    quantity = read_quantity("3～5万人")
    assert (quantity.value, quantity.maximum, quantity.unit) == (30000, 50000, "人")


def test_quantities_are_found_in_order():
    assert [(str(q.value), q.unit) for q in find_quantities("110圏域のうち85圏域")] == [("110", "圏域"), ("85", "圏域")]
