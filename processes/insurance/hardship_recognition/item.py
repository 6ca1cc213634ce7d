"""就业困难人员认定 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.insurance.hardship_recognition import (
    TITLE_PAGE,
    beginning,
    gist,
    papers,
    play,
    questions,
    registers,
    route,
    specimen,
)
from processes.insurance.hardship_recognition.assess import assess_recognition, assess_removal
from processes.insurance.recognised import RECOGNITION as CLAIM_KIND
from workflow_app.policy.item import Item, Procedure

BY_PERSONS = frozenset({"person"})

RECOGNITION = Procedure(
    slug="recognition",
    title="认定",
    questions=questions.RECOGNITION,
    assess=assess_recognition,
    gist=gist.of_recognition,
    specimen=specimen.recognition,
    route=route.RECOGNITION.to_json(),
    papers=papers.OF_RECOGNITION,
    decision=papers.RECOGNISED.kind,
    state_words={"approved": "已认定"},
    begin=beginning.oneself,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    pays=False,
    filed_by=BY_PERSONS,
    queries=registers.of_recognition,
)

REMOVAL = Procedure(
    slug="removal",
    title="退出认定",
    questions=questions.REMOVAL,
    assess=assess_removal,
    gist=gist.of_removal,
    specimen=specimen.removal,
    route=route.REMOVAL.to_json(),
    papers=papers.OF_REMOVAL,
    parent=RECOGNITION.slug,
    decision=papers.REMOVED.kind,
    state_words={"approved": "已退出"},
    begin=beginning.oneself,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="recognition_number",
    footings=play.recognised_people,
    after_parent="就业、办理营业执照、领取养老金或者情况有其他改变的，请申请退出认定，认定编号会自动填好。",
    pays=False,
    filed_by=BY_PERSONS,
)

ITEM = Item(
    slug="hardship_recognition",
    family="insurance",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(RECOGNITION, REMOVAL),
    claim_kind=CLAIM_KIND,
    plays=play.STORIES,
)
