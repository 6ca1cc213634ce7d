"""企业吸纳就业困难人员社会保险补贴 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.insurance.ceiling import SUBSIDY
from processes.insurance.employer_hiring import (
    TITLE_PAGE,
    beginning,
    gist,
    play,
    questions,
    registers,
    route,
    specimen,
)
from processes.insurance.employer_hiring.assess import assess_claim
from processes.insurance.employer_hiring.eligibility import AT_PAYMENT
from processes.insurance.employer_hiring.seeking import sought_by
from processes.insurance.recognised import RECOGNITION
from processes.papers import OF_NOTICED_PAYMENT
from workflow_app.policy.item import Item, Procedure

CLAIM = Procedure(
    slug="claim",
    title="补贴申领",
    questions=questions.CLAIM,
    assess=assess_claim,
    gist=gist.of_claim,
    sought=sought_by,
    specimen=specimen.claim,
    route=route.CLAIM.to_json(),
    papers=OF_NOTICED_PAYMENT,
    begin=beginning.claim,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    filed_by=frozenset({"organisation"}),
    queries=registers.of_employees,
    at_payment=AT_PAYMENT,
    registers_specimen=specimen.registers,
    footings=play.hirings,
)

ITEM = Item(
    slug="employer_hiring",
    family="insurance",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(CLAIM,),
    claim_kind=SUBSIDY,
    plays=play.STORIES,
    budget="2080704 社会保险补贴",
    leans_on=(RECOGNITION,),
)
