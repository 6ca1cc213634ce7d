"""A number longer than any of ours is no number: a page or a sentence, never a broken screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tests import cast
from tests.situations import NOTICED, case_on_notice, own_claim
from tests.web.conftest import Browser, token
from workflow_app.models import Draft

pytestmark = pytest.mark.usefixtures("city")
LONG = "9" * 5_000  # more digits than Python reads as one number


@pytest.mark.parametrize("number", [LONG, "²", "١٢", "-1", "1e9"])
def test_a_list_begins_at_its_first_page(browser: Browser, number: str) -> None:
    assert browser(cast.AGENT).get("/", {"before": number}).status_code == 200
    assert Client().get("/notices/", {"before": number}).status_code == 200


@pytest.mark.parametrize("number", [LONG, "²"])
def test_an_objection_to_a_row_that_cannot_be_is_asked_again(clock_at: Callable[[datetime], None], number: str) -> None:
    clock_at(NOTICED)
    notice = case_on_notice(own_claim())
    said = {"ordinal": number, "name": "何来", "contact": "电话", "words": "不实。", "form_token": token()}
    answer = Client().post(f"/notices/{notice.pk}", said)
    assert answer.status_code == 422
    assert "序号要写名单第一列的数字" in answer.text


@pytest.mark.parametrize("number", [LONG, "²"])
def test_a_draft_page_reads_no_such_revision_and_no_such_file(browser: Browser, begun: Draft, number: str) -> None:
    agent, where = browser(cast.AGENT), f"/drafts/{begun.pk}/organisation/"
    assert agent.post(where, {"revision": number, "organisation_name": "岳河"}).status_code in (302, 422)
    assert agent.get(f"/drafts/{begun.pk}/trainees/", {"roster": f"roster-{number}"}).status_code == 200
