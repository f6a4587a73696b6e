"""The pages that keep the frame."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.models import KpiListing, ProgressSnapshot
from kpis.selectors.frame import changes_if_copied, changes_of
from kpis.services.next_round import open_next_round
from reforms.models import Ministry, ReasonCode, ReformItem, ReformProcess, User
from reforms.services.changes import Change
from reforms.services.frame import retire_rows
from reforms.services.keeping_items import ItemWords, add_item
from reforms.services.keeping_processes import keep_process
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish

pytestmark = pytest.mark.django_db

WHY = {"code": "definition", "reason": "骨太方針の改定"}
UNSEEN = {"kpi_version": 0, "target_version": 0}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def reviewer(client):
    person = User.objects.create(username="kakunin", role=User.Role.REVIEWER)
    client.force_login(person)
    return person


def build_two_items():
    make_ministry("総務省")
    items = [ItemSpec("窓口業務", processes=("調査", "公表")), ItemSpec("広域化")]
    return build_round(make_round(), items)


@pytest.fixture(scope="module")
def built_once(rows_of_module):
    return rows_of_module(build_two_items)


@pytest.fixture
def built(built_once):
    return deepcopy(built_once)


def send(client, kind, row, act, **values):
    address = reverse("kpis:frame_act", args=(kind, row.pk, act))
    return client.post(address, {"version": row.version, **WHY, **values})


def process():
    return ReformProcess.objects.get(row_id="s1-p1")


def test_a_process_is_reworded_in_the_browser(client, reviewer, built):
    response = send(client, "processes", process(), "keep", words="調査を二度実施")

    assert response.status_code == HTTPStatus.FOUND
    assert (process().words, process().history.latest().history_user) == ("調査を二度実施", reviewer)


def test_without_a_reason_the_page_says_so_and_nothing_changes(client, reviewer, built):
    response = send(client, "processes", process(), "keep", words="改名", reason="")

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "理由を書いてください" in response.content.decode()
    assert process().words == "調査"


def test_who_comes_second_sees_both_texts_and_writes_by_sending_again(client, reviewer, built):
    seen = process()
    change = Change(reviewer, "先の変更", code=ReasonCode.DEFINITION)
    keep_process(seen, "先の人の文", version=seen.version, change=change)

    response = send(client, "processes", seen, "keep", words="後の人の文")
    page = response.content.decode()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "先の人の文" in page
    assert "後の人の文" in page
    assert process().words == "先の人の文"

    sent_again = {section.name: section for section in response.context["sections"]}["keep"].form
    send(client, "processes", seen, "keep", words="後の人の文", version=sent_again["version"].value())
    assert process().words == "後の人の文"


TARGET = {"name": "窓口業務の委託団体数", "target": "2020年度までに500団体", "kpi_version": 1, "target_version": 1}


def keep_target(client, built, **values):
    return send(client, "kpis", built.listings["s1-k1"], "keep", **TARGET, **values)


def target_states():
    return list(ProgressSnapshot.history.filter(listing__row_id="s1-k1").values_list("target_words", "overrides"))


def close(built):
    built.round.opened_at = built.round.closed_at = timezone.now()
    built.round.save()


@pytest.fixture
def closed(built):
    close(built)
    return built


def test_a_reviewer_is_told_who_may_change_a_target_of_a_closed_round(client, reviewer, closed):
    for sent in ({}, {"past_locks": "on"}):
        response = keep_target(client, closed, **sent)

        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "締め切られているため変更できません" in response.content.decode()
        assert "past_locks" not in response.content.decode()
    assert target_states() == [("2020年度までに416団体", False)]


def test_an_admin_is_asked_before_writing_past_the_lock_which_the_history_says(client, closed):
    client.force_login(User.objects.create(username="kanri", role=User.Role.ADMIN))

    asked = keep_target(client, closed)
    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'name="past_locks"' in asked.content.decode()
    assert keep_target(client, closed, past_locks="on").status_code == HTTPStatus.FOUND

    assert target_states() == [("2020年度までに500団体", True), ("2020年度までに416団体", False)]


def test_an_admin_puts_a_target_of_a_closed_round_back(client, built):
    client.force_login(User.objects.create(username="kanri", role=User.Role.ADMIN))
    keep_target(client, built)
    close(built)
    listing = built.listings["s1-k1"]
    first = ProgressSnapshot.history.filter(listing=listing.pk).last()
    sent = {**WHY, "past": 1, "state": first.history_id, "version": 2}
    address = reverse("kpis:frame_put_back", args=("kpis", listing.pk))

    assert 'name="past_locks"' in client.post(address, sent).content.decode()
    client.post(address, sent | {"past_locks": "on"})

    assert ProgressSnapshot.objects.get(listing=listing).target_words == "2020年度までに416団体"


def test_a_row_that_ended_can_only_come_back(client, reviewer, built):
    retire_rows([process()], round=built.round, change=Change(reviewer, "終了"))

    assert send(client, "processes", process(), "keep", words="改名").status_code == HTTPStatus.NOT_FOUND
    send(client, "processes", process(), "restore")
    assert process().retired_in is None


ACTS = [
    ("items", "keep", {"name": "改名", "ministries": "◎総務省"}),
    ("items", "end", {}),
    ("processes", "split", {"staying": "前", "going": "後"}),
    ("processes", "end", {}),
    ("kpis", "keep", {"name": "改名", "target": "2020年度までに1割", "kpi_version": 1, "target_version": 1}),
    ("kpis", "end", {}),
]


@pytest.mark.parametrize(("kind", "act", "values"), ACTS, ids=[f"{kind} {act}" for kind, act, _ in ACTS])
def test_each_act_raises_the_version_of_its_row(client, reviewer, built, kind, act, values):
    model = {"items": ReformItem, "processes": ReformProcess, "kpis": KpiListing}[kind]
    row = model.objects.order_by("pk").first()

    assert send(client, kind, row, act, **values).status_code == HTTPStatus.FOUND
    assert model.objects.get(pk=row.pk).version == 2


def test_an_item_is_joined_to_another(client, reviewer, built):
    item, other = ReformItem.objects.order_by("order")

    send(client, "items", item, "join", other=other.pk)

    assert ReformItem.objects.get(pk=item.pk).retired_in == built.round


def test_a_ministry_that_nobody_knows_is_refused(client, reviewer, built):
    item = ReformItem.objects.first()

    response = send(client, "items", item, "keep", name="改名", ministries="宇宙省")

    assert "「宇宙省」は登録された府省庁" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("kpis:frame_add_process", {"words": "新しい工程", "ministries": "総務省"}),
        ("kpis:frame_add_kpi", {"name": "新しいKPI", "target": "2020年度までに1割", **UNSEEN}),
    ],
)
def test_a_row_is_added_to_a_page(client, reviewer, built, name, values):
    page = built.round.edition.sheets.first()

    response = client.post(reverse(name, args=(page.pk,)), {"version": 0, **WHY, **values})

    assert response.url == reverse("kpis:frame", args=(built.round.edition_id,))
    assert page.processes.count() + page.listings.count() == 4


def test_an_item_is_added_to_an_edition(client, reviewer, built):
    address = reverse("kpis:frame_add_item", args=(built.round.edition_id,))

    client.post(address, {"version": 0, "name": "クラウド", **WHY})

    assert ReformItem.objects.filter(name="クラウド").exists()


def test_words_stay_text(client, reviewer, built):
    send(client, "processes", process(), "keep", words=SCRIPT)

    for name, args in (
        ("kpis:frame", (built.round.edition_id,)),
        ("kpis:frame_row", ("processes", process().pk)),
        ("kpis:frame_history", ("processes", process().pk)),
    ):
        page = client.get(reverse(name, args=args)).content.decode()
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("kind", ["people", "items2"])
def test_there_are_no_other_kinds_of_rows(client, reviewer, built, kind):
    assert client.get(reverse("kpis:frame_row", args=(kind, 1))).status_code == HTTPStatus.NOT_FOUND


def test_an_older_text_is_put_back_as_a_change_of_its_own(client, reviewer, built):
    send(client, "processes", process(), "keep", words="改名")
    first = process().history.earliest()

    address = reverse("kpis:frame_put_back", args=("processes", process().pk))
    client.post(address, {"past": 0, "state": first.history_id, "version": 2, **WHY})

    assert (process().words, process().version, process().history.count()) == ("調査", 3, 3)


KPI_PASTS = {
    "the row": (0, "name", "改名"),
    "the target": (1, "target", "別の目標"),
    "the definition": (2, "unit", "件"),
}


@pytest.mark.parametrize(("past", "field", "words"), KPI_PASTS.values(), ids=KPI_PASTS)
def test_each_half_of_a_kpi_row_is_put_back_alone(client, reviewer, built, past, field, words):
    listing = built.listings["s1-k1"]
    before = client.get(reverse("kpis:frame_row", args=("kpis", listing.pk))).context["sections"][0].form.initial
    values = {name: "" if value is None else value for name, value in before.items() if value is not False}
    send(client, "kpis", listing, "keep", **{**values, field: words})
    page = client.get(reverse("kpis:frame_history", args=("kpis", listing.pk))).context["pasts"][past]

    sent = {"past": past, "state": page.states[-1].key, "version": page.version, **WHY}
    response = client.post(reverse("kpis:frame_put_back", args=("kpis", listing.pk)), sent)

    assert response.status_code == HTTPStatus.FOUND
    after = client.get(reverse("kpis:frame_row", args=("kpis", listing.pk))).context["sections"][0].form.initial
    assert after[field] == before[field]


def test_a_state_of_another_row_is_not_put_back(client, reviewer, built):
    other = ReformProcess.objects.get(row_id="s2-p1").history.earliest()

    address = reverse("kpis:frame_put_back", args=("processes", process().pk))
    response = client.post(address, {"past": 0, "state": other.history_id, "version": 1, **WHY})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert process().version == 1


def test_a_published_edition_says_that_changes_are_errata(client, reviewer, built):
    publish(built)

    page = client.get(reverse("kpis:frame", args=(built.round.edition_id,))).content.decode()

    assert "公表済みの版です" in page


def test_what_changed_against_the_year_before_is_told(client, reviewer, built):
    next_round = open_next_round(
        built.round,
        name="次の版",
        published_on=built.round.edition.published_on.replace(year=2018),
        due_on=None,
        change=Change(reviewer, "次の年度"),
    )
    change = Change(reviewer, "改定", code=ReasonCode.DEFINITION)
    keep_process(next_round.edition.processes.get(row_id="s1-p1"), "調査を二度", version=1, change=change)
    retire_rows([next_round.edition.processes.get(row_id="s1-p2")], round=next_round, change=change)
    add_item(next_round.edition, ItemWords("クラウド"), change=change)

    changes = changes_of(next_round.edition)
    page = client.get(reverse("kpis:frame_changes", args=(next_round.edition_id,))).content.decode()

    assert [row.title for row in changes.dropped] == ["公表"]
    assert [row.title for row in changes.added] == ["クラウド"]
    assert [one.row.title for one in changes.reworded] == ["調査を二度"]
    assert "<ins>を二度</ins>" in page


def test_what_was_retired_would_be_dropped_next_year(reviewer, built):
    retire_rows([ReformItem.objects.get(row_id="i2")], round=built.round, change=Change(reviewer, "終了"))

    dropped = changes_if_copied(built.round.edition).dropped

    assert [row.kind for row in dropped] == ["改革項目", "改革工程", "ＫＰＩ"]


def make_frame(items, year):
    made = build_round(make_round(year), [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(items)])
    return made.round.edition_id


@pytest.mark.once
def test_the_frame_takes_the_same_number_of_queries_for_every_number_of_items(reviewer, count_queries):
    make_ministry("総務省")
    few, many = make_frame(4, 2017), make_frame(40, 2018)

    assert count_queries(reverse("kpis:frame", args=(few,))) == count_queries(reverse("kpis:frame", args=(many,)))


@pytest.mark.once
def test_a_history_takes_the_same_number_of_queries_for_every_number_of_changes(reviewer, built, count_queries):
    address = reverse("kpis:frame_history", args=("processes", process().pk))
    few = count_queries(address)
    change = Change(reviewer, "改定", code=ReasonCode.DEFINITION)
    for number in range(10):
        keep_process(process(), f"調査{number}", version=number + 1, change=change)

    assert count_queries(address) == few


def test_a_ministry_is_added_and_ended_in_the_browser(client, reviewer, built):
    client.post(
        reverse("reforms:new_ministry"), {"version": 0, "name": "デジタル庁", "short_name": "デジ庁", "order": 9, **WHY}
    )
    agency, office = Ministry.objects.get(name="デジタル庁"), Ministry.objects.get(name="総務省")
    sent = {"version": 1, "valid_to": "2021-08-31", "successor": agency.pk, **WHY}
    client.post(reverse("reforms:end_ministry", args=(office.pk,)), sent)

    office.refresh_from_db()
    page = client.get(reverse("reforms:ministry", args=(office.pk,))).content.decode()
    assert (office.successor, f"{office.valid_to}") == (agency, "2021-08-31")
    assert "骨太方針の改定" in page


def test_a_ministry_is_reworded_and_refused_over_another_change(client, reviewer, built):
    office = Ministry.objects.get(name="総務省")
    sent = {"version": 1, "short_name": "総", "order": 5, **WHY}
    address = reverse("reforms:ministry", args=(office.pk,))

    assert client.post(address, sent).status_code == HTTPStatus.FOUND
    assert client.post(address, sent | {"short_name": "務"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Ministry.objects.get(name="総務省").short_name == "総"
