"""职业技能评价补贴 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.alive import is_alive, still
from processes.papers import OF_NOTICED_PAYMENT
from processes.training.skill_evaluation import (
    TITLE_PAGE,
    beginning,
    gist,
    play,
    questions,
    registers,
    route,
    specimen,
)
from processes.training.skill_evaluation.assess import assess_claim
from processes.training.skill_evaluation.holder import CLAIM_KIND
from processes.training.skill_evaluation.seeking import sought_by
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
    filed_by=frozenset({"person"}),
    queries=registers.of_claim,
    at_payment=still(is_alive),
)

ITEM = Item(
    slug="skill_evaluation",
    family="training",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(CLAIM,),
    claim_kind=CLAIM_KIND,
    plays=play.STORIES,
)
