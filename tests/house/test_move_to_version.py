"""Cases under way and a second version of their route: who can move, who stays and why, and what a moved case does next."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.second_version import NEWEST, NEXT, Release, Steps, named
from tests.situations import (
    ITEM,
    SIGNED,
    awaiting_correction,
    case_at,
    case_determined,
    case_submitted,
    own_claim,
    waiting_seat,
)
from workflow_app.approval.route import Route
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.move_to_version import move_to_version
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow import released
from workflow_app.management import acting
from workflow_app.management.commands import migrate_cases
from workflow_app.models import Action, Case, Round
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.audit import released_routes
from workflow_app.queries.audit.fsck import broken
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.desk.case_file import case_file
from workflow_app.queries.workplace import workplace

pytestmark = pytest.mark.usefixtures("city")
MOVED = moment("2026-04-08 08:00")


def renamed(step: str, to: str) -> Callable[[Steps], None]:
    """A step has another name, everywhere."""

    def change(steps: Steps) -> None:
        steps[:] = json.loads(json.dumps(steps).replace(f'"{step}"', f'"{to}"'))

    return change


def checked_twice(steps: Steps) -> None:
    """After the section somebody else of the bureau looks once more."""
    again = {"name": "again", "title": "再核", "legal": "accepted", "quorum": {"any": [{"desk": "employment"}]}}
    onward = {"approved": [{"to": "bureau_finance"}], "refused": [{"to": "refuse"}]}
    named(steps, "section")["outcomes"]["approved"] = [{"to": "again"}]
    steps.append(again | {"outcomes": onward})


def moved(case: Case, to: Route) -> Case:
    return move_to_version(case.pk, to, by=None, at=MOVED)


def test_a_moved_case_goes_on_by_the_new_version(release: Release) -> None:
    case = case_at("section")
    moved(case, release(checked_twice))
    live = Round.objects.select_related("task__process").get(case=case, state="open").task
    assert {live.process.flow_class, live.flow_task.flow_class} == {released.flow_of(ITEM, case.procedure, NEXT)}
    assert list(broken()) == []
    case = acting.sign_until(case, "again", at=MOVED)
    assert (case.route_version, case.step) == (NEXT, "again")
    assert list(broken()) == []


def test_a_case_that_was_not_moved_stays_on_its_version(release: Release) -> None:
    case = case_at("section")
    release(checked_twice)
    assert acting.sign_all(case, Stance.APPROVE, "同意。", at=MOVED).step == "bureau_finance"


def test_a_new_case_takes_the_newest(release: Release) -> None:
    release(checked_twice)
    assert own_claim().route_version == NEXT
    assert list(broken()) == []


def test_an_open_round_keeps_its_seats_and_what_was_said(release: Release) -> None:
    case = case_at("handle", case_submitted())
    seat = waiting_seat(case, cast.RURAL_CHECK)
    give_opinion(seat.pk, Stance.APPROVE, by=who(cast.RURAL_CHECK), at=SIGNED)
    before = Round.objects.get(case=case, state="open")

    def other_words(steps: Steps) -> None:
        for each in named(steps, "handle")["quorum"]["all"]:
            each["title"] = f"新{each['title']}"

    moved(case, release(other_words))
    after = Round.objects.get(case=case, state="open")
    assert (after.pk, after.quorum) == (before.pk, before.quorum)
    assert acting.sign_until(case, "section", at=MOVED).step == "section"
    assert list(broken()) == []


def test_a_case_waiting_for_its_applicant_or_for_money_moves_too(release: Release) -> None:
    waiting, determined = awaiting_correction(own_claim(serial=902)), case_determined()
    route = release(checked_twice)
    assert [moved(case, route).route_version for case in (waiting, determined)] == [NEXT, NEXT]
    assert list(broken()) == []


def without_a_way_back(steps: Steps) -> None:
    del named(steps, "handle")["outcomes"]["refused"]
    named(steps, "handle")["outcomes"]["returned"] = [{"to": "handle"}]


def other_seats(steps: Steps) -> None:
    named(steps, "handle")["quorum"] = {"any": [{"desk": "handler"}]}


def other_state(steps: Steps) -> None:
    named(steps, "handle")["legal"] = "deciding"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(renamed("handle", "handling"), f"所在的环节“经办初审”在第{NEXT}版里没有", id="no such step"),
        pytest.param(other_seats, f"席位与第{NEXT}版不同，已有1人签署", id="other seats, and somebody signed"),
        pytest.param(other_state, "法律状态是 deciding，办件现在是 accepted", id="another state in law"),
        pytest.param(without_a_way_back, f"已签署“不同意”，而第{NEXT}版的“经办初审”没有这条去向", id="what was said leads nowhere"),
    ],
)  # fmt: skip
def test_who_would_be_stuck_stays_with_the_reason(
    release: Release, change: Callable[[Steps], object], why: str
) -> None:
    case = case_at("handle", case_submitted())
    seat = waiting_seat(case, cast.RURAL_CHECK)
    give_opinion(seat.pk, Stance.REFUSE, "人员类别不符。", by=who(cast.RURAL_CHECK), at=SIGNED)
    with pytest.raises(NotPossibleNow, match=why):
        moved(case, release(change))
    assert Case.objects.get(pk=case.pk).route_version == NEWEST
    assert acting.sign_all(case, Stance.APPROVE, "同意。", at=MOVED).step == "refuse"
    assert list(broken()) == []


def test_other_seats_stop_a_case_of_which_nobody_signed_yet(release: Release) -> None:
    with pytest.raises(NotPossibleNow, match=f"席位与第{NEXT}版不同，请在本环节办完后再移"):
        moved(case_at("handle", case_submitted()), release(other_seats))


def test_a_case_on_the_version_or_at_its_end_is_not_moved(release: Release) -> None:
    route, case = release(checked_twice), own_claim()
    with pytest.raises(AlreadyDone, match=f"已经走第{NEXT}版流程"):
        moved(case, route)
    ended = withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    Case.objects.filter(pk=ended.pk).update(route_version=NEWEST)
    with pytest.raises(NotPossibleNow, match="流程已经走完"):
        moved(ended, route)


def test_the_move_is_an_act_in_the_chain_and_told_on_the_case_page(release: Release) -> None:
    case = moved(case_at("section"), release(checked_twice))
    act = Action.objects.get(stream=case.stream_id, verb="move_to_version")
    assert (act.by, act.body) == (None, {"from": NEWEST, "to": NEXT, "step": "section"})
    told = case_file(case.number, workplace(who(cast.SECTION), MOVED.date())).acts[-1]
    assert told.sentence == f"改走第{NEXT}版流程（原第{NEWEST}版），所在环节不变"
    assert list(breaks()) == []


def run(*more: str) -> tuple[str, str]:
    """What the command says on both streams."""
    out, err = StringIO(), StringIO()
    claim = catalogue.item(ITEM).principal.slug
    call_command("migrate_cases", ITEM, claim, "--from", str(NEWEST), "--to", str(NEXT), *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_dry_run_lists_who_would_be_stuck_and_changes_nothing(release: Release) -> None:
    stuck, free = case_at("section", own_claim(901)), case_at("deputy_head", case_submitted())
    release(renamed("section", "second_look"))
    said, _ = run("--dry-run")
    assert f"{stuck.number}  所在的环节“职业能力建设股复核”在第{NEXT}版里没有" in said
    assert free.number not in said
    assert "在办2件：可以移动1件，1件留在原版" in said
    assert set(Case.objects.filter(procedure="claim").values_list("route_version", flat=True)) == {NEWEST}


def test_the_run_moves_whom_it_can_and_leaves_the_rest(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck, free = case_at("section", own_claim(901)), case_at("deputy_head", case_submitted())
    release(renamed("section", "second_look"))
    monkeypatch.setattr(migrate_cases, "TOLD_EVERY", 1)
    said, progress = run()
    assert "移动了1件，1件留在原版" in said
    assert progress.split() == ["1/2", "2/2"]
    assert (Case.objects.get(pk=stuck.pk).route_version, Case.objects.get(pk=free.pk).route_version) == (NEWEST, NEXT)
    assert list(broken()) == []
    assert "在办1件：移动了0件" in run()[0]


@pytest.mark.parametrize(("before", "after"), [("1", "3"), ("3", "1"), ("1", "1")])
def test_versions_that_do_not_exist_or_are_the_same_are_told(before: str, after: str) -> None:
    claim = catalogue.item(ITEM).principal.slug
    with pytest.raises(SystemExit):
        call_command("migrate_cases", ITEM, claim, "--from", before, "--to", after, stderr=StringIO())


def test_a_removed_release_is_named_while_a_case_is_on_it(release: Release) -> None:
    case_at("section")
    release(checked_twice)
    file = catalogue.item(ITEM).routes_folder / f"claim.{NEWEST}.json"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    (sentence,) = released_routes.broken()
    assert f"claim 第{NEWEST}版流程的文件不在了，还有1件办件走这一版" in sentence
    file.write_text(text, encoding="utf-8")
