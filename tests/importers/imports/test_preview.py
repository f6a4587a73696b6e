"""The preview: what would change, what must be settled, and confirming."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from importers.issues import Issue
from importers.models import PreviewRow
from importers.plan import CellChange, Plan
from importers.services import keep_preview
from kpi_tracker.lib.records import replace
from tests.importers.imports.batches import (
    ERROR,
    WARNING,
    State,
    make_batch,
    make_rows,
    planned,
    question,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(importer):
    return make_batch(State.PREVIEW, by=importer, counts={"unchanged": 7})


def address(batch, act):
    return reverse(f"importers:{act}", args=(batch.pk,))


def seen(client, batch, **asked):
    return client.get(batch.get_absolute_url(), asked)


def decide(client, batch, choices):
    sent = {"shown": [str(pk) for pk in choices]} | {f"row-{pk}": value for pk, value in choices.items()}
    return client.post(address(batch, "decide"), sent, follow=True)


def decisions(batch):
    return dict(batch.rows.values_list("pk", "decision"))


def confirm(client, batch, reason="報告を受けたため", fingerprint="f" * 64):
    return client.post(address(batch, "apply"), {"reason": reason, "fingerprint": fingerprint})


def test_every_kind_has_its_tab_with_its_number(client, batch):
    make_rows(batch, planned("new"), planned("new"), planned(), planned("retired"), question("a"))
    make_rows(batch, planned(issues=(WARNING,)), planned("unchanged", issues=(WARNING,)))
    page = seen(client, batch).context["page"]
    assert {tab.label: tab.count for tab in page.tabs} == {
        "新規": 2,
        "変更": 2,
        "廃止候補": 1,
        "判断が必要": 1,
        "誤り・注意": 2,
    }
    assert page.unchanged == 7


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        pytest.param([planned(), question("a")], "判断が必要", id="a question"),
        pytest.param([planned(), planned(issues=(ERROR,))], "誤り・注意", id="an error"),
        pytest.param([planned("new"), planned()], "変更", id="changes"),
        pytest.param([planned("new")], "新規", id="new rows"),
        pytest.param([planned("retired")], "廃止候補", id="retired rows"),
    ],
)
def test_what_needs_a_person_opens_first(client, batch, rows, first):
    make_rows(batch, *rows)
    assert seen(client, batch).context["page"].tab.label == first


@pytest.mark.parametrize(
    ("unchanged", "said"),
    [
        pytest.param(55, "読み取った55行（改革項目を含む）は、どれもいまのデータと同じです", id="the same again"),
        pytest.param(0, "データの行を読み取れませんでした", id="no row at all"),
    ],
)
def test_a_file_that_brings_nothing_says_so_and_is_not_to_be_confirmed(client, importer, unchanged, said):
    batch = make_batch(by=importer, counts={"unchanged": unchanged})
    html = client.get(batch.get_absolute_url()).content.decode()
    assert said in html
    assert reverse("importers:apply", args=(batch.pk,)) not in html


def test_a_changed_cell_is_shown_before_and_after_with_its_place_and_kind(client, batch):
    change = CellChange("actual_raw", "実績値（時点）", "301団体（速報）", "370団体（確報）", "finalised")
    make_rows(batch, planned(changes=(change,), place="シート「様式２」9行"))
    html = seen(client, batch).content.decode()
    assert "<del>301</del>団体（<del>速</del>報）" in html
    assert "<ins>370</ins>団体（<ins>確</ins>報）" in html
    assert "シート「様式２」9行" in html
    assert "確報化" in html


def test_an_issue_is_shown_with_its_cell_its_printed_words_and_what_to_do(client, batch):
    make_rows(batch, planned(issues=(ERROR,)))
    html = seen(client, batch).content.decode()
    assert "目標値（達成時期）・セルF7：目標値を読み取れません。数字を確かめてください。" in html
    assert "<q>四百団体</q>" in html


def test_a_message_that_names_its_cell_is_not_told_it_twice(client, batch):
    issue = replace(ERROR, message="シート「様式１」F7「目標値」：「四百団体」を読み取れません。")
    make_rows(batch, planned(issues=(issue,)))
    [shown] = seen(client, batch).context["page"].rows[0].issues
    assert shown.where == ""


def test_what_is_doubtful_about_the_file_as_a_whole_is_shown(client, importer):
    batch = make_batch(State.READING, by=importer)
    extra = Issue("extra_column", "warning", "headings", "見出し「備考２」の列は読みませんでした。")
    keep_preview(batch, Plan(rows=(planned(),), issues=(extra,), fingerprint="f" * 64))
    [row] = seen(client, batch, tab="doubtful").context["page"].rows
    assert (row.title, [issue.message for issue in row.issues]) == ("ファイル全体", [extra.message])
    assert row.choices == []


def test_words_of_the_file_never_become_markup(client, batch):
    change = CellChange("note", "<b>備考</b>", "<i>前</i>", "<script>後</script>")
    make_rows(batch, planned(title="<script>alert(1)</script>", item="<img src=x>", changes=(change,)))
    html = seen(client, batch).content.decode()
    assert not any(tag in html for tag in ("<script>alert", "<img", "<i>前", "<b>備考"))


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        pytest.param({"item": "⑫公共調達"}, ["入札の件数"], id="item"),
        pytest.param({"table": "process"}, ["調査を実施"], id="table"),
        pytest.param({"severity": "warning"}, ["参加者数"], id="severity"),
        pytest.param({"q": "件数"}, ["ＢＰＲの件数", "入札の件数"], id="words"),
        pytest.param({"q": "件数 入札"}, ["入札の件数"], id="two words"),
        pytest.param({"q": "なし"}, [], id="none"),
    ],
)
def test_the_rows_are_narrowed_by_the_address(client, batch, asked, titles):
    make_rows(
        batch,
        planned(title="ＢＰＲの件数"),
        planned(title="入札の件数", item="⑫公共調達"),
        planned(title="調査を実施", table="process"),
        planned(title="参加者数", issues=(WARNING,)),
    )
    page = seen(client, batch, tab="changed", **asked).context["page"]
    assert [row.title for row in page.rows] == titles


def test_what_cannot_be_asked_for_is_told_and_passed_over(client, batch):
    make_rows(batch, planned())
    page = seen(client, batch, tab="zz", item="ない項目")
    assert "「改革項目」の指定を読み取れず、外しました" in page.content.decode()
    assert page.context["page"].total == 1


@pytest.mark.once
def test_a_thousand_rows_take_as_many_queries_as_ten(client, batch, importer, count_queries):
    make_rows(batch, *(planned(issues=(WARNING,)) for _ in range(10)), question("a"))
    few = count_queries(f"{batch.get_absolute_url()}?tab=changed")
    many = make_batch(State.PREVIEW, by=importer)
    make_rows(many, *(planned(item=f"項目{n}", issues=(WARNING,)) for n in range(1000)))
    assert count_queries(f"{many.get_absolute_url()}?tab=changed") == few


def test_fifty_rows_stand_on_a_page_and_every_row_on_one(client, batch):
    rows = make_rows(batch, *(planned() for _ in range(120)))
    pages = [seen(client, batch, tab="changed", page=n).context["page"] for n in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    assert [row.pk for page in pages for row in page.rows] == [row.pk for row in rows]


def test_a_question_offers_its_candidates_with_nearness_and_reason(client, batch):
    make_rows(batch, question("2017-s01-k9"))
    html = seen(client, batch).content.decode()
    assert 'value="same:2017-s01-k9"' in html
    assert "名称の近さ 92％・名称がほぼ同じです" in html
    assert 'value="new"' in html


@pytest.mark.parametrize(
    ("row", "choice"),
    [
        pytest.param(question("a", "b"), "same:b", id="the same row"),
        pytest.param(question("a"), "new", id="a row of its own"),
        pytest.param(question("a"), "leave", id="question left out"),
        pytest.param(planned("retired"), "retire", id="retired"),
        pytest.param(planned(), "leave", id="change left out"),
        pytest.param(planned(issues=(ERROR,)), "leave", id="error left out"),
    ],
)
def test_a_decision_is_kept_and_the_page_comes_back(client, batch, row, choice):
    [made] = make_rows(batch, row)
    page = decide(client, batch, {made.pk: choice})
    assert decisions(batch) == {made.pk: choice}
    assert "1行の判断を記録しました" in page.content.decode()


@pytest.mark.parametrize(
    ("row", "choice"),
    [
        pytest.param(question("a"), "same:zz", id="no candidate"),
        pytest.param(planned(), "retire", id="retiring a row of the file"),
        pytest.param(planned("retired"), "leave", id="leaving out what is not in the file"),
        pytest.param(planned(), "new", id="no question"),
    ],
)
def test_a_decision_that_is_not_offered_is_refused(client, batch, row, choice):
    [made] = make_rows(batch, row)
    page = decide(client, batch, {made.pk: choice})
    assert decisions(batch) == {made.pk: ""}
    assert "何も記録していません" in page.content.decode()


def test_a_decision_can_be_taken_back(client, batch):
    [row] = make_rows(batch, planned())
    decide(client, batch, {row.pk: "leave"})
    decide(client, batch, {row.pk: ""})
    assert decisions(batch) == {row.pk: ""}


def test_what_was_decided_can_be_chosen_anew_when_the_preview_was_made_again(client, batch):
    [row] = make_rows(batch, planned())
    PreviewRow.objects.update(decision="same:2017-s01-k1")
    assert 'value="same:2017-s01-k1"' in seen(client, batch).content.decode()
    decide(client, batch, {row.pk: ""})
    assert decisions(batch) == {row.pk: ""}


def test_rows_of_another_batch_cannot_be_decided(client, batch, importer):
    [row] = make_rows(make_batch(by=importer), planned())
    decide(client, batch, {row.pk: "leave"})
    assert PreviewRow.objects.get(pk=row.pk).decision == ""


@pytest.mark.parametrize("shown", ["x", "٣", "9" * 30, "-1"])
def test_a_key_that_is_none_is_passed_over(client, batch, shown):
    assert client.post(address(batch, "decide"), {"shown": shown}).status_code == HTTPStatus.FOUND


def test_saving_leads_back_to_the_same_filters_and_page(client, batch):
    make_rows(batch, *(planned() for _ in range(60)))
    response = client.post(f"{address(batch, 'decide')}?tab=changed&q=指標&page=2", {})
    assert response.url.endswith("?tab=changed&q=%E6%8C%87%E6%A8%99&page=2")


def test_a_whole_item_is_left_out_at_once_and_taken_in_again(client, batch):
    rows = make_rows(batch, planned(), planned("new"), planned(item="⑫公共調達"), planned("retired"))
    send = {"item": rows[0].item}
    client.post(address(batch, "leave_out"), send | {"decision": "leave"})
    assert list(decisions(batch).values()) == ["leave", "leave", "", ""]
    client.post(address(batch, "leave_out"), send | {"decision": ""})
    assert set(decisions(batch).values()) == {""}


def test_all_rows_with_an_error_are_left_out_at_once(client, batch):
    make_rows(batch, planned(issues=(ERROR,)), planned(), planned("new", issues=(ERROR, WARNING)))
    assert "誤りのあるすべての行（2件）" in seen(client, batch).content.decode()
    client.post(address(batch, "leave_out"), {"decision": "leave"})
    assert list(decisions(batch).values()) == ["leave", "", "leave"]


def test_questions_with_one_candidate_each_are_answered_at_once(client, batch, started):
    make_rows(batch, question("a"), question("b", "c"), question("d"), question("d"), question("c"))
    make_rows(batch, question(), question("e", issues=(ERROR,)), planned())
    assert "一つだけの1行を" in seen(client, batch).content.decode()
    client.post(address(batch, "settle_alike"))
    assert list(decisions(batch).values()) == ["same:a", *[""] * 7]


def test_what_was_seen_is_applied(client, batch, importer, started):
    make_rows(batch, planned())
    assert confirm(client, batch).url == batch.get_absolute_url()
    batch.refresh_from_db()
    assert (batch.state, batch.applied_by, batch.reason) == (State.APPLYING, importer, "報告を受けたため")
    assert started == [("apply", batch.pk)]


@pytest.mark.parametrize("row", [question("a"), planned(issues=(ERROR,))], ids=["a question", "an error"])
def test_nothing_is_applied_while_a_row_waits_and_the_row_is_named(client, batch, started, row):
    make_rows(batch, row)
    page = confirm(client, batch)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "判断が済んでいない行が1件あります" in page.content.decode()
    assert [link.label for link in page.context["page"].waiting_rows] == [row.title]
    assert client.get(page.context["page"].waiting_rows[0].url).context["page"].rows[0].title == row.title
    assert not started


@pytest.mark.parametrize("reason", ["", " 　\n"], ids=["nothing", "only spaces"])
def test_nothing_is_applied_without_a_reason(client, batch, started, reason):
    make_rows(batch, planned())
    page = confirm(client, batch, reason=reason)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "理由を書いてください" in page.content.decode()
    assert not started


def test_the_filters_of_a_refused_confirmation_ask_for_the_preview(client, batch):
    make_rows(batch, planned())
    html = " ".join(confirm(client, batch, reason="").content.decode().split())
    assert f'method="get" action="{batch.get_absolute_url()}"' in html


def test_what_was_made_again_meanwhile_is_not_applied(client, batch, started):
    make_rows(batch, planned())
    page = confirm(client, batch, fingerprint="e" * 64)
    assert "もう一度確かめてから確定してください" in client.get(page.url).content.decode()
    assert not started


def test_confirming_twice_applies_once(client, batch, started):
    make_rows(batch, planned())
    confirm(client, batch)
    again = confirm(client, batch)
    assert again.url == batch.get_absolute_url()
    assert len(started) == 1


def test_no_row_can_be_decided_once_the_preview_is_over(client, batch, importer):
    [row] = make_rows(batch, planned())
    make_applied = {"state": State.APPLIED, "reason": "報告", "applied_by": importer}
    type(batch).objects.filter(pk=batch.pk).update(**make_applied)
    decide(client, batch, {row.pk: "leave"})
    assert decisions(batch) == {row.pk: ""}
