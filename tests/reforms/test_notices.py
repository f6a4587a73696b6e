"""お知らせ: who is told what, how it is read, and the one mail a day."""

import datetime
from http import HTTPStatus
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reforms.deadlines import deadlines
from reforms.digests import MailServerGone, send_digests, tell_deadlines
from reforms.models import Notice, User
from reforms.services.changes import Change
from reforms.services.notices import notify
from reforms.services.submitting import confirm, send_back
from tests.builders import ItemSpec, build_round, make_ministry, make_round, make_user, open_for_entry
from tests.opened import hand_in, part_keys

pytestmark = pytest.mark.django_db
ROLE = User.Role
DUE = datetime.date(2018, 12, 1)


@pytest.fixture
def ministry():
    return make_ministry("総務省")


@pytest.fixture
def official(ministry):
    return make_user(ROLE.STAFF, ministry, last_name="山田", first_name="花子", email="hanako@example.go.jp")


@pytest.fixture
def round(ministry):
    items = [ItemSpec(f"項目{number}") for number in range(5)]
    return open_for_entry(build_round(make_round(2018), items), ministry, due_on=DUE)


def tell(person, text="差し戻されました。", kind=Notice.Kind.RETURNED):
    (notice,) = notify([person], kind=kind, text=text, url="/items/")
    return notice


def test_the_staff_are_told_once_of_all_that_was_returned_and_why(round, ministry, official):
    reviewer = make_user(ROLE.REVIEWER)
    keys = hand_in(round, ministry, by=official)

    send_back(round, dict.fromkeys(keys, 1), change=Change(reviewer, "時点がありません"))

    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (official, Notice.Kind.RETURNED)
    assert notice.text == ("総務省の「項目0」、「項目1」、「項目2」ほか2項目が差し戻されました。理由：時点がありません")


def test_the_staff_of_a_parent_office_are_told_of_what_was_confirmed(round, ministry, official):
    above = make_ministry("内閣官房")
    ministry.parent = above
    ministry.save()
    chief, reviewer = make_user(ROLE.STAFF, above), make_user(ROLE.REVIEWER)
    hand_in(round, ministry, by=official)

    (key, *_) = part_keys(round, ministry)
    confirm(round, {key: 1}, change=Change(reviewer))

    told = Notice.objects.filter(text="総務省の「項目0」が確認されました。", url__endswith=f"?item={key.item}")
    assert {notice.person for notice in told} == {chief, official}


def test_handing_in_is_told_to_nobody(round, ministry, official):
    hand_in(round, ministry, by=official)

    assert not Notice.objects.exists()


def test_a_notice_is_read_by_opening_it(client, official):
    notice = tell(official)
    client.force_login(official)
    before = client.get(reverse("reforms:notices")).content.decode()

    answer = client.post(reverse("reforms:open_notice", args=(notice.pk,)))

    assert answer.headers["Location"] == "/items/"
    assert "件の未読" in before
    assert "件の未読" not in client.get(reverse("reforms:notices")).content.decode()


def test_looking_at_the_page_reads_nothing(client, official):
    tell(official)
    client.force_login(official)
    client.get(reverse("reforms:notices"))

    assert Notice.objects.get().read_at is None


def test_all_notices_are_read_at_once_but_nobody_elses(client, official):
    tell(official)
    other = tell(make_user())
    client.force_login(official)

    client.post(reverse("reforms:read_notices"))

    assert list(Notice.objects.filter(read_at=None)) == [other]


def test_the_notices_of_others_are_not_there(client, official):
    notice = tell(make_user(), text="ひそかな知らせ")
    client.force_login(official)

    assert "ひそかな知らせ" not in client.get(reverse("reforms:notices")).content.decode()
    assert client.post(reverse("reforms:open_notice", args=(notice.pk,))).status_code == HTTPStatus.NOT_FOUND
    assert Notice.objects.get().read_at is None


def test_the_text_of_a_notice_is_shown_as_text(client, official):
    tell(official, text="<script>alert(1)</script>")
    client.force_login(official)

    assert "<script>alert" not in client.get(reverse("reforms:notices")).content.decode()


@pytest.mark.once
def test_the_page_takes_as_many_queries_for_many_notices_as_for_few(client, official, count_queries):
    client.force_login(official)
    tell(official)
    few = count_queries(reverse("reforms:notices"))
    for _ in range(10):
        tell(official)

    assert count_queries(reverse("reforms:notices")) == few


def test_sixty_notices_take_two_pages(client, official):
    tell(official, text="最初")
    Notice.objects.bulk_create(Notice(person=official, kind="comment", text="次", url="/") for _ in range(59))
    client.force_login(official)

    assert "最初" in client.get(reverse("reforms:notices"), {"page": "2"}).content.decode()


DAYS = [
    pytest.param(8, None, id="in eight days"),
    pytest.param(7, Notice.Kind.DUE, id="in seven days"),
    pytest.param(0, Notice.Kind.DUE, id="today"),
    pytest.param(-1, Notice.Kind.OVERDUE, id="yesterday"),
]


@pytest.mark.parametrize(("days", "kind"), DAYS)
def test_a_deadline_is_told_from_a_week_before(round, official, days, kind):
    tell_deadlines(DUE - datetime.timedelta(days=days))

    assert [notice.kind for notice in Notice.objects.all()] == ([kind] if kind else [])


def test_each_deadline_is_told_once_before_and_once_after(round, official):
    for days in range(7, -5, -1):
        tell_deadlines(DUE - datetime.timedelta(days=days))

    assert sorted(Notice.objects.values_list("kind", flat=True)) == [Notice.Kind.DUE, Notice.Kind.OVERDUE]


def test_a_deadline_that_was_moved_is_told_again(round, official):
    tell_deadlines(DUE)
    round.due_on = DUE + datetime.timedelta(days=3)
    round.save()
    tell_deadlines(DUE)

    assert Notice.objects.filter(kind=Notice.Kind.DUE).count() == 2


def test_who_has_handed_everything_in_is_told_of_no_deadline(round, ministry, official):
    hand_in(round, ministry, by=official)

    assert deadlines(DUE) == []


def test_a_deadline_says_what_is_left(round, official):
    (one,) = deadlines(DUE - datetime.timedelta(days=3))

    assert one.words == f"「{round}」の提出期限は12月1日（あと3日）です。未提出の改革項目が5件あります。"
    assert deadlines(DUE + datetime.timedelta(days=2))[0].words.startswith(
        f"「{round}」の提出期限（12月1日）を2日過ぎています"
    )


def test_one_mail_tells_everything_of_the_day_and_what_is_due(round, official):
    tell(official, text="項目1が差し戻されました。")
    tell(official, text="質疑が書かれました。", kind=Notice.Kind.COMMENT)

    sent = send_digests(tell_deadlines(DUE))

    (message,) = mail.outbox
    assert sent == 1
    assert message.to == ["hanako@example.go.jp"]
    assert message.subject == "【改革工程表 進捗管理】お知らせ3件"
    assert message.body.startswith("山田 花子 様")
    for text in ("項目1が差し戻されました。", "質疑が書かれました。", "■ 提出期限", "http://127.0.0.1:8000/items/"):
        assert text in message.body


def test_nothing_is_mailed_twice(official):
    tell(official)
    send_digests([])

    assert send_digests([]) == 0


SILENT = {
    "no mail wanted": {"takes_mail": False},
    "no address": {"email": ""},
    "account closed": {"is_active": False},
}


@pytest.mark.parametrize("values", SILENT.values(), ids=SILENT)
def test_nothing_is_mailed_to_who_takes_none(official, values):
    User.objects.filter(pk=official.pk).update(**values)
    tell(official)

    assert send_digests([]) == 0
    assert mail.outbox == []


def test_what_was_read_is_not_mailed(official):
    tell(official)
    Notice.objects.update(read_at=timezone.now())

    assert send_digests([]) == 0


@pytest.mark.parametrize("failure", [ConnectionRefusedError(111, "refused"), SMTPServerDisconnected("gone")], ids=str)
def test_a_mail_server_that_is_gone_loses_nothing(official, monkeypatch, failure):
    tell(official)

    def refuse(self, messages):
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "send_messages", refuse)
        with pytest.raises(MailServerGone):
            send_digests([])
    assert Notice.objects.get().mailed_at is None
    assert send_digests([]) == 1


def test_an_address_that_is_refused_keeps_nobody_elses_mail_back(official, monkeypatch):
    colleague = make_user(email="taro@example.go.jp")
    tell(official)
    tell(colleague)
    send = locmem.EmailBackend.send_messages

    def refuse_one(self, messages):
        if messages[0].to == [official.email]:
            raise SMTPRecipientsRefused({official.email: (550, b"unknown")})
        return send(self, messages)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse_one)

    assert send_digests([]) == 1
    assert Notice.objects.get(person=official).mailed_at is None


def test_the_command_says_in_one_line_that_it_sent(round, official, capsys):
    tell(official)

    call_command("send_notices")

    assert capsys.readouterr().out == "お知らせのメールを1通送りました。\n"


def test_the_command_says_in_one_line_that_the_server_is_gone(official, monkeypatch):
    tell(official)
    monkeypatch.setattr(locmem.EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("refused")))

    with pytest.raises(CommandError, match=r"^メールを送れません。未送信のお知らせは次回に送ります。.*$"):
        call_command("send_notices")


def test_without_a_mail_server_notices_wait(official, settings, capsys):
    settings.SENDS_MAIL = False
    tell(official)

    call_command("send_notices")

    assert "EMAIL_HOST" in capsys.readouterr().out
    assert Notice.objects.get().mailed_at is None


@pytest.mark.parametrize(("chosen", "takes_mail"), [("off", False), ("on", True)])
def test_everybody_turns_mail_on_and_off(client, official, chosen, takes_mail):
    User.objects.filter(pk=official.pk).update(takes_mail=not takes_mail)
    client.force_login(official)

    client.post(reverse("reforms:choose_mail"), {"takes_mail": chosen})

    assert User.objects.get(pk=official.pk).takes_mail is takes_mail


def test_a_choice_that_is_none_changes_nothing(client, official):
    client.force_login(official)

    client.post(reverse("reforms:choose_mail"), {"takes_mail": "maybe"})

    assert User.objects.get(pk=official.pk).takes_mail
