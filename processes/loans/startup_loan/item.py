"""个人创业担保贷款 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.alive import is_alive, still
from processes.loans.startup_loan import (
    TITLE_PAGE,
    beginning,
    effect,
    gist,
    papers,
    play,
    questions,
    registers,
    route,
    scenes,
    seat_questions,
    specimen,
)
from processes.loans.startup_loan.assess import (
    assess_application,
    assess_fund_claim,
    assess_subsidy,
    assess_write_off,
)
from processes.loans.startup_loan.borrower import CLAIM_KIND
from processes.loans.startup_loan.seeking import fund_claim_sought, loan_sought, quarter_sought, write_off_sought
from workflow_app.policy.item import Clocks, Item, Procedure

LATER = Clocks(statutory="clock.later_statutory", promised="clock.later_promised")

APPLICATION = Procedure(
    slug="application",
    title="贷款申请",
    questions=questions.APPLICATION,
    assess=assess_application,
    gist=gist.of_application,
    sought=loan_sought,
    specimen=specimen.application,
    route=route.APPLICATION.to_json(),
    papers=papers.OF_APPLICATION,
    decision=papers.LOAN_DECISION.kind,
    minuted=frozenset({"review_board"}),
    step_papers={"letter": papers.LETTER.kind},
    state_words={"approved": "已放款"},
    pays=False,
    filed_by=frozenset({"person"}),
    queries=registers.of_application,
    registers_specimen=specimen.registers,
    seat_sections=seat_questions.OF_APPLICATION,
    seat_specimen=play.seat_answers,
    takes_effect=effect.disbursed,
    life=effect.life,
    screen=("loan", "还款计划和还款情况"),
    begin=beginning.application,
    applicant_numbers=beginning.OF_APPLICATION,
)

INTEREST_SUBSIDY = Procedure(
    slug="interest_subsidy",
    title="贴息申请",
    questions=questions.INTEREST_SUBSIDY,
    assess=assess_subsidy,
    gist=gist.of_subsidy,
    sought=quarter_sought,
    specimen=specimen.interest_subsidy,
    party_to=effect.is_party,
    route=route.INTEREST_SUBSIDY.to_json(),
    papers=papers.OF_SUBSIDY,
    parent=APPLICATION.slug,
    footings=play.borrowers,
    clocks=LATER,
    line_paper=papers.SUBSIDY_SHEET.kind,
    begin=beginning.subsidy,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="loan_number",
    queries=registers.of_subsidy,
    at_payment=still(is_alive),
    after_parent="每季结息并付清利息后，可以为这笔贷款申请贴息，贷款申请编号会自动填好。",
)

FUND_CLAIM = Procedure(
    slug="fund_claim",
    title="代偿申请",
    questions=questions.FUND_CLAIM,
    assess=assess_fund_claim,
    gist=gist.of_fund_claim,
    sought=fund_claim_sought,
    specimen=specimen.fund_claim,
    party_to=effect.is_party,
    route=route.FUND_CLAIM.to_json(),
    papers=papers.OF_FUND_CLAIM,
    parent=APPLICATION.slug,
    footings=play.defaulters,
    clocks=LATER,
    decision=papers.FUND_DECISION.kind,
    state_words={"approved": "已代偿"},
    pays=False,
    filed_by=frozenset({"organisation"}),
    seat_sections=seat_questions.OF_FUND_CLAIM,
    seat_specimen=play.seat_answers,
    takes_effect=effect.paid_by_the_fund,
    begin=beginning.by_organisation,
    applicant_numbers=beginning.OF_ORGANISATIONS,
)

WRITE_OFF = Procedure(
    slug="write_off",
    title="核销申请",
    questions=questions.WRITE_OFF,
    assess=assess_write_off,
    gist=gist.of_write_off,
    sought=write_off_sought,
    specimen=specimen.write_off,
    party_to=effect.is_party,
    route=route.WRITE_OFF.to_json(),
    papers=papers.OF_WRITE_OFF,
    parent=APPLICATION.slug,
    footings=play.losses,
    clocks=LATER,
    decision=papers.WRITE_OFF_DECISION.kind,
    state_words={"approved": "已核销"},
    pays=False,
    filed_by=frozenset({"organisation"}),
    takes_effect=effect.written_off,
    begin=beginning.by_organisation,
    applicant_numbers=beginning.OF_ORGANISATIONS,
)

ITEM = Item(
    slug="startup_loan",
    family="loans",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(APPLICATION, INTEREST_SUBSIDY, FUND_CLAIM, WRITE_OFF),
    claim_kind=CLAIM_KIND,
    plays=play.STORIES,
    budget="2130804 创业担保贷款贴息及奖补",
    scenes=scenes.SCENES,
)
