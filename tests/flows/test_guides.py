"""The pictures of the guides: each page still shows what the words beneath its picture name.

WRITE_PICTURES=1 pytest tests/flows/test_guides.py draws them anew.
"""

import datetime
import io
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import Programme, User
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
    publish,
)
from tests.flows.browser import watched_page
from tests.opened import hand_in

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images"
ITEM = "民間の大胆な活用による適正な民間委託等の加速"
PUBLIC = {
    "item-page": ("/items/?programme=keizai-zaisei-saisei&year=2017", ITEM, "#kpis"),
    "kpi": ("/search/?q=総合窓口の導入", "総合窓口の導入", "main"),
    "dashboard": ("/dashboard/", "", "main"),
    "comparison": ("/comparison/", "", "#changes"),
}
"""Where each picture is taken: an address, the link to follow from there, and what stands at its upper edge."""
OF_STAFF = ("worksheet", "board", "review")
WINDOW = {"width": 1280, "height": 960}
MOST_BYTES, MOST_PICTURES, PALETTE = 150_000, 10, 3
NOT_IN_WINDOW = """({ top, words }) => {
  document.querySelector(top).scrollIntoView({ behavior: "instant" });
  const isInWindow = (box) => box.width > 1 && box.top >= 0 && box.bottom <= innerHeight;
  const shown = [...document.querySelectorAll("main *")]
    .filter((one) => isInWindow(one.getBoundingClientRect()))
    .flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));
  return words.filter((word) => !shown.some((node) => node.data.includes(word)));
}"""
"""Those of the words that no text within the window has."""


def named_words() -> dict[str, set[str]]:
    """The words in 「」 that the guides put beneath each picture, by the name of the picture."""
    found: dict[str, set[str]] = defaultdict(set)
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for words, name in re.findall(r"!\[([^\]]*)\]\([^)]*images/([\w-]+)\.png\)", document.read_text()):
            found[name] |= set(re.findall("「([^」]+)」", words))
    return found


@pytest.mark.once
def test_every_picture_is_drawn_here_small_and_shown_with_words():
    assert named_words().keys() == {*PUBLIC, *OF_STAFF} == {picture.stem for picture in PICTURES.iterdir()}
    assert all(named_words().values())
    assert len(named_words()) <= MOST_PICTURES
    for picture in PICTURES.iterdir():
        content = picture.read_bytes()
        assert len(content) <= MOST_BYTES, picture.name
        assert content[25] == PALETTE, picture.name


@pytest.mark.once
def test_every_public_page_shows_what_its_picture_is_to_show(page):
    for name, (address, link, top) in PUBLIC.items():
        page.goto(address)
        if link:
            with page.expect_navigation():
                page.locator("main").get_by_role("link", name=link).first.click()
        take_picture(page, name, top)


@pytest.mark.once
def test_every_page_of_staff_shows_what_its_picture_is_to_show(browser, live_server, transactional_db):
    ministry, round = open_round()
    official = make_user(User.Role.STAFF, ministry, last_name="鈴木", first_name="一郎")
    with watched_page(browser, live_server.url) as page:
        sign_in(page, live_server.url, official)
        page.goto(reverse("kpis:worksheet", args=(round.pk,)))
        page.locator("[data-is-live]").wait_for()
        take_picture(page, "worksheet", "main")
        part, *_ = hand_in(round, ministry, by=official)
        sign_in(page, live_server.url, make_user(User.Role.REVIEWER, last_name="内閣", first_name="花子"))
        page.goto(reverse("kpis:board", args=(round.pk,)))
        take_picture(page, "board", "main")
        page.goto(reverse("kpis:review", args=(round.pk, part.item, part.ministry)))
        take_picture(page, "review", "main")


def take_picture(page, name, top):
    """Fails unless all that is named beneath the picture stands in the window; draws it where that is asked for."""
    page.set_viewport_size(WINDOW)
    assert page.evaluate(NOT_IN_WINDOW, {"top": top, "words": sorted(named_words()[name])}) == [], name
    if os.environ.get("WRITE_PICTURES"):
        page.wait_for_load_state("networkidle")
        drawn = Image.open(io.BytesIO(page.screenshot()))
        drawn.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def open_round():
    """Two items that 総務省 enters, the year before published."""
    ministry, programme = make_ministry("総務省"), make_programme()
    publish(
        build_round(
            make_round(2017, programme), items_of("【総務省】要綱を定めた。（順調）", "順調", "301団体（2017年４月）")
        )
    )
    progress = "要綱に基づき、十二の団体で実施した。"
    built = build_round(make_round(2018, programme), items_of(progress, "順調", "350団体（2018年４月）"))
    link_to_edition_before(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    Programme.objects.update(name="経済・財政再生計画")
    return ministry, open_for_entry(built, ministry, due_on=timezone.localdate() + datetime.timedelta(days=5))


def items_of(progress, mark, actual):
    """What a year prints."""
    segment = SegmentDraft("【総務省】", ("総務省",), progress, "", mark)
    kpis = (
        KpiSpec("窓口業務の委託団体数", actual=actual),
        KpiSpec("総合窓口の導入団体数", actual="", grade="", actuals=()),
    )
    return [
        ItemSpec(name, number, segments=(segment,), kpis=kpis)
        for number, name in (("①", "窓口業務の改革"), ("②", "自治体クラウドの展開"))
    ]


def sign_in(page, site, person):
    """Gives the browser a session of the person."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(person)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
