"""Every option a route, a procedure or an item may declare, with the tests that fail when the code executing it is taken away."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from workflow_app.approval.quorum import RULES, Quorum, SeatSpec
from workflow_app.approval.route import Edge, Route, Step
from workflow_app.approval.stance import Outcome
from workflow_app.clock.limit import PauseReason
from workflow_app.policy.exclusion import Exclusion
from workflow_app.policy.gist import Gist, Payee, Subject
from workflow_app.policy.item import Clocks, Item, Procedure
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.register import RegisterQuery
from workflow_app.policy.sought import Sought
from workflow_app.policy.specimen import Footing
from workflow_app.policy.title_page import OfficialName, TitlePage

TESTS = Path(__file__).resolve().parents[1]
DECLARED = (
    *(SeatSpec, Quorum, Edge, Step, Route, Clocks, Procedure),
    *(Item, TitlePage, OfficialName, PaperKind, Gist, Payee, Subject, RegisterQuery, Footing, Exclusion, Sought),
)
# What an item's author fills in beside these: the rules' own words, proved by the examples of every item, and the questions,
# proved by the tests of forms.
ELSEWHERE = {
    *("Assessment", "LineAssessment", "Finding", "AmountLine", "ValueUsed", "Citation", "Part"),
    *("Questionnaire", "Section", "Is", "NotBefore"),
}
OPTIONS = "house/test_options.py"
TABLE = "approval/test_truth_table.py::test_every_round_of_up_to_five_seats_is_decided_as_its_futures_say"
OPINION, EXPIRE = "house/test_give_opinion.py", "house/test_expire.py"
OF_AN_ITEM, EXCLUSION = "house/test_item_options.py", "policy/test_exclusion.py"
CLOCKS, SUSPEND = "house/test_clock_names.py", "house/beside_the_route/test_suspend.py"
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
    "SeatSpec.limit": (
        f"{OPTIONS}::test_a_seat_has_its_own_limit_beside_that_of_its_step",
        f"{SUSPEND}::test_a_seat_with_a_limit_of_its_own_waits_by_its_own_days",
        "house/oversight/test_recompute.py::test_a_seat_with_a_limit_of_its_own_moves_by_its_own_days",
    ),
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
    "Step.title": (f"{OPTIONS}::test_a_round_keeps_the_title_of_its_step_and_every_page_shows_it",),
    "Step.legal": (f"{OPINION}::test_the_acceptance_starts_the_clocks_and_makes_its_paper",),
    "Step.outcomes": (
        f"{OPINION}::test_a_word_the_step_has_no_way_for_is_refused_before_it_can_hold_up_the_others",
        "web/desk/test_case_page.py::test_the_buttons_are_the_ways_out_of_the_step",
    ),
    "Step.quorum": (f"{OPINION}::test_everyone_is_heard_at_the_first_review_before_a_no_counts",),
    "Step.limit": (f"{EXPIRE}::test_a_seat_that_is_late_only_turns_overdue_and_can_still_sign",),
    "Route.procedure": ("flow/test_soundness.py::test_a_route_of_another_procedure_is_refused",),
    "Route.version": ("house/test_move_to_version.py::test_a_case_that_was_not_moved_stays_on_its_version",),
    "Route.start": (
        f"{OPTIONS}::test_a_case_begins_where_the_route_starts_whatever_step_is_declared_first",
        "approval/test_route.py::test_a_route_begins_where_it_says_whatever_is_declared_first",
    ),
    "Route.steps": ("approval/test_route.py::test_a_good_route_reads_and_writes_the_same",),
    "Clocks.receipt": (f"{CLOCKS}::test_silence_about_receipt_speaks_when_the_limit_the_procedure_names_is_over",),
    "Clocks.correction": (f"{CLOCKS}::test_a_correction_that_never_comes_is_one_under_any_name", f"{CLOCKS}::test_who_is_asked_after_acceptance_has_the_days_of_the_correction_the_procedure_names"),
    "Clocks.statutory": (f"{CLOCKS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Clocks.promised": (f"{CLOCKS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Clocks.extension": (f"{CLOCKS}::test_a_limit_is_extended_by_the_days_the_procedure_names",),
    "Clocks.notice": (f"{CLOCKS}::test_the_days_of_a_notice_are_those_the_procedure_names",),
    "Procedure.slug": ("house/test_submit.py::test_the_filing_is_recorded_with_its_digest_and_edition",),
    "Procedure.title": ("house/test_submit.py::test_the_receipt_names_the_procedure_and_the_questions_that_were_answered",),
    "Procedure.questions": ("house/test_submit.py::test_every_mistake_is_told_and_nothing_is_used_up",),
    "Procedure.assess": ("house/test_submit.py::test_a_school_claims_for_each_trainee_of_its_class",),
    "Procedure.gist": ("house/test_submit.py::test_nobody_files_for_a_party_they_do_not_represent",),
    "Procedure.specimen": ("house/test_submit.py::test_a_case_is_filed_with_everything_it_needs",),
    "Procedure.route": ("flow/test_release_route.py::test_a_first_release_is_number_one",),
    "Procedure.papers": (f"{OPTIONS}::test_a_step_leaves_its_paper_when_it_agrees",),
    "Procedure.predicates": (f"{OPTIONS}::test_an_edge_is_taken_when_its_predicate_holds",),
    "Procedure.parent": (f"{OPTIONS}::test_only_a_party_the_family_names_rests_on_anothers_case",),
    "Procedure.clocks": (f"{CLOCKS}::test_the_clocks_of_handling_are_those_the_procedure_names",),
    "Procedure.decision": (f"{OPTIONS}::test_what_an_approval_is_told_by_is_declared",),
    "Procedure.minuted": (
        f"{OPINION}::test_more_than_the_threshold_goes_before_the_meeting_whose_minutes_are_made",
        "house/test_record_meeting.py::test_where_no_meeting_is_due_none_is_recorded",
    ),
    "Procedure.site_checks": (f"{OPTIONS}::test_the_looks_on_the_spot_a_procedure_names_are_offered_once_it_is_in_force",),
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
    "Procedure.pays": (f"{OPTIONS}::test_what_is_granted_without_public_money_reserves_none",),
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
    "Procedure.reconsideration_first": (
        "house/test_remedies.py::test_reconsideration_comes_first_where_the_procedure_says_so",
    ),
    "Procedure.instalments": (
        "house/test_instalments.py::test_each_is_paid_when_it_is_due_and_the_case_closes_with_the_last",
    ),
    "Item.slug": ("policy/test_catalogue.py::test_an_enrolled_item_is_found",),
    "Item.family": ("policy/test_catalogue.py::test_items_stand_by_family_and_slug",),
    "Item.title_page": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "Item.folder": ("flow/test_release_route.py::test_a_first_release_is_number_one",),
    "Item.procedures": ("policy/test_catalogue.py::test_an_unknown_name_says_which_there_are",),
    "Item.claim_kind": (f"{OF_AN_ITEM}::test_claims_are_stored_under_the_kind_of_the_item",),
    "Item.plays": (f"{OF_AN_ITEM}::test_every_story_of_an_item_is_played",),
    "Item.scenes": (f"{OF_AN_ITEM}::test_every_scene_of_an_item_is_played_before_its_procedures",),
    "Item.budget": (f"{OF_AN_ITEM}::test_an_indicator_of_an_item_is_entered_under_its_class_of_the_budget",),
    "Item.leans_on": (f"{OF_AN_ITEM}::test_a_stage_grants_only_what_its_item_leans_on",),
    "TitlePage.document": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.number": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.issuer": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.issued_on": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.since": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.names": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "TitlePage.basis": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "OfficialName.name": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "OfficialName.since": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "OfficialName.citation": (f"{OF_AN_ITEM}::test_the_title_page_is_told_and_cited",),
    "PaperKind.kind": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.title": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.family": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.series": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.sheet": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.internal": (f"{OF_AN_ITEM}::test_a_paper_is_what_its_kind_says",),
    "PaperKind.gather": (f"{OF_AN_ITEM}::test_a_paper_says_what_only_the_item_knows_of_the_answers_and_of_the_findings",),
    "PaperKind.tell": (f"{OF_AN_ITEM}::test_a_paper_says_what_only_the_item_knows_of_the_answers_and_of_the_findings",),
    "Gist.applicant_kind": (f"{OF_AN_ITEM}::test_an_applicant_is_of_the_kind_the_gist_says",),
    "Gist.name": (f"{OF_AN_ITEM}::test_who_applies_is_the_number_and_who_may_not_act_for_it_reads_its_name",),
    "Gist.number": (f"{OF_AN_ITEM}::test_who_applies_is_the_number_and_who_may_not_act_for_it_reads_its_name",),
    "Gist.region": (f"{OF_AN_ITEM}::test_the_organ_of_the_place_and_of_the_authority_decides",),
    "Gist.summary": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Gist.authority": (f"{OF_AN_ITEM}::test_the_organ_of_the_place_and_of_the_authority_decides",),
    "Gist.parent_number": (f"{OPTIONS}::test_only_a_party_the_family_names_rests_on_anothers_case",),
    "Gist.payee": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Gist.electronic_service": ("house/test_serve.py::test_without_consent_nothing_is_served_by_itself_and_the_file_stays_open",),
    "Gist.subjects": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Payee.name": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Payee.account": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Payee.bank": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Subject.number": (f"{OF_AN_ITEM}::test_whom_a_line_is_for_is_compared_whatever_paper_it_rests_on",),
    "Subject.evidence": ("house/test_other_cases.py::test_the_rules_keep_the_number_beside_the_words",),
    "Subject.township": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Subject.phone": (f"{OF_AN_ITEM}::test_what_the_gist_says_is_what_the_house_knows",),
    "Footing.who": (f"{OF_AN_ITEM}::test_a_played_filing_stands_on_its_footing",),
    "Footing.parent_number": (f"{OF_AN_ITEM}::test_a_played_filing_stands_on_its_footing",),
    "Footing.more": (f"{OF_AN_ITEM}::test_a_played_filing_stands_on_its_footing",),
    "RegisterQuery.register": ("house/test_ask_registers.py::test_a_filing_has_the_registers_asked_after_the_commit",),
    "RegisterQuery.subject": ("house/test_ask_registers.py::test_a_filing_has_the_registers_asked_after_the_commit",),
    "RegisterQuery.authorised_by": ("house/test_ask_registers.py::test_without_an_authorisation_on_file_nothing_is_asked",),
    "Exclusion.key": (f"{EXCLUSION}::test_what_it_finds_is_told_in_its_own_words_on_its_own_source",),
    "Exclusion.says": (f"{EXCLUSION}::test_what_it_finds_is_told_in_its_own_words_on_its_own_source",),
    "Exclusion.kinds": (f"{EXCLUSION}::test_what_excludes_what",),
    "Exclusion.by": (f"{EXCLUSION}::test_what_excludes_what",),
    "Exclusion.when": (f"{EXCLUSION}::test_what_excludes_what",),
    "Exclusion.verdict": (f"{EXCLUSION}::test_where_a_person_must_look_it_is_undecided",),
    "Exclusion.citation": (f"{EXCLUSION}::test_what_it_finds_is_told_in_its_own_words_on_its_own_source",),
    "Exclusion.since": (f"{EXCLUSION}::test_an_exclusion_is_asked_from_its_first_day",),
    "Exclusion.until": (f"{EXCLUSION}::test_an_exclusion_that_is_over_says_nothing",),
    "Exclusion.months": (f"{EXCLUSION}::test_what_time_mends_says_from_which_day",),
    "Exclusion.remedy": (f"{EXCLUSION}::test_what_it_finds_is_told_in_its_own_words_on_its_own_source",),
    "Exclusion.of": (f"{EXCLUSION}::test_it_is_asked_of_the_lines_it_names",),
    "Exclusion.found": (f"{EXCLUSION}::test_what_it_finds_is_told_in_its_own_words_on_its_own_source",),
    "Sought.beneficiary": (f"{EXCLUSION}::test_what_excludes_what",),
    "Sought.key": (f"{EXCLUSION}::test_what_excludes_what",),
    "Sought.evidence": (f"{EXCLUSION}::test_what_excludes_what",),
    "Sought.since": (f"{EXCLUSION}::test_what_excludes_what",),
    "Sought.until": (f"{EXCLUSION}::test_what_excludes_what",),
    "Sought.kind": (f"{EXCLUSION}::test_it_is_asked_of_the_lines_it_names",),
    "Sought.marks": (f"{EXCLUSION}::test_a_paper_is_the_same_under_every_mark_it_has",),
    "pause notice": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
    "pause review": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
    "pause site_check": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
    "pause objection": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
    "pause assistance": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
    "pause suspension": (f"{SUSPEND}::test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs",),
}  # fmt: skip


def options() -> Iterator[str]:
    """Everything that can be declared."""
    yield from (f"rule {rule}" for rule in RULES)
    yield from (f"outcome {outcome}" for outcome in Outcome if outcome is not Outcome.OPEN)
    yield from (f"pause {reason}" for reason in PauseReason)
    yield from (f"{kind.__name__}.{field.name}" for kind in DECLARED for field in fields(kind))


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def filled_in(kind: Any, met: set[type]) -> None:
    """Every dataclass an author fills in who writes one of `kind`: its fields', and what its functions answer."""
    if get_origin(kind) is Callable:
        filled_in(get_args(kind)[-1], met)
    elif get_args(kind):
        for part in get_args(kind):
            filled_in(part, met)
    elif isinstance(kind, type) and is_dataclass(kind) and kind not in met:
        met.add(kind)
        for hint in get_type_hints(kind).values():
            filled_in(hint, met)


def test_whatever_an_items_author_fills_in_is_declared_here_or_proved_elsewhere() -> None:
    met: set[type] = set()
    filled_in(Item, met)
    assert {kind.__name__ for kind in met} - {kind.__name__ for kind in DECLARED} == ELSEWHERE


def test_every_option_is_in_the_table_and_the_table_has_no_other() -> None:
    assert set(PROVED) == set(options())


@pytest.mark.parametrize("option", PROVED)
def test_every_option_has_a_test_that_exists(option: str) -> None:
    assert PROVED[option]
    for named in PROVED[option]:
        file, _, name = named.partition("::")
        assert name in names_in(file), named
