"""Every option a route or a procedure may declare, with the tests that fail when the code executing it is taken away."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from workflow_app.approval.quorum import RULES, Quorum, SeatSpec
from workflow_app.approval.route import Edge, Route, Step
from workflow_app.approval.stance import Outcome
from workflow_app.policy.item import Clocks, Procedure

TESTS = Path(__file__).resolve().parents[1]
DECLARED = (SeatSpec, Quorum, Edge, Step, Route, Clocks, Procedure)
OPTIONS = "house/test_options.py"
TABLE = "approval/test_truth_table.py::test_every_round_of_up_to_five_seats_is_decided_as_its_futures_say"
OPINION, EXPIRE = "house/test_give_opinion.py", "house/test_expire.py"
# option → the tests that prove it, by file and name
PROVED: dict[str, tuple[str, ...]] = {
    "rule any": (TABLE,),
    "rule all": (TABLE,),
    "rule at_least": (TABLE,),
    "rule ratio": (TABLE,),
    "rule in_sequence": (TABLE, "approval/test_quorum.py::test_an_office_signs_in_its_own_order_inside_a_joint_round"),
    "outcome approved": (f"{OPINION}::test_a_yes_takes_the_case_on",),
    "outcome refused": (f"{OPINION}::test_a_case_not_accepted_ends_with_its_paper_and_remedies",),
    "outcome returned": (f"{OPINION}::test_a_case_is_sent_back_and_comes_again",),
    "outcome lapsed": (f"{EXPIRE}::test_silence_about_receipt_accepts",),
    "SeatSpec.desk": (f"{OPTIONS}::test_a_seat_is_a_desk_of_a_unit_of_a_tier",),
    "SeatSpec.unit": (f"{OPTIONS}::test_a_seat_is_a_desk_of_a_unit_of_a_tier",),
    "SeatSpec.tier": (f"{OPTIONS}::test_a_seat_is_a_desk_of_a_unit_of_a_tier",),
    "SeatSpec.applicant": (
        f"{OPTIONS}::test_a_seat_is_a_desk_of_a_unit_of_a_tier",
        f"{OPINION}::test_the_applicants_own_seat_is_no_officers",
    ),
    "SeatSpec.title": (f"{OPTIONS}::test_a_seat_is_called_by_its_title_or_its_desk",),
    "SeatSpec.limit": (f"{OPTIONS}::test_a_seat_has_its_own_limit_beside_that_of_its_step",),
    "SeatSpec.asks": (f"{OPTIONS}::test_a_seat_that_asks_is_answered_before_it_agrees",),
    "SeatSpec.duty": (f"{OPTIONS}::test_what_is_done_from_a_seat_is_its_own_duty",),
    "SeatSpec.veto": (TABLE,),
    "Quorum.rule": (TABLE,),
    "Quorum.members": (TABLE, "approval/test_truth_table.py::test_a_nested_round_is_decided_as_its_futures_say"),
    "Quorum.n": (TABLE,),
    "Quorum.first_no_decides": (TABLE, f"{OPINION}::test_everyone_is_heard_at_the_first_review_before_a_no_counts"),
    "Quorum.veto": ("approval/test_truth_table.py::test_a_nested_round_is_decided_as_its_futures_say",),
    "Edge.to": (f"{OPINION}::test_a_yes_takes_the_case_on",),
    "Edge.when": (f"{OPTIONS}::test_an_edge_is_taken_when_its_predicate_holds",),
    "Edge.legal": (f"{OPTIONS}::test_an_edge_may_say_what_the_case_becomes_in_law",),
    "Step.name": (f"{OPINION}::test_a_yes_takes_the_case_on",),
    "Step.title": ("web/desk/test_case_page.py::test_the_way_names_who_is_waited_for_and_who_comes_next",),
    "Step.legal": (f"{OPINION}::test_the_acceptance_starts_the_clocks_and_makes_its_paper",),
    "Step.outcomes": (
        f"{OPINION}::test_a_word_the_step_has_no_way_for_is_refused_before_it_can_hold_up_the_others",
        "web/desk/test_case_page.py::test_the_buttons_are_the_ways_out_of_the_step",
    ),
    "Step.quorum": (f"{OPINION}::test_everyone_is_heard_at_the_first_review_before_a_no_counts",),
    "Step.limit": (f"{EXPIRE}::test_a_seat_that_is_late_only_turns_overdue_and_can_still_sign",),
    "Route.procedure": ("flow/test_soundness.py::test_a_route_of_another_procedure_is_refused",),
    "Route.version": ("house/test_move_to_version.py::test_a_case_that_was_not_moved_stays_on_its_version",),
    "Route.start": ("approval/test_route.py::test_a_route_that_loses_cases_is_refused",),
    "Route.steps": ("approval/test_route.py::test_a_good_route_reads_and_writes_the_same",),
    "Clocks.receipt": (f"{EXPIRE}::test_silence_about_receipt_accepts",),
    "Clocks.correction": (
        f"{EXPIRE}::test_a_correction_that_never_comes_is_a_withdrawal_signed_by_the_system_with_its_basis",
    ),
    "Clocks.statutory": (f"{OPTIONS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Clocks.promised": (f"{OPTIONS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Clocks.extension": (
        "house/beside_the_route/test_extend.py::test_days_are_bounded_by_the_policy_and_the_reason_is_said",
    ),
    "Clocks.notice": (f"{OPTIONS}::test_the_days_of_a_notice_are_those_the_procedure_names",),
    "Procedure.slug": ("house/test_submit.py::test_the_filing_is_recorded_with_its_digest_and_edition",),
    "Procedure.title": ("house/test_submit.py::test_the_receipt_names_the_procedure_and_the_questions_that_were_answered",),
    "Procedure.questions": ("house/test_submit.py::test_every_mistake_is_told_and_nothing_is_used_up",),
    "Procedure.assess": ("house/test_submit.py::test_a_school_claims_for_each_trainee_of_its_class",),
    "Procedure.gist": ("house/test_submit.py::test_nobody_files_for_a_party_they_do_not_represent",),
    "Procedure.specimen": ("house/test_submit.py::test_a_case_is_filed_with_everything_it_needs",),
    "Procedure.route": ("flow/test_release_route.py::test_a_first_release_is_number_one",),
    "Procedure.papers": (f"{OPTIONS}::test_a_step_leaves_its_paper_when_it_agrees",),
    "Procedure.predicates": (f"{OPTIONS}::test_an_edge_is_taken_when_its_predicate_holds",),
    "Procedure.parent": ("house/test_submit.py::test_a_class_record_nobody_knows_is_named",),
    "Procedure.clocks": (f"{OPTIONS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Procedure.decision": (f"{OPTIONS}::test_what_an_approval_is_told_by_is_declared",),
    "Procedure.minuted": (
        f"{OPINION}::test_more_than_the_threshold_goes_before_the_meeting_whose_minutes_are_made",
        "house/test_record_meeting.py::test_where_no_meeting_is_due_none_is_recorded",
    ),
    "Procedure.site_checks": ("house/test_record_site_check.py::test_a_check_is_kept_with_both_names",),
    "Procedure.check_officers": ("house/test_record_site_check.py::test_who_may_not_have_looked",),
    "Procedure.check_paper": (
        "house/test_record_site_check.py::test_a_check_leaves_its_record_for_the_file_and_not_for_the_school",
    ),
    "Procedure.state_words": (f"{OPTIONS}::test_a_procedure_may_have_words_of_its_own_for_a_state",),
    "Procedure.sought": ("web/test_conflicts.py::test_ones_own_other_case_is_named_on_the_page_of_the_certificate",),
    "Procedure.begin": ("web/test_draft.py::test_a_draft_begins_with_who_the_account_acts_for",),
    "Procedure.applicant_numbers": (
        "web/test_draft.py::test_a_foreign_number_is_told_on_its_own_page_and_before_filing",
    ),
    "Procedure.parent_question": ("web/test_draft.py::test_ones_own_classes_in_force_are_offered",),
    "Procedure.after_parent": ("web/test_draft.py::test_a_class_in_force_leads_to_its_claim",),
    "Procedure.suggests": ("web/test_draft.py::test_the_trades_of_the_list_are_offered_and_no_others_refused",),
    "Procedure.pays": ("house/test_determine.py::test_a_procedure_without_money_only_gets_its_paper",),
    "Procedure.without_notice": (
        "approval/test_before_payment.py::test_what_needs_no_notice_says_why_and_asks_for_no_money_by_notice",
        "flow/test_soundness.py::test_a_paying_procedure_is_asked_for_its_notice_unless_it_says_why_not",
    ),
    "Procedure.filed_by": (f"{OPTIONS}::test_a_procedure_is_for_the_applicants_it_names",),
    "Procedure.queries": (
        "house/test_ask_registers.py::test_a_filing_has_the_registers_asked_after_the_commit",
        "house/test_ask_registers.py::test_without_an_authorisation_on_file_nothing_is_asked",
    ),
    "Procedure.registers_specimen": (f"{OPTIONS}::test_played_registers_know_what_fits_a_played_filing",),
    "Procedure.footings": ("management/test_demo_city.py::test_a_case_stands_at_every_step_and_came_to_every_end",),
    "Procedure.seat_sections": (f"{OPTIONS}::test_a_seat_that_asks_is_answered_before_it_agrees",),
    "Procedure.seat_specimen": (f"{OPTIONS}::test_a_played_signer_answers_what_its_seat_asks",),
    "Procedure.step_papers": (f"{OPTIONS}::test_a_step_leaves_its_paper_when_it_agrees",),
    "Procedure.line_paper": (f"{OPTIONS}::test_each_granted_line_gets_its_paper",),
    "Procedure.takes_effect": (f"{OPTIONS}::test_a_family_writes_its_rows_when_the_case_is_approved",),
    "Procedure.party_to": (f"{OPTIONS}::test_only_a_party_the_family_names_rests_on_anothers_case",),
    "Procedure.life": (f"{OPTIONS}::test_what_a_family_keeps_of_a_case_is_read_for_what_rests_on_it",),
    "Procedure.screen": (f"{OPTIONS}::test_the_familys_own_page_is_offered_once_the_case_is_approved",),
    "Procedure.at_payment": ("house/test_doubts.py::test_who_died_meanwhile_is_doubted_with_law_and_answer",),
    "Procedure.shares": ("house/budget/test_shares.py::test_each_tier_carries_its_part_to_the_fen",),
}  # fmt: skip


def options() -> Iterator[str]:
    """Everything that can be declared."""
    yield from (f"rule {rule}" for rule in RULES)
    yield from (f"outcome {outcome}" for outcome in Outcome if outcome is not Outcome.OPEN)
    yield from (f"{kind.__name__}.{field.name}" for kind in DECLARED for field in fields(kind))


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_option_is_in_the_table_and_the_table_has_no_other() -> None:
    assert set(PROVED) == set(options())


@pytest.mark.parametrize("option", PROVED)
def test_every_option_has_a_test_that_exists(option: str) -> None:
    assert PROVED[option]
    for named in PROVED[option]:
        file, _, name = named.partition("::")
        assert name in names_in(file), named
