"""灵活就业社会保险补贴 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.insurance.ceiling import SUBSIDY
from processes.insurance.flexible_employment import (
    TITLE_PAGE,
    beginning,
    gist,
    play,
    questions,
    registers,
    route,
    scenes,
    specimen,
)
from processes.insurance.flexible_employment.assess import assess_claim, assess_renewal
from processes.insurance.flexible_employment.eligibility import AT_PAYMENT
from processes.insurance.flexible_employment.seeking import sought_by
from processes.insurance.recognised import RECOGNITION
from processes.papers import OF_NOTICED_PAYMENT
from workflow_app.policy.item import Item, Procedure

BY_PERSONS = frozenset({"person"})

CLAIM = Procedure(
    slug="claim",
    title="首次申领",
    questions=questions.CLAIM,
    assess=assess_claim,
    gist=gist.of_claim,
    sought=sought_by,
    specimen=specimen.claim,
    route=route.CLAIM.to_json(),
    papers=OF_NOTICED_PAYMENT,
    begin=beginning.claim,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    filed_by=BY_PERSONS,
    queries=registers.of_claimant,
    at_payment=AT_PAYMENT,
    footings=play.recognised_people,
)

RENEWAL = Procedure(
    slug="renewal",
    title="续领",
    questions=questions.RENEWAL,
    assess=assess_renewal,
    gist=gist.of_renewal,
    sought=sought_by,
    specimen=specimen.renewal,
    route=route.RENEWAL.to_json(),
    papers=OF_NOTICED_PAYMENT,
    parent=CLAIM.slug,
    begin=beginning.renewal,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="claim_number",
    after_parent="以后每个季度缴费后可以续领，只填写月份，首次申领的编号会自动填好。",
    filed_by=BY_PERSONS,
    queries=registers.of_claimant,
    at_payment=AT_PAYMENT,
    footings=play.paid_people,
)

ITEM = Item(
    slug="flexible_employment",
    family="insurance",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(CLAIM, RENEWAL),
    claim_kind=SUBSIDY,
    plays=play.STORIES,
    budget="2080704 社会保险补贴",
    leans_on=(RECOGNITION,),
    scenes=scenes.SCENES,
)
