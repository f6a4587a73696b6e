"""What a reader does without signing in."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.accessibility import assert_accessible

ROADMAP_OF_2017 = "/items/?programme=keizai-zaisei-saisei&year=2017"
KPI_WITH_TWO_YEARS = "「定住自立圏」の協定締結等圏域数"


def open_item(page: Page, kpi: str = KPI_WITH_TWO_YEARS) -> None:
    """Go from the list of the 工程表 of 2017 to the item that lists the KPI."""
    page.goto(ROADMAP_OF_2017)
    page.get_by_label("ことば").fill(kpi)
    page.get_by_role("button", name="絞り込む").click()
    page.locator("a.item-name").first.click()
    expect(page.get_by_role("heading", name="ＫＰＩの状況")).to_be_visible()
    page.wait_for_load_state()  # its scripts may come after its words


def open_kpi(page: Page, kpi: str = KPI_WITH_TWO_YEARS) -> None:
    """Go from the home page to the page of the KPI."""
    open_item(page, kpi)
    page.locator(".kpi-table").get_by_role("link", name=kpi).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(kpi)


def open_item_details(page: Page) -> None:
    """Go on to the words of all its rows, as who has no script does."""
    open_item(page)
    page.goto(f"{page.url.partition('?')[0]}details/")


def open_cited_line(page: Page) -> None:
    """Go from the list of 2016, whose document is short, to a line that an item cites."""
    page.goto("/items/?programme=keizai-zaisei-saisei&year=2016")
    page.locator("a.item-name").first.click()
    page.locator(".source-line a").first.click()
    expect(page.locator("li.is-cited").first).to_be_visible()


def open_items(page: Page) -> None:
    """Open the home page."""
    page.goto("/")


def open_dashboard(page: Page) -> None:
    """Go from the home page to the dashboard, at the last year that is graded."""
    page.goto("/")
    page.get_by_role("navigation", name="サイト全体").get_by_role("link", name="ダッシュボード").click()


def open_rows_of_a_grade(page: Page) -> None:
    """Go on to the rows of an item that bear a grade: two steps from the home page."""
    open_dashboard(page)
    page.get_by_role("row", name="⑪").get_by_role("link", name="B").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("現況")


def open_embedded_dashboard(page: Page) -> None:
    """Open the counts as another page shows them in a frame."""
    page.goto("/dashboard/embedded/")


def open_charts(page: Page) -> None:
    """Go from the dashboard to the small charts of its KPIs."""
    open_dashboard(page)
    page.get_by_role("link", name="小さなグラフを並べて見る").click()


def open_chosen_charts(page: Page) -> None:
    """Go on to two KPIs on one axis."""
    open_charts(page)
    for name in ("総合窓口の導入", "窓口業務のアウトソーシング"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="並べて見る").click()
    expect(page.locator("#kpi-chart .main-svg").first).to_be_visible()


def open_embedded_charts(page: Page) -> None:
    """Open the small charts as another page shows them in a frame."""
    page.goto("/charts/embedded/")


def open_open_data(page: Page) -> None:
    """Go from the foot of the home page to open data, at the year 2017."""
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="オープンデータ").click()
    page.get_by_label("年度").select_option("2017")
    page.get_by_role("button", name="絞り込む").click()


def open_table_of_values(page: Page) -> None:
    """Go on to what the columns of the values mean."""
    open_open_data(page)
    page.get_by_role("link", name="値", exact=True).click()


def open_api(page: Page) -> None:
    """Go on to the description of the API."""
    open_open_data(page)
    page.get_by_role("link", name="読み取りAPI").click()


def open_sources(page: Page) -> None:
    """Go from the home page to the list of documents."""
    page.goto("/")
    page.get_by_role("navigation", name="サイト全体").get_by_role("link", name="出典").click()


def open_comparison(page: Page) -> None:
    """Go from the home page to the comparison of two years."""
    page.goto("/")
    page.get_by_role("navigation", name="サイト全体").get_by_role("link", name="新旧対照").click()


def open_change(page: Page) -> None:
    """Go on to the rows that a counted change leads to."""
    open_comparison(page)
    page.get_by_role("link", name="数値目標の設定").click()


def open_original_targets(page: Page) -> None:
    """Go on to the printed A that would be B against the first target."""
    open_comparison(page)
    page.get_by_role("link", name="元の目標ならBになるA").click()


def open_contradictions(page: Page) -> None:
    """Go from the home page to the list of contradictions."""
    page.goto("/")
    page.get_by_role("navigation", name="サイト全体").get_by_role("link", name="食い違い").click()


def open_contradiction(page: Page) -> None:
    """Go on to the first contradiction."""
    open_contradictions(page)
    page.locator("article.contradiction h2 a").first.click()


def open_proposals(page: Page) -> None:
    """Go from the contradictions to the proposals that wait for a person."""
    open_contradictions(page)
    page.get_by_role("link", name="KPIの結び付け").click()


def open_sign_in(page: Page) -> None:
    """Go from a contradiction to signing in."""
    open_contradiction(page)
    page.get_by_role("link", name="判断するにはサインインしてください").click()


@pytest.mark.parametrize(
    "open_page",
    [
        pytest.param(open_comparison, id="comparison"),
        pytest.param(open_change, id="a kind of change"),
        pytest.param(open_original_targets, id="original targets"),
        pytest.param(open_contradictions, id="contradictions"),
        pytest.param(open_contradiction, id="contradiction"),
        pytest.param(open_proposals, id="proposals"),
        pytest.param(open_sign_in, id="sign in"),
        pytest.param(open_items, id="items"),
        pytest.param(open_item, id="item"),
        pytest.param(open_item_details, id="details of an item"),
        pytest.param(open_kpi, id="kpi"),
        pytest.param(open_dashboard, id="dashboard"),
        pytest.param(open_rows_of_a_grade, id="rows behind a number"),
        pytest.param(open_embedded_dashboard, id="embedded dashboard"),
        pytest.param(open_charts, id="small charts"),
        pytest.param(open_chosen_charts, id="chosen charts"),
        pytest.param(open_embedded_charts, id="embedded charts"),
        pytest.param(open_open_data, id="open data"),
        pytest.param(open_table_of_values, id="a table of open data"),
        pytest.param(open_api, id="api"),
        pytest.param(open_sources, id="sources"),
        pytest.param(open_cited_line, id="source"),
    ],
)
def test_every_page_is_accessible_at_a_desk_and_on_a_telephone(page, open_page):
    open_page(page)

    assert_accessible(page)


def test_searching_in_half_width_letters_finds_what_is_printed_in_full_width(page):
    page.goto(ROADMAP_OF_2017)
    everything = page.locator("a.item-name").count()
    page.get_by_label("ことば").fill("it化・bprに取り組んだ自治体数")
    page.get_by_role("button", name="絞り込む").click()

    found = page.locator("a.item-name")
    expect(found.first).to_be_visible()
    assert found.count() < everything


def test_a_kpi_is_drawn_as_a_chart_under_the_strict_policy(page):
    open_kpi(page)

    chart = page.locator("#kpi-chart")
    drawn = chart.locator(".scatterlayer .point").filter(visible=True)  # the ends of a target line have no size
    expect(drawn.first).to_be_visible()
    expect(chart.locator(".main-svg").first).to_have_css("position", "absolute")  # a rule of the generated file


def test_a_chart_is_saved_as_a_picture_and_quoted(page):
    open_kpi(page)
    with page.expect_download() as vector:
        page.get_by_role("button", name="画像（SVG）").click()
    with page.expect_download() as pixels:
        page.get_by_role("button", name="画像（PNG）").click()
    page.get_by_role("button", name="引用をコピー").click()

    words = "".join(ElementTree.parse(vector.value.path()).getroot().itertext())
    assert all(part in words for part in (KPI_WITH_TWO_YEARS, "出典：改革工程表", "平成29年度", "区分"))
    assert pixels.value.path().read_bytes().startswith(b"\x89PNG")
    assert pixels.value.suggested_filename.endswith(".png")
    expect(page.get_by_text(re.compile("引用を(コピーしました|選びました)"))).to_be_visible()


def test_a_value_leads_to_the_line_that_shows_the_words_as_printed(page):
    open_kpi(page)
    source = page.locator(".source--single").first
    source.locator("summary").click()
    words = source.locator("q").inner_text()
    source.locator("a").click()

    cited = page.locator("li.is-cited")
    expect(cited.first).to_be_in_viewport()
    printed = re.sub(r"\s", "", "".join(cited.locator("span").all_inner_texts()))
    assert re.sub(r"\s", "", words) in printed


def test_one_key_shows_the_words_of_last_year_and_hides_them_again(page):
    open_item(page)
    folds = page.locator(".fold--previous .fold-content")

    page.keyboard.press("p")
    expect(folds.first).to_be_visible()
    page.keyboard.press("p")
    expect(folds.first).to_be_hidden()


@pytest.mark.once
def test_the_words_of_a_row_are_one_link_away_without_scripts(browser, site):
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        open_item(page)
        page.locator(".kpi-table .row-foot").first.get_by_role("link", name="原文と読取り").click()

        expect(page.locator(":target q").first).to_be_in_viewport()


@pytest.mark.once
def test_the_words_of_a_row_are_one_key_away_or_the_way_to_their_page_is(browser, site):
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        page.route("**/details/", lambda route: route.abort())
        open_item(page)
        row = page.locator(".kpi-table .row-foot").first
        row.get_by_text("原文と読取り").focus()
        page.keyboard.press("Enter")
        expect(row.get_by_role("link", name="別のページで開く")).to_be_visible()

        page.unroute("**/details/")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(row.locator(".fold-content q").first).to_be_visible()


@pytest.mark.once
def test_a_grade_is_told_by_shape_letter_and_word_in_forced_colours(browser, site):
    with browser.new_context(base_url=site, forced_colors="active", color_scheme="dark") as context:
        page = context.new_page()
        open_item(page)
        badge = page.locator(".kpi-table .badge").first
        expect(badge.locator("svg")).to_be_visible()
        expect(badge).to_have_text(re.compile(r"[ABNF]\s*(目安|区分|定量)"))
        border, words, ground = (colour_of(badge, part) for part in ("borderTopColor", "color", "backgroundColor"))
        assert colour_of(badge.locator("svg"), "color") == words == border != ground
        values, goal = (colour_of(page.locator(f".sparkline .{part}").first, "stroke") for part in ("mark", "promised"))
        assert values == goal == words

        open_dashboard(page)
        count = page.locator(".heat-cell .triangle").first
        expect(count).to_have_text(re.compile(r"B \d"))
        assert "▲" in count.evaluate("one => getComputedStyle(one, '::before').content")
        assert colour_of(count, "color") != colour_of(count, "backgroundColor")


def colour_of(part: Locator, name: str) -> str:
    """A colour as the browser draws it."""
    return part.evaluate("(one, name) => getComputedStyle(one)[name]", name)


def test_the_years_of_a_chart_stand_apart_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    open_kpi(page)

    names = page.locator("#kpi-chart .xtick text")
    expect(names.first).to_be_visible()
    boxes = sorted((box for name in names.all() if (box := name.bounding_box())), key=lambda box: box["x"])
    assert len(boxes) > 1
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] < right["x"]


def test_a_chart_on_paper_covers_no_table(page):
    open_kpi(page)
    page.locator("#kpi-chart .main-svg").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    drawing = page.locator("#kpi-chart .main-svg").first.bounding_box()
    table = page.locator("#actuals").bounding_box()
    assert drawing["y"] + drawing["height"] <= table["y"]


def test_the_button_says_what_it_will_do(page):
    open_item(page)

    page.get_by_role("button", name="前年の記載を表示").click()
    page.get_by_role("button", name="前年の記載を隠す").click()
    expect(page.locator(".fold--previous .fold-content").first).to_be_hidden()


def test_a_kpi_is_drawn_without_scripts_as_well(browser, site):
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        open_kpi(page)

        expect(page.locator("#kpi-chart .sparkline")).to_be_visible()
        expect(page.get_by_text("引用：")).to_contain_text(KPI_WITH_TWO_YEARS)
        expect(page.get_by_role("button", name="引用をコピー")).to_be_hidden()
        assert page.locator("#kpi-chart").bounding_box()["height"] < 300
