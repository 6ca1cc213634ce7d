"""What a decision says of its remedies: whose government, online only where the paper goes out online, reconsideration first where declared."""

from __future__ import annotations

from datetime import date

import pytest

from tests.house.second_version import declare
from tests.situations import SIGNED, own_claim
from workflow_app.approval.stance import Stance
from workflow_app.jobs.press import the_press
from workflow_app.management import acting
from workflow_app.models import IssuedDocument, Unit
from workflow_app.queries.law import service_days
from workflow_app.queries.names import remedies
from workflow_app.queries.papers import head

pytestmark = pytest.mark.usefixtures("city")
ON = date(2026, 4, 7)


# who decided → who reconsiders (行政复议法 第二十四条: the government the department belongs to)
@pytest.mark.parametrize(
    ("kind", "region", "body"),
    [
        pytest.param("hrss", "410523", "汤阴县人民政府", id="a county bureau"),
        pytest.param("hrss", "410502", "文峰区人民政府", id="a district bureau"),
        pytest.param("hrss", "410581", "林州市人民政府", id="a bureau of a county-level city"),
        pytest.param("housing", "410523", "汤阴县人民政府", id="another bureau of the county"),
        pytest.param("hrss", "410500", "安阳市人民政府", id="the city's bureau"),
        pytest.param("finance", "410500", "安阳市人民政府", id="another of the city"),
        pytest.param("street", "410502001", "文峰区人民政府", id="a street of a district"),
        pytest.param("street", "410523100", "汤阴县人民政府", id="a township of a county"),
        pytest.param("street", "410581001", "林州市人民政府", id="a street of a county-level city"),
    ],
)
def test_who_reconsiders_follows_from_who_decided(kind: str, region: str, body: str) -> None:
    assert remedies(Unit.objects.get(kind=kind, region=region), ON)["reconsideration_body"] == body


@pytest.mark.parametrize(("region", "court"), [("410523", "汤阴县人民法院"), ("410500", "安阳市文峰区人民法院")])
def test_who_is_sued_is_sued_before_the_basic_court_of_its_seat(region: str, court: str) -> None:
    """行政诉讼法 第十四条、第十八条."""
    assert remedies(Unit.objects.get(kind="hrss", region=region), ON)["court"] == court


def refused() -> IssuedDocument:
    case = acting.sign_all(own_claim(), Stance.REFUSE, "应由培训地受理。", at=SIGNED)
    return IssuedDocument.objects.get(case=case, kind="not_accepted")


def as_printed(paper: IssuedDocument) -> str:
    return the_press().sheets.fill(paper.sheet, paper.data | {"part": {"first": True, "last": True}}, draft=False)


@pytest.mark.parametrize("consents", [True, False])
def test_the_online_channel_is_named_where_the_paper_goes_out_online(
    consents: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (service_days, head):
        monkeypatch.setattr(room, "consents", lambda case: consents)
    html = as_printed(refused())
    assert ("网上提交" in html) is consents
    assert "汤阴县人民政府" in html
    assert "六个月内" in html


@pytest.mark.parametrize("first", [True, False])
def test_reconsideration_comes_first_where_the_procedure_says_so(first: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if first:
        declare(monkeypatch, reconsideration_first=True)
    html = as_printed(refused())
    assert ("先向汤阴县人民政府申请行政复议" in html) is first
    assert ("六个月内" in html) is not first
