"""What two people do with one paper at the same instant is done once, and numbers keep without gaps over the end of a year."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from documents.press import Printed
from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.replacing.test_replacing import DECIDED, asked
from tests.house.serving.letters import ARRIVED, POSTED, TRACKING, decision_of, refused_by_letter
from workflow_app.commands.number import next_number
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.decide_taking_back import decide_taking_back
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.second_server import confirm_service, decline_service
from workflow_app.commands.serving.settle_letter import letter_arrived, letter_returned
from workflow_app.jobs import press
from workflow_app.management.bench.racing import race
from workflow_app.models import IssuedDocument, Service, TakingBack, Unit
from workflow_app.policy.refusals import AlreadyDone

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "render", lambda paper: Printed(b"%PDF-1.7 made for a test", 2, ""))


def lost(results: list[object]) -> int:
    return sum(isinstance(result, AlreadyDone) for result in results)


def test_a_paper_goes_out_in_one_letter_or_over_the_counter() -> None:
    case = refused_by_letter()
    papers = [decision_of(case).pk]
    by_post = partial(post_papers, case.pk, papers, TRACKING, POSTED.date(), by=who(cast.INTAKE), at=ARRIVED)
    handing = Handing(date(2026, 3, 5), "本单位办事窗口", "田小禾")
    by_hand = partial(hand_over_papers, case.pk, papers, handing, by=who(cast.INTAKE), at=ARRIVED)
    assert lost(race([by_post, by_hand])) == 1
    assert Service.objects.count() == 1


def test_a_letter_arrives_or_comes_back() -> None:
    case = refused_by_letter()
    post_papers(case.pk, [decision_of(case).pk], TRACKING, POSTED.date(), by=who(cast.INTAKE), at=POSTED)
    on = date(2026, 3, 5)
    arrived = partial(letter_arrived, case.pk, TRACKING, on, "田小禾", by=who(cast.INTAKE), at=ARRIVED)
    back = partial(letter_returned, case.pk, TRACKING, on, "查无此人", by=who(cast.INTAKE), at=ARRIVED)
    assert lost(race([arrived, back])) == 1
    assert IssuedDocument.objects.filter(kind="service_proof").count() <= 1


def test_a_paper_is_replaced_once() -> None:
    row = asked(refused_by_letter(way="electronic"))
    heads = (cast.BUREAU_HEAD, cast.DEPUTY_HEAD)
    results = race([partial(decide_replacement, row.pk, True, "同意。", by=who(head), at=DECIDED) for head in heads])
    assert lost(results) == 1
    assert IssuedDocument.objects.filter(kind="not_accepted").count() == 2


def test_the_second_server_confirms_or_declines() -> None:
    case = refused_by_letter()
    handing = Handing(date(2026, 3, 5), "本单位办事窗口", "田小禾")
    told = hand_over_papers(
        case.pk, [decision_of(case).pk], handing, with_whom=who(cast.HANDLER), by=who(cast.INTAKE), at=ARRIVED
    )
    confirming = partial(confirm_service, told[0].pk, by=who(cast.HANDLER), at=ARRIVED)
    declining = partial(decline_service, told[0].pk, "选错了同事。", by=who(cast.INTAKE), at=ARRIVED)
    assert lost(race([confirming, declining])) == 1
    assert Service.objects.get().state in ("served", "declined")


def test_a_service_is_taken_back_once() -> None:
    case = refused_by_letter()
    handing = Handing(date(2026, 3, 5), "本单位办事窗口", "田小禾")
    (row,) = hand_over_papers(case.pk, [decision_of(case).pk], handing, by=who(cast.INTAKE), at=ARRIVED)
    asking = partial(ask_taking_back, row.pk, "登错了办件。", by=who(cast.INTAKE), at=ARRIVED)
    assert lost(race([asking, asking])) == 1
    taken, heads = TakingBack.objects.get(), (cast.BUREAU_HEAD, cast.DEPUTY_HEAD)
    deciding = [partial(decide_taking_back, taken.pk, True, "属实。", by=who(head), at=DECIDED) for head in heads]
    assert lost(race(deciding)) == 1
    assert Service.objects.get().state == "taken_back"


def test_numbers_at_midnight_have_no_gap() -> None:
    unit = Unit.objects.get(kind="hrss", region="410523")
    moments = [moment("2026-12-31 23:59"), moment("2027-01-01 00:00")] * 8
    given = race([partial(next_number, unit, "核", at) for at in moments])
    assert sorted(given) == [(year, number) for year in (2026, 2027) for number in range(1, 9)]
