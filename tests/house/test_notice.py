"""Open a notice over the claims of several cases, and end it: what nobody opposed goes on."""

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    NOTICE_OVER,
    NOTICED,
    case_at,
    case_on_notice,
    case_submitted,
    class_submitted,
    on_notice,
    own_claim,
)
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.settle_point import strike_off
from workflow_app.models import Case, Deadline, IssuedDocument, Notice, NoticeLine, Pause
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow

LAST_DAY = date(2026, 4, 15)


def two_cases() -> tuple[Case, Case]:
    return case_at("notice", case_submitted()), case_at("notice", own_claim())


def test_one_notice_shows_the_claims_of_several_cases() -> None:
    notice = on_notice(*two_cases())
    assert (str(notice), notice.opened_on, notice.ends_on) == ("2026年第1批", NOTICED.date(), LAST_DAY)
    assert notice.lines.count() == 11
    assert list(Pause.objects.values_list("reason", "until")) == [("notice", None)] * 2


def test_the_public_sees_name_and_last_four_and_never_a_whole_number() -> None:
    case_on_notice(own_claim())
    paper = IssuedDocument.objects.get(kind="public_notice")
    number = Case.objects.get().claims.get().beneficiary["number"]
    assert paper.data["lines"][0]["name"] == "王䶮"
    assert paper.data["lines"][0]["last_four"] == number[-4:]
    assert number not in str(paper.data)


def test_the_notice_has_a_chain_of_its_own_and_stands_in_each_case() -> None:
    one, other = two_cases()
    notice = on_notice(one, other)
    assert record.last(notice.stream.key).body["cases"] == [one.number, other.number]
    for case in (one, other):
        act = record.last(f"case:{case.number}")
        assert (act.verb, act.by) == ("put_on_notice", who(cast.HANDLER))


def test_a_line_struck_off_is_not_shown() -> None:
    case = case_at("deputy_head", case_submitted())
    strike_off(case.pk, 3, "重复。", by=who(cast.DEPUTY_HEAD), at=NOTICED)
    assert case_on_notice(case).lines.count() == 9


def test_batches_of_a_year_are_counted() -> None:
    one, other = two_cases()
    assert [str(on_notice(one)), str(on_notice(other))] == ["2026年第1批", "2026年第2批"]


@pytest.mark.parametrize("username", [cast.SECTION, cast.HANDLER_ELSEWHERE, cast.AGENT])
def test_only_the_handler_of_the_unit_opens_it(username: str) -> None:
    case = case_at("notice")
    with pytest.raises(NotAllowed):
        open_notice([case.pk], by=who(username), at=NOTICED)
    assert not Notice.objects.exists()


def test_a_case_that_does_not_wait_for_it_is_named() -> None:
    one, other = case_at("notice"), case_at("section", own_claim(902, cast.OTHER_TRAINEE))
    with pytest.raises(NotPossibleNow, match=f"{other.number} 不在待公示环节"):
        on_notice(one, other)


def test_an_empty_notice_is_refused() -> None:
    with pytest.raises(NotPossibleNow, match="还没有选择"):
        on_notice()


def test_a_class_record_is_never_put_on_notice() -> None:
    with pytest.raises(NotPossibleNow, match="不在待公示环节"):
        on_notice(class_submitted())


def test_a_case_stands_on_one_notice_at_a_time() -> None:
    case = case_at("notice")
    on_notice(case)
    with pytest.raises(NotPossibleNow, match=f"{case.number} 已在2026年第1批公示"):
        on_notice(case)
    assert Notice.objects.count() == 1


def test_a_notice_over_nothing_that_exists_is_not_found() -> None:
    with pytest.raises(NotFound):
        open_notice([999], by=who(cast.HANDLER), at=NOTICED)


def test_after_its_last_day_the_cases_go_on_in_the_systems_name() -> None:
    one, other = two_cases()
    notice = on_notice(one, other)
    assert end_notice(notice.pk, at=NOTICE_OVER)
    assert set(Case.objects.filter(procedure="claim").values_list("step", flat=True)) == {"confirm"}
    assert set(NoticeLine.objects.values_list("state", flat=True)) == {"cleared"}
    act = record.last(f"case:{one.number}")
    assert (act.verb, act.by, act.body["step"]) == ("leave_notice", None, "confirm")
    assert act.body["basis"].startswith("公示期5个工作日")


def test_the_last_day_still_belongs_to_the_public() -> None:
    notice = case_on_notice(own_claim())
    assert not end_notice(notice.pk, at=moment("2026-04-15 23:59"))
    assert due_notices(LAST_DAY) == []
    assert due_notices(NOTICE_OVER.date()) == [notice.pk]


def test_a_notice_ends_once() -> None:
    notice = case_on_notice(own_claim())
    assert end_notice(notice.pk, at=NOTICE_OVER)
    assert not end_notice(notice.pk, at=NOTICE_OVER)
    assert record.verbs(notice.stream.key) == ["open_notice", "end_notice"]


def test_the_days_of_the_notice_do_not_count_for_the_clocks() -> None:
    notice = case_on_notice(own_claim())
    before = Deadline.objects.get(kind="promised").due_on
    end_notice(notice.pk, at=NOTICE_OVER)
    pause = Pause.objects.get()
    assert (pause.since, pause.until) == (NOTICED.date(), LAST_DAY)
    assert (before.isoformat(), Deadline.objects.get(kind="promised").due_on.isoformat()) == (
        "2026-04-28",
        "2026-05-08",
    )
