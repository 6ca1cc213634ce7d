"""Separation of duties: the whole matrix, as a table, and the sentence that says why not me."""

import pytest

from tests import cast
from tests.cast import who
from tests.situations import SIGNED, case_at, case_submitted, own_claim, waiting_seat
from workflow_app.approval.duties import Duty
from workflow_app.approval.stance import Stance
from workflow_app.commands.commit import commit_to
from workflow_app.commands.establish import appoint, register_party, represent
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.management.acting import SINCE
from workflow_app.models import Commitment
from workflow_app.policy.refusals import SeparationOfDuties

ORDER = [
    "file",
    "accept",
    "handle",
    "review",
    "calculate",
    "approve",
    "check",
    "check_funds",
    "approve_payment",
    "draft_batch",
    "release",
    "change_account",
    "confirm_account",
    "own",
    "recused",
]
# ✗: the same person may not do both on one case. Read a row: who did this … may not do that.
MATRIX = """
file            · ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ · ✗ · ✗
accept          ✗ · · · · ✗ · · · · · · · ✗ ✗
handle          ✗ · · ✗ ✗ ✗ · · · · · · · ✗ ✗
review          ✗ · ✗ · ✗ ✗ · · · · · · · ✗ ✗
calculate       ✗ · ✗ ✗ · ✗ · ✗ ✗ · · · · ✗ ✗
approve         ✗ ✗ ✗ ✗ ✗ · · ✗ ✗ ✗ ✗ · ✗ ✗ ✗
check           ✗ · · · · · · · · · · · · ✗ ✗
check_funds     ✗ · · · ✗ ✗ · · ✗ · ✗ · · ✗ ✗
approve_payment ✗ · · · ✗ ✗ · ✗ · ✗ ✗ · · ✗ ✗
draft_batch     ✗ · · · · ✗ · · ✗ · ✗ · ✗ ✗ ✗
release         ✗ · · · · ✗ · ✗ ✗ ✗ · ✗ ✗ ✗ ✗
change_account  · · · · · · · · · · ✗ · ✗ · ✗
confirm_account ✗ · · · · ✗ · · · ✗ ✗ ✗ · ✗ ✗
own             · ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ · ✗ · ✗
recused         ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ·
"""
WHY = {"own": "您本人或您所代表一方的事项，您应当回避", "recused": "已经回避，不能再办理"}
ROWS = {row.split()[0]: row.split()[1:] for row in MATRIX.strip().splitlines()}
PAIRS = [(done, wanted, ROWS[done][n] == "✗") for done in ORDER for n, wanted in enumerate(ORDER)]


def test_the_table_names_every_duty() -> None:
    assert list(ROWS) == ORDER == [duty.value for duty in Duty]


def test_the_matrix_is_what_the_engine_enforces() -> None:
    case, officer = own_claim(), who(cast.HANDLER)
    for done, wanted, excluded in PAIRS:
        Commitment.objects.filter(account=officer).delete()
        commit_to(case, officer, Duty(done))
        if not excluded:
            commit_to(case, officer, Duty(wanted))
            continue
        with pytest.raises(
            SeparationOfDuties,
            match=WHY.get(done, "做过“{0.label}”.*不能再做“{1.label}”").format(Duty(done), Duty(wanted)),
        ):
            commit_to(case, officer, Duty(wanted))


def test_the_same_duty_again_is_nothing_new() -> None:
    case, officer = own_claim(), who(cast.HANDLER)
    commit_to(case, officer, Duty.HANDLE)
    commit_to(case, officer, Duty.HANDLE)
    assert Commitment.objects.filter(account=officer).count() == 1


def test_who_ever_acted_for_the_applicant_has_no_word_on_its_case() -> None:
    """The officer is the person who applies, or acts for the school, though somebody else filed."""
    case, officer = own_claim(), who(cast.HANDLER)
    represent(officer, case.applicant, "self", since=SINCE, at=SIGNED)
    with pytest.raises(SeparationOfDuties, match="您本人或您所代表一方的事项"):
        commit_to(case, officer, Duty.HANDLE)


def test_who_benefits_from_a_line_has_no_word_on_the_case() -> None:
    case, officer = case_submitted(), who(cast.HANDLER)
    person = register_party("person", officer.name, case.claims.latest("ordinal").beneficiary["number"], "410523")
    represent(officer, person, "self", since=SINCE, at=SIGNED)
    with pytest.raises(SeparationOfDuties, match="您应当回避"):
        commit_to(case, officer, Duty.REVIEW)


def test_duties_on_another_case_exclude_nothing() -> None:
    one, other = own_claim(), own_claim(902, cast.OTHER_TRAINEE)
    commit_to(one, who(cast.HANDLER), Duty.HANDLE)
    commit_to(other, who(cast.HANDLER), Duty.REVIEW)


def test_who_holds_two_desks_signs_from_one_of_them() -> None:
    appoint(who(cast.HANDLER), "section", "hrss", "410523", since=SINCE, at=SIGNED)
    case = case_at("handle")
    for username in (cast.HANDLER, cast.RURAL_CHECK, cast.LICENCE_CHECK):
        give_opinion(waiting_seat(case, username).pk, Stance.APPROVE, by=who(username), at=SIGNED)
    with pytest.raises(SeparationOfDuties, match="请由本岗位其他人员办理"):
        give_opinion(waiting_seat(case, cast.HANDLER).pk, Stance.APPROVE, by=who(cast.HANDLER), at=SIGNED)
    give_opinion(waiting_seat(case, cast.SECTION).pk, Stance.APPROVE, by=who(cast.SECTION), at=SIGNED)
