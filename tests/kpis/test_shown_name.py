"""What pages call a KPI row whose name was not read."""

import pytest

from kpi_tracker.lib.readings import TargetReading
from kpis.frozen import FrozenKpi
from kpis.shown import shown_name
from reforms.frozen import FrozenPlace

UNSET = FrozenPlace(1, 7, 7, "", "2", "未設定(年度内に検討)")
NAME = FrozenPlace(1, 7, 7, "", "1", "？")


def row(name, places, kind="undetermined"):
    return FrozenKpi(
        row_id="k1",
        label="",
        name=name,
        heading="",
        is_relisted=False,
        is_main=None,
        target_words=UNSET.words,
        actual_words="",
        grade_words="",
        note_words="",
        targets=(TargetReading(kind),),
        actuals=(),
        promises=(),
        places=places,
        issues=(),
    )


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param(row("利用者数", {"name": UNSET, "target": UNSET}), "利用者数", id="a name"),
        pytest.param(row("", {"name": UNSET, "target": UNSET}), "未設定の指標", id="one cell says that none is set"),
        pytest.param(row("", {"name": NAME, "target": UNSET}), "名称が読み取れない指標", id="a name that is destroyed"),
        pytest.param(row("", {}), "名称が読み取れない指標", id="no place"),
        pytest.param(row("", {"name": NAME, "target": NAME}, "none"), "名称が読み取れない指標", id="nothing said"),
    ],
)
def test_a_row_without_a_name_says_why(content, shown):
    assert shown_name(content, "指標") == shown
