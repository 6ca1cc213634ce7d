"""The stories of the item come to their ends, and every certificate says on what it rests."""

from __future__ import annotations

import pytest

from processes.housing.project_fee_waiver.item import ITEM
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import Stage
from workflow_app.models import IssuedDocument
from workflow_app.queries.audit.verify import breaks

CERTIFICATE, CITY, PROVINCE = "waiver_certificate", "安政〔2015〕34号", "人民防空法"


def certificates() -> list[IssuedDocument]:
    return list(IssuedDocument.objects.filter(kind=CERTIFICATE).order_by("pk"))


@pytest.mark.parametrize("number", range(len(ITEM.plays)))
def test_a_story_comes_to_its_end(city: None, number: int) -> None:
    ITEM.plays[number](Stage(ITEM, serial=1000 * number))
    assert list(standing_open()) == []
    assert list(breaks()) == []


def test_each_fee_has_a_certificate_with_both_laws_on_it(city: None) -> None:
    ITEM.plays[0](Stage(ITEM))
    assert [paper.data["fee"]["fen"] for paper in certificates()] == [36_000_000, 15_000_000, 750_001]
    for paper in certificates():
        grounds = "".join(ground["citation"] for ground in paper.data["grounds"])
        assert CITY in grounds
        assert PROVINCE in grounds
    assert [paper.data["conflict"] for paper in certificates()] == [False, True, False]


def test_without_a_rule_of_the_state_the_shelter_fee_has_none(city: None) -> None:
    ITEM.plays[1](Stage(ITEM))
    assert [paper.data["fee"]["name"] for paper in certificates()] == ["城市基础设施配套费", "示例基金"]


def test_a_veto_leaves_no_certificate(city: None) -> None:
    ITEM.plays[2](Stage(ITEM))
    assert certificates() == []
