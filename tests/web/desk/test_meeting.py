"""Recording a meeting from the case: a form, once, and only then can its members sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.situations import SIGNED, case_at, case_submitted
from tests.web.conftest import Browser, token
from workflow_app.models import Case, Meeting

Clock = Callable[[datetime], None]


@pytest.fixture
def before(clock_at: Clock, city: None) -> Case:
    """A claim that a meeting has to hear, an hour later."""
    clock_at(SIGNED + timedelta(hours=1))
    return case_at("meeting", case_submitted(size=51))


def told(**more: object) -> dict[str, object]:
    heads = [str(who(each).pk) for each in (cast.BUREAU_HEAD, cast.OTHER_DEPUTY)]
    body = {
        "held_on": f"{SIGNED:%Y-%m-%d}",
        "place": "三楼会议室",
        "present": heads,
        "chair": heads[0],
        "words": "已讨论。",
    }
    return {"form_token": token()} | body | more


def test_members_sign_after_the_meeting_was_recorded(browser: Browser, before: Case) -> None:
    where = f"/desk/cases/{before.number}/"
    member, recorder = browser(cast.BUREAU_HEAD), browser(cast.HANDLER)
    assert "先登记会议" in member.get(where).text
    assert "登记会议" in recorder.get(where).text
    assert recorder.post(where + "meeting/", told())["Location"] == where
    page = member.get(where).text
    assert "三楼会议室" in page
    assert "先登记会议" not in page
    assert "登记的参会人中没有您" in browser(cast.DEPUTY_HEAD).get(where).text


def test_a_double_click_records_one_meeting(browser: Browser, before: Case) -> None:
    recorder, body = browser(cast.HANDLER), told()
    answers = [recorder.post(f"/desk/cases/{before.number}/meeting/", body).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"held_on": "昨天"}, "会议日期读不懂", id="no day"),
        pytest.param({"chair": ""}, "请选择会议主持人", id="no chair"),
        pytest.param({"present": []}, "主持人应当在参会人之中", id="nobody there"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(
    browser: Browser, before: Case, wrong: dict[str, object], sentence: str
) -> None:
    answer = browser(cast.HANDLER).post(f"/desk/cases/{before.number}/meeting/", told(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "已讨论。" in answer.text


def test_where_no_meeting_is_due_there_is_no_form(browser: Browser, clock_at: Clock, claim: Case) -> None:
    answer = browser(cast.INTAKE).get(f"/desk/cases/{claim.number}/meeting/")
    assert answer.status_code == 409
