"""People by CSV: what each line would do, what is wrong with it, and all or nothing."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reforms.accounts.people_csv import MOST_BYTES, UnreadablePeople, read_people
from reforms.accounts.planning import plan_people
from reforms.models import User
from tests.builders import make_ministry
from tests.reforms.accounts.signing import make_person

pytestmark = pytest.mark.django_db
HEADINGS = "氏名,メール,利用者名,役割,府省庁,操作"


@pytest.fixture
def boss():
    make_ministry("総務省")
    make_ministry("財務省")
    make_person("sato", last_name="佐藤", first_name="次郎")
    make_person("gone", is_active=False)
    return make_person("boss", role=User.Role.ADMIN)


@pytest.fixture
def admin(client, boss):
    client.force_login(boss)
    return client


def planned(*lines):
    plan = plan_people(read_people("\r\n".join([HEADINGS, *lines]).encode("cp932")))
    return [(line.line, line.kind, "、".join(line.words)) for line in plan.lines]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("山田 花子,yamada@example.go.jp,yamada,担当者,総務省、財務省,", "招待", "担当者、"),
        ("山田 花子,yamada@example.go.jp,,閲覧者,,", "招待", "閲覧者、yamada@example.go.jp"),
        (",,sato,担当者,総務省,", "変更", "役割：閲覧者 → 担当者、府省庁：（なし） → 総務省"),
        (",sato@example.go.jp,,確認者,,", "変更", "役割：閲覧者 → 確認者"),
        (",,SATO,,,", "変更なし", ""),
        (",,sato,,,閉鎖", "閉鎖", ""),
        (",,gone,,,閉鎖", "変更なし", ""),
        (",,gone,,,再開", "再開", ""),
        (",,gone,,,", "誤り", "閉じられている利用者です"),
        (",,nobody,,,閉鎖", "誤り", "この利用者はいない"),
        (",,nobody,,,", "誤り", "氏名と役割が要ります"),
        (",,sato,課長,,", "誤り", "役割は 閲覧者、担当者"),
        (",,sato,担当者,大蔵省,", "誤り", "知らない府省庁です：大蔵省"),
        (",,sato,担当者,,", "誤り", "担当者には府省庁が要ります"),
        (",,sato,,,削除", "誤り", "操作は空欄"),
        ("山田,no-address,yamada,閲覧者,,", "誤り", "有効なメールアドレス"),
        ("山田,,yama da,閲覧者,,", "誤り", "ユーザー名"),
        ("山田,sato@example.go.jp,yamada,閲覧者,,", "誤り", "ほかの利用者が使っています"),
        (",,boss,閲覧者,,", "変更", "役割：管理者 → 閲覧者"),
    ],
)
def test_each_line_says_what_it_would_do(boss, line, kind, words):
    ((number, found, told),) = planned(line)

    assert (number, found) == (2, kind)
    assert words in told
    assert not User.objects.filter(username="yamada").exists()


def test_two_lines_of_one_person_are_both_wrong(boss):
    assert [kind for _, kind, _ in planned(",,sato,確認者,,", ",sato@example.go.jp,,閲覧者,,")] == ["誤り", "誤り"]


def test_two_newcomers_do_not_get_one_address(boss):
    lines = planned("山田,a@example.go.jp,yamada,閲覧者,,", "鈴木,A@example.go.jp,suzuki,閲覧者,,")

    assert [kind for _, kind, _ in lines] == ["誤り", "誤り"]


def test_a_list_that_leaves_no_admin_cannot_be_applied(boss):
    plan = plan_people(read_people(f"{HEADINGS}\n,,boss,,,閉鎖\n".encode()))

    assert not plan.may_apply
    assert "管理者が一人もいなくなる" in plan.fault


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe\x00", "UTF-16"),
        ("氏名,役職\n山田,課長\n".encode(), "知らない見出しがあります：役職"),
        ("氏名,役割\n山田,閲覧者\n".encode(), "「利用者名」か「メール」の見出しが要ります"),
        ("利用者名,利用者名\na,b\n".encode(), "同じ見出し"),
        ("利用者名\na,b\n".encode(), "2行目のセルが見出しより多く"),
        ('利用者名\n"a\n'.encode(), "CSVとして読めません"),
        (b"x" * (MOST_BYTES + 1), "大きすぎます"),
        (("利用者名\n" + "a\n" * 2001).encode(), "2000行を超えて"),
    ],
    ids=["UTF-16", "heading", "nobody told", "twice", "too many cells", "quote", "too big", "too long"],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(UnreadablePeople, match=sentence):
        read_people(data)


def upload(client, text):
    return client.post(reverse("reforms:people_file"), {"file": SimpleUploadedFile("people.csv", text.encode("cp932"))})


def sent_on(response):
    """What the page of a plan sends when it is confirmed."""
    return dict(re.findall(r'name="(content|fingerprint)" value="([^"]+)"', response.content.decode()))


def test_a_list_is_shown_first_and_then_done(admin):
    shown = upload(admin, f"{HEADINGS}\n山田 花子,,yamada,担当者,総務省,\n,,sato,,,閉鎖\n")
    before = User.objects.filter(username="yamada").exists()
    done = admin.post(reverse("reforms:apply_people_file"), sent_on(shown))

    assert not before
    assert done.url == reverse("reforms:invitations")  # no mail server: the links are handed over
    assert User.objects.get(username="yamada").ministries.get().name == "総務省"
    assert not User.objects.get(username="sato").is_active


def test_a_list_with_one_wrong_line_offers_nothing_to_confirm(admin):
    shown = upload(admin, f"{HEADINGS}\n山田 花子,,yamada,担当者,総務省,\n,,nobody,,,閉鎖\n")

    assert "反映できません" in shown.content.decode()
    assert sent_on(shown) == {}


def test_a_plan_that_is_another_by_now_is_shown_again(admin):
    shown = upload(admin, f"{HEADINGS}\n,,sato,確認者,,\n")
    User.objects.filter(username="sato").update(role="viewer", last_name="斉藤")
    User.objects.filter(username="sato").update(is_active=False)

    answer = admin.post(reverse("reforms:apply_people_file"), sent_on(shown))

    assert "利用者が変わりました" in answer.content.decode()
    assert User.objects.get(username="sato").role == "viewer"


@pytest.mark.parametrize("content", ["", "***", "44GC"], ids=["nothing", "no base64", "no list"])
def test_what_was_never_shown_is_not_done(admin, content):
    answer = admin.post(reverse("reforms:apply_people_file"), {"content": content, "fingerprint": "x"})

    assert answer.url == reverse("reforms:people_file")


def test_the_list_that_goes_out_changes_nothing_when_it_comes_back(admin):
    make_person("=cmd", last_name="=1+1")
    data = admin.get(reverse("reforms:people_download")).content

    plan = plan_people(read_people(data))

    assert {line.kind for line in plan.lines} == {"変更なし"}
    assert b"'=1+1" in data


@pytest.mark.once
def test_hundreds_of_lines_take_as_many_queries_as_one(boss, queries_of):
    def lines(number):
        text = "".join(f"人{n},,person{n},担当者,総務省,\n" for n in range(number))
        return read_people(f"{HEADINGS}\n{text}".encode())

    assert queries_of(lambda: plan_people(lines(1))) == queries_of(lambda: plan_people(lines(300)))
