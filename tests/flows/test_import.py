"""What an administrator does with a file, by keyboard: drop it, settle it, confirm it, take it back."""

import io

import pytest
from django.conf import settings
from openpyxl import load_workbook
from playwright.sync_api import expect

from importers.exporting import standard_workbook
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish
from tests.flows.accessibility import assert_accessible
from tests.flows.browser import watched_page
from tests.importers.comparing.editing import Sheet
from tests.importers.imports.batches import make_importer

RATE = KpiSpec("がん検診の受診率", "2020年度までに50％", "38.2％（2016年度）", "A", targets=(), actuals=())
RENAMED = "がん検診受診率（40歳以上）"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def edited_workbook(transactional_db):
    """A published round as a workbook, with one actual changed and one KPI renamed."""
    make_ministry("総務省")
    built = build_round(make_round(2017), [ItemSpec("窓口業務の改革", "①", kpis=(KpiSpec(), RATE))])
    publish(built)
    book = load_workbook(io.BytesIO(standard_workbook(built.round)))
    sheet = Sheet(book["KPI"])
    sheet.put("s1-k1", "実績値（時点）", "350団体（2018年３月確報値）")
    sheet.put("s1-k2", "KPI名", RENAMED)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def page(browser, live_server, client, edited_workbook):
    """A page of an administrator who is signed in."""
    client.force_login(make_importer(last_name="山田", first_name="花子"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with watched_page(browser, live_server.url) as page:
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        yield page


def press(page, role, name):
    """Reach something by keyboard and press it."""
    page.get_by_role(role, name=name).first.press("Space" if role == "radio" else "Enter")


def drop_file(page, data):
    """Go from the home page to 取込 and hand the file in."""
    page.goto("/sources/")
    press(page, "link", "取込")
    page.get_by_label("取り込むファイル").set_input_files({"name": "報告.xlsx", "mimeType": XLSX, "buffer": data})
    press(page, "button", "読み取って違いを確かめる")
    expect(page.get_by_role("heading", level=1)).to_have_text("報告.xlsx")


def settle_question(page):
    """Say that the renamed row is the one of last year."""
    press(page, "radio", f"次の行と同じ：{RATE.name}")
    press(page, "button", "このページの判断を保存する")
    expect(page.get_by_role("status").filter(has_text="1行の判断を記録しました")).to_be_visible()


def confirm(page):
    """Confirm with a reason."""
    page.get_by_label("取り込む理由").press_sequentially("報告を受けたため")
    page.wait_for_load_state()  # its scripts may come after its words
    press(page, "button", "この内容で反映する")


def test_a_file_is_dropped_settled_applied_and_taken_back_by_keyboard(page, edited_workbook):
    drop_file(page, edited_workbook)
    assert_accessible(page)
    expect(page.get_by_text("判断が済んでいない行が1件あります")).to_be_visible()

    settle_question(page)
    press(page, "link", "変更 2")
    expect(page.locator("ins").filter(has_text="350")).to_be_visible()
    confirm(page)
    expect(page.get_by_role("heading", name="反映した内容")).to_be_visible()
    assert_accessible(page)
    result = page.url

    press(page, "link", RENAMED)
    expect(page.get_by_role("heading", level=1)).to_contain_text("受診率")

    page.goto(result)
    press(page, "link", "この取込みを元に戻す")
    assert_accessible(page)
    page.get_by_label("元に戻す理由").press_sequentially("ファイルを取り違えた")
    press(page, "button", "元に戻す")
    expect(page.get_by_role("heading", name="元に戻した取込みの内容")).to_be_visible()
    expect(page.get_by_text("ファイルを取り違えた")).to_be_visible()


def test_a_decision_that_was_not_saved_holds_the_confirmation_up_and_no_reason_is_lost(page, edited_workbook):
    drop_file(page, edited_workbook)
    press(page, "link", "変更 1")
    press(page, "radio", "この行を取り込まない")
    confirm(page)
    expect(page.get_by_text("まだ保存していない判断があります")).to_be_visible()
    assert_accessible(page)

    press(page, "button", "このページの判断を保存する")
    expect(page.get_by_role("status").filter(has_text="1行の判断を記録しました")).to_be_visible()
    expect(page.get_by_label("取り込む理由")).to_have_value("報告を受けたため")


def test_a_reason_begun_before_the_page_is_whole_is_kept(page, edited_workbook):
    drop_file(page, edited_workbook)
    held = []
    page.route("**/imports-decisions*.js", lambda route: held.append(route))
    page.get_by_role("link", name="変更 1").click(no_wait_after=True)
    page.get_by_label("取り込む理由").fill("急ぎのため")
    held[0].continue_()
    page.unroute_all()
    page.wait_for_load_state()

    press(page, "radio", "この行を取り込まない")
    press(page, "button", "このページの判断を保存する")
    expect(page.get_by_role("status").filter(has_text="1行の判断を記録しました")).to_be_visible()
    expect(page.get_by_label("取り込む理由")).to_have_value("急ぎのため")


def test_templates_and_the_list_are_accessible(page, edited_workbook):
    drop_file(page, edited_workbook)
    press(page, "link", "取込")
    expect(page.get_by_role("link", name="報告.xlsx")).to_be_visible()
    assert_accessible(page)
    press(page, "link", "ひな形と出力")
    assert_accessible(page)


def test_a_template_comes_back_as_nothing_new(page):
    page.goto("/imports/templates/")
    page.get_by_label("用途").select_option(label="いまのデータの出力")
    page.get_by_label("様式").select_option("workbook")
    page.get_by_label("調査回").select_option(index=1)
    with page.expect_download() as download:
        press(page, "button", "ダウンロードする")
    drop_file(page, download.value.path().read_bytes())
    expect(page.locator(".tabs")).to_contain_text("変更 0")


def test_dropped_files_are_named_before_they_are_sent(page, edited_workbook):
    page.goto("/imports/")
    dropped = page.evaluate_handle(
        "() => { const drop = new DataTransfer(); drop.items.add(new File(['a'], '総務省.csv')); return drop; }"
    )
    page.dispatch_event("[data-drop-zone]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-chosen] li")).to_have_text("総務省.csv（1 KB）")
