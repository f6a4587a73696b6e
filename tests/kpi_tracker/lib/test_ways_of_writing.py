"""Every way of writing a value, generated: reading gives back the value, its unit, its date and its kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.fiscal_year import era_label, find_dates, fiscal_year_of
from kpi_tracker.lib.japanese_text import join_lines, name_key, normalise
from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.quantities import find_quantities
from kpi_tracker.lib.targets import read_target_cell

_FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_POWERS = {"": 1, "万": 10**4, "億": 10**8, "兆": 10**12}
_UNITS = (
    "団体", "件", "圏域", "人", "世帯", "円", "校", "箇所", "か所", "カ所", "グループ", "システム", "ポイント",
    "回", "機関", "市区町村", "都道府県", "社", "施設", "事業者", "品目", "ha", "km", "トン", "台", "病床",
    "品種", "地区", "手続", "サービスモデル",
)  # fmt: skip
_COMPONENTS = ("下水道", "簡易水道", "都道府県", "市町村", "男性", "小学校", "診療所")


@dataclass(frozen=True)
class Printed:
    """Words with the answer that reading them has to give."""

    words: str
    value: Decimal
    unit: str
    approx: bool = False
    comparator: str | None = None


@dataclass(frozen=True)
class PrintedDate:
    words: str
    iso: str
    fiscal_year: int


@st.composite
def digits(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number with or without separators, decimals and full-width forms."""
    places = draw(st.integers(0, 2))
    whole = draw(st.integers(1, 999_999))
    number = Decimal(whole) / 10**places
    text = f"{number:,}" if draw(st.booleans()) else f"{number}"
    return text, number


@st.composite
def quantities(draw: st.DrawFn) -> Printed:
    """digit style × separators × multiplier × unit × qualifier."""
    text, number = draw(digits())
    unit = draw(st.sampled_from([*_UNITS, "%"]))
    power = "" if unit in ("%", "ポイント") else draw(st.sampled_from(tuple(_POWERS)))
    before = draw(st.sampled_from(("", "約", "延べ", "概ね")))
    after, comparator = draw(
        st.sampled_from((("", None), ("以上", ">="), ("以内", "<="), ("未満", "<="), ("程度", None)))
    )
    text = f"{text}{power}{unit}"
    if draw(st.booleans()):
        text = text.translate(_FULL_WIDTH)
    approx = before in ("約", "概ね") or after == "程度"
    return Printed(f"{before}{text}{after}", number * _POWERS[power], unit, approx, comparator)


def _year(draw: st.DrawFn, year: int) -> str:
    """Western or 和暦, full or half width."""
    words = draw(st.sampled_from((str(year), era_label(year).removesuffix("年度"))))
    return words.translate(_FULL_WIDTH) if draw(st.booleans()) else words


@st.composite
def times(draw: st.DrawFn) -> PrintedDate:
    """A day, month, year or fiscal year as cells print it."""
    year = draw(st.integers(2012, 2030))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    fiscal_year = year if month >= 4 else year - 1
    printed = _year(draw, year)
    forms = (
        PrintedDate(f"{printed}年度", f"FY{year}", year),
        PrintedDate(f"{printed}年度末", f"FY{year}", year),
        PrintedDate(f"{printed}年", str(year), year),
        PrintedDate(f"{printed}年{month}月", f"{year}-{month:02}", fiscal_year),
        PrintedDate(f"{printed}年{month}月末", f"{year}-{month:02}", fiscal_year),
        PrintedDate(f"{printed}年{month}月{day}日", f"{year}-{month:02}-{day:02}", fiscal_year),
    )
    return draw(st.sampled_from(forms))


_brackets = st.sampled_from(("（{}）", "({})", " （{}）", "\n（{}）"))
_kinds = st.sampled_from(
    (
        ("", "final"),
        ("速報値", "preliminary"),
        ("確報値", "final"),
        ("見込み", "forecast"),
        ("時点", "final"),
        ("現在", "final"),
    )
)


@given(quantities())
def test_a_quantity_is_read_back(printed):
    [quantity] = find_quantities(printed.words)
    assert (quantity.value, quantity.unit, quantity.approx) == (printed.value, printed.unit, printed.approx)
    assert quantity.comparator == printed.comparator
    assert quantity.raw == printed.words


@given(times())
def test_a_date_is_read_back(printed):
    [date] = find_dates(printed.words)
    assert (date.iso, date.fiscal_year, date.raw) == (printed.iso, printed.fiscal_year, printed.words)
    assert fiscal_year_of(date.ends) == date.fiscal_year


@given(quantities(), times(), st.sampled_from(("までに", "末までに", "中に", "めどに")))
def test_a_deadline_before_the_target_is_read_back(printed, time, particle):
    particle = particle.removeprefix("末") if time.words.endswith("末") else particle
    [target] = read_target_cell(f"{time.words}{particle}{printed.words}").targets
    assert (target.value, target.unit, target.approx) == (printed.value, printed.unit, printed.approx)
    assert target.deadline_fy == time.fiscal_year
    assert target.comparator == (printed.comparator or ">=")


@given(quantities(), times(), _brackets)
def test_a_deadline_in_brackets_is_read_back(printed, time, brackets):
    cell = read_target_cell(printed.words + brackets.format(time.words))
    [target] = cell.targets
    assert (target.value, target.deadline_fy, target.deadline_raw) == (printed.value, time.fiscal_year, time.words)
    assert cell.doubts == ()


@given(quantities(), times(), _brackets, _kinds)
def test_an_actual_with_its_date_and_status_is_read_back(printed, time, brackets, kind):
    status, expected = kind
    cell = read_actual_cell(printed.words + brackets.format(time.words + status), "テスト指標")
    [actual] = cell.actuals
    assert (actual.value, actual.unit, actual.approx) == (printed.value, printed.unit, printed.approx)
    assert (actual.as_of, actual.as_of_raw, actual.kind) == (time.iso, time.words + status, expected)
    assert cell.doubts == ()


@given(
    st.lists(st.tuples(st.sampled_from(_COMPONENTS), quantities()), min_size=2, max_size=3, unique_by=lambda c: c[0]),
    times(),
    st.sampled_from(("：", "∶", ":")),
    st.sampled_from((" ", "\n", "、")),
)
def test_components_that_share_a_date_are_read_back(components, time, colon, separator):
    words = separator.join(f"{name}{colon}{printed.words}" for name, printed in components)
    cell = read_actual_cell(f"{words}（{time.words}）", "テスト指標")
    assert [(a.component, a.value, a.as_of) for a in cell.actuals] == [
        (name, printed.value, time.iso) for name, printed in components
    ]
    assert cell.doubts == ()


@given(quantities(), quantities(), times(), times())
def test_two_dated_values_are_read_back(first, second, earlier, later):
    cell = read_actual_cell(f"{earlier.words}：{first.words}\n{later.words}（見込み）：{second.words}", "テスト指標")
    assert [(a.value, a.as_of, a.kind) for a in cell.actuals] == [
        (first.value, earlier.iso, "final"),
        (second.value, later.iso, "forecast"),
    ]


@given(
    st.sampled_from(
        (("半減", -50), ("倍増", 100), ("３割圧縮", -30), ("20％削減", -20), ("1.5倍", 50), ("10%増加", 10))
    ),
    st.integers(2010, 2015),
    st.integers(2016, 2030),
    digits(),
)
def test_a_change_with_its_baseline_is_read_back(change, start, end, level):
    words, percent = change
    text, number = level
    cell = read_target_cell(f"{start}年度から{end}年度までに{words}（{start}年度：{text}件）")
    [target] = cell.targets
    assert (target.kind, target.value, target.deadline_fy) == ("ratio_change", percent, end)
    assert target.baseline and (target.baseline.value, target.baseline.unit, target.baseline.fy) == (
        number,
        "件",
        start,
    )
    assert cell.doubts == ()


_FRAGMENTS = (
    "２０１７", "2018", "年度", "年", "月", "日", "末", "までに", "（", "）", "(", "【", "】", "「", "」",
    "約", "延べ", "万", "億", "千", "割", "％", "団体", "人", "：", "、", "。", "のうち", "から", "半減", "倍",
    "以上", "－", "-", "△", "～", "速報値", "見込み", "参考", "設定", "検討中", "公表", "翌年度", "比",
    "うち", "を除く", "数十", "三", "分の", "第", "12", "7,693", "①", "²", "\n",
)  # fmt: skip
_ANYTHING = st.text(max_size=60) | st.lists(st.sampled_from(_FRAGMENTS), max_size=14).map("".join)


@given(_ANYTHING)
def test_nothing_raises_and_every_span_holds_the_digits_it_claims(words):
    targets = read_target_cell(words, words).targets
    readings = [*targets, *read_actual_cell(words, words, targets).actuals]
    assert targets
    for reading in readings:
        start, end = reading.span
        assert 0 <= start <= end <= len(words)
        assert reading.raw == words[start:end]
        assert 0 <= reading.confidence <= 1
    for promise in read_promises(words, 2017):
        assert promise.raw == words[slice(*promise.span)]
    assert isinstance(name_key(words) + join_lines(words.split("\n")), str)


@given(_ANYTHING)
def test_normalised_positions_point_into_the_original(words):
    printed = normalise(words)
    assert len(printed.starts) == len(printed.ends) == len(printed.text)
    assert printed.original_words(0, len(printed.text)) == words[: printed.ends[-1] if printed.ends else 0]


@given(quantities(), times())
def test_the_span_of_a_value_holds_its_digits(printed, time):
    cell = f"{printed.words}（{time.words}）"
    [actual] = read_actual_cell(cell, "テスト指標").actuals
    held = re.sub(r"\D", "", unicodedata.normalize("NFKC", cell[slice(*actual.span)]))
    assert held == re.sub(r"\D", "", unicodedata.normalize("NFKC", printed.words))
