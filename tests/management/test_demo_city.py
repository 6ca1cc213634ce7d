"""demo_city: whatever the day, the same whole city, in which everybody who signs in has something to do."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHANGHAI, moment
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.management.town import receiving
from workflow_app.management.town.past import FARTHEST, Past, before_class, in_class
from workflow_app.management.town.play import play, playable, scenes_here
from workflow_app.management.town.town import Town
from workflow_app.models import (
    Account,
    Appropriation,
    Case,
    Deadline,
    FundsRequest,
    Meeting,
    Objection,
    PaymentBatch,
    Ruling,
)
from workflow_app.models.payment import LineState, PaymentLine
from workflow_app.queries.audit.verify import breaks

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(SHANGHAI))  # noqa: DTZ001
STANDS = {
    ("class_record", "submitted", "receive"): 1,
    ("class_record", "accepted", "handle"): 1,
    ("class_record", "accepted", "section"): 1,
    ("class_record", "refused", ""): 1,
    ("class_record", "approved", ""): 14,
    ("claim", "submitted", "receive"): 2,
    ("claim", "awaiting_correction", "correct"): 1,
    ("claim", "not_accepted", ""): 1,
    ("claim", "withdrawn", ""): 1,
    ("claim", "deemed_withdrawn", ""): 1,
    ("claim", "accepted", "handle"): 3,
    ("claim", "accepted", "bureau_finance"): 1,
    ("claim", "deciding", "deputy_head"): 1,
    ("claim", "deciding", "meeting"): 1,
    ("claim", "deciding", "refuse"): 1,
    ("claim", "refused", ""): 1,
    ("claim", "deciding", "notice"): 3,
    ("claim", "deciding", "confirm"): 1,
    ("claim", "approved", "request_funds"): 1,
    ("claim", "approved", ""): 5,
    ("claim", "closed", ""): 2,
}
TO_DO = {
    "intake": ("/desk/", "row-open"),
    "handler": ("/desk/to-notice/", "55,000.00"),
    "section": ("/desk/objections/", "第4人去年已经领过"),
    "money": ("/desk/funds/", "核对并提请"),
    "deputy": ("/desk/", "拟不予批准"),
    "other": ("/desk/", "局长办公会"),
    "head": ("/desk/", "局长办公会"),
    "market": ("/desk/", "row-open"),
    "rural": ("/desk/", "row-open"),
    "check": ("/finance/", "待财政审核"),
    "draft": ("/finance/", "待编制支付批次"),
    "release": ("/finance/batches/", "待放款"),
}


@pytest.mark.parametrize(
    "today",
    [
        pytest.param("2027-01-11 10:00", id="second working week: half the play was last year"),
        pytest.param("2026-02-24 00:20", id="night after the longest holiday"),
        pytest.param("2026-11-29 16:00", id="a Sunday"),
    ],
)
def test_the_city_is_whole_on_any_day(db: None, monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment(today))
    call_command("demo_city", stderr=StringIO())
    assert Counter(Case.objects.values_list("procedure", "state", "step")) == STANDS
    assert Counter(FundsRequest.objects.values_list("state", flat=True)) == {"sent": 1, "returned": 1, "checked": 5}
    batches = Counter(PaymentBatch.objects.values_list("state", flat=True))
    assert batches == {"drafted": 1, "discarded": 1, "written": 1, "settled": 3}
    objections = Counter(Objection.objects.values_list("state", flat=True))
    assert objections == {"open": 1, "upheld": 1, "dismissed": 1}
    everybody_has_something_to_do()
    told_apart()
    assert not list(breaks())


def everybody_has_something_to_do() -> None:
    for role, (path, words) in TO_DO.items():
        desk = Client()
        desk.force_login(Account.objects.get(username=f"tangyin.{role}"))
        assert words in desk.get(path).content.decode(), role
    head = Client()
    head.force_login(Account.objects.get(username="yuehe.head"))
    assert "更正收款账户" in head.get("/").content.decode()


def told_apart() -> None:
    """What no state tells: signed and unsigned sessions, a ruling, a supplied correction, silence, a second transfer."""
    assert [
        meeting.round.seats.filter(opinion__isnull=False).exists() for meeting in Meeting.objects.order_by("at")
    ] == [
        True,
        False,
    ]
    assert Ruling.objects.filter(met=True).exists()
    assert Case.objects.filter(state="submitted", filings__ordinal=2).count() == 1
    assert Deadline.objects.filter(kind="receipt", state="expired", case__state="accepted").count() == 1
    returned = PaymentLine.objects.filter(state=LineState.RETURNED)
    assert returned.filter(reissued_as__isnull=True).count() == 10
    assert returned.get(reissued_as__isnull=False).reissued_as.state == LineState.PAID
    twice = Case.objects.get(step="handle", open_points=1)
    assert Case.objects.filter(applicant=twice.applicant, state="closed").count() == 1


def test_a_city_that_is_there_is_not_played_again(city: None) -> None:
    receiving.filed(Town(Past(moment("2026-11-24 10:00")), playable()[0]))
    call_command("demo_city", stderr=StringIO())
    assert Case.objects.count() == 1


def test_of_a_play_that_breaks_nothing_stays_and_the_next_one_is_whole(city: None) -> None:
    def curtain(town: Town) -> None:
        raise RuntimeError("the curtain falls")

    at = moment("2026-11-24 10:00")
    with pytest.raises(RuntimeError):
        play(at, said=str, scenes=(receiving.filed, curtain))
    assert not Case.objects.exists()
    assert not Appropriation.objects.exists()
    play(at, said=str, scenes=(receiving.filed,))
    assert Case.objects.count() == 1


def test_where_no_paper_can_be_made_the_play_ends_before_finance_is_asked(city: None) -> None:
    said: list[str] = []
    scenes = scenes_here(["缺少系统库"], said.append)
    play(moment("2026-11-24 10:00"), said.append, scenes)
    assert Case.objects.filter(step="request_funds").count() == 1
    assert not FundsRequest.objects.exists()
    assert "文书现在不能制作" in said[1]


@given(MOMENTS)
def test_days_back_are_worked_and_each_before_the_other(now: datetime) -> None:
    past = Past(now)
    days = [past.at(back) for back in range(FARTHEST + 1)]
    assert all(PUBLISHED.is_working(day.date()) for day in days[1:])
    evenings = [past.at(back, 6) for back in range(1, FARTHEST + 1)]
    assert all(later > earlier for later, earlier in zip(days, evenings, strict=False))
    assert {day.year for day in days} <= set(past.years())


@given(MOMENTS)
def test_a_class_is_over_and_certified_when_it_is_claimed(now: datetime) -> None:
    claimed = Past(now).at(1)
    recorded = before_class(claimed)
    begins, ends = recorded.date() + timedelta(days=7), recorded.date() + timedelta(days=21)
    assert begins <= in_class(recorded).date() <= ends <= claimed.date() - timedelta(days=5)


@pytest.mark.parametrize("days", [-1, FARTHEST + 1])
def test_a_scene_reaches_no_farther_than_the_money(days: int) -> None:
    with pytest.raises(ValueError, match="working days back"):
        Past(moment("2026-11-24 10:00")).at(days)
