"""职业培训补贴 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.alive import is_alive, still
from processes.training.skill_training import (
    TITLE_PAGE,
    beginning,
    gist,
    papers,
    play,
    questions,
    registers,
    route,
    scenes,
    specimen,
)
from processes.training.skill_training.assess import (
    assess_claim,
    assess_class_record,
    sum_is_above_the_meeting_threshold,
)
from processes.training.skill_training.claiming import CHECK_OFFICERS, CLASS_CHECK
from processes.training.skill_training.seeking import sought_by
from processes.training.skill_training.trainee import CLAIM_KIND
from workflow_app.policy.item import Clocks, Item, Procedure

CLASS_RECORD = Procedure(
    slug="class_record",
    title="开班备案",
    questions=questions.CLASS_RECORD,
    assess=assess_class_record,
    gist=gist.of_class_record,
    specimen=specimen.class_record,
    route=route.CLASS_RECORD.to_json(),
    papers=papers.OF_CLASS_RECORD,
    clocks=Clocks(statutory="clock.record_statutory", promised="clock.record_promised"),
    decision=papers.CLASS_RECORDED.kind,
    site_checks={CLASS_CHECK: "培训过程检查"},
    check_paper=papers.CHECK_RECORD.kind,
    check_officers=CHECK_OFFICERS,
    state_words={"approved": "已备案"},
    footings=play.schools,
    pays=False,
    filed_by=frozenset({"organisation"}),
    begin=beginning.class_record,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    suggests=beginning.SUGGESTS,
)

CLAIM = Procedure(
    slug="claim",
    title="补贴申领",
    questions=questions.CLAIM,
    assess=assess_claim,
    gist=gist.of_claim,
    sought=sought_by,
    specimen=specimen.claim,
    route=route.CLAIM.to_json(),
    papers=papers.OF_CLAIM,
    predicates={"sum_above_meeting_threshold": sum_is_above_the_meeting_threshold},
    parent=CLASS_RECORD.slug,
    minuted=frozenset({"meeting"}),
    begin=beginning.claim,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="class_record_number",
    after_parent="培训结束、学员取得证书后，可以为这个班申领补贴，开班备案号会自动填好。",
    suggests=beginning.SUGGESTS,
    queries=registers.of_claim,
    at_payment=still(is_alive),
)

ITEM = Item(
    slug="skill_training",
    family="training",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(CLAIM, CLASS_RECORD),
    claim_kind=CLAIM_KIND,
    plays=play.STORIES,
    budget="2080702 职业培训补贴",
    scenes=scenes.SCENES,
)
