"""An admin looks at how the tracker does: first with nothing set up, then with all of it."""

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kpi_tracker.operations.beating import beat
from kpi_tracker.operations.models import BackupRecord
from tests.builders import ItemSpec, build_round, make_ministry, make_round, open_for_entry
from tests.flows.accessibility import assert_accessible


def test_what_is_missing_is_told_and_gone_once_it_is_there(admin_page):
    admin_page.goto(reverse("operations:operations"))
    expect(admin_page.get_by_text("控えがまだありません")).to_be_visible()

    beat("worker", timezone.now())
    made = {"rows": 11265, "files": 20, "size": 6_712_765, "sha256": "ab" * 32, "is_encrypted": True}
    BackupRecord.objects.create(made_at=timezone.now(), **made)
    open_for_entry(build_round(make_round(2018), [ItemSpec("窓口業務")]), make_ministry("総務省"))
    admin_page.reload()
    expect(admin_page.get_by_role("status")).to_have_count(0)
    expect(admin_page.get_by_text("11,265")).to_be_visible()
    assert_accessible(admin_page)
