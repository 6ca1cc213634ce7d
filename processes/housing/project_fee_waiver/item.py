"""公租房建设项目行政事业性收费和政府性基金免收 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.housing.project_fee_waiver import TITLE_PAGE, beginning, gist, papers, play, questions, route, specimen
from processes.housing.project_fee_waiver.assess import assess_waiver
from processes.housing.project_fee_waiver.fees import FEE_WAIVER
from processes.housing.project_fee_waiver.seeking import fees_sought
from workflow_app.policy.item import Item, Procedure

WAIVER = Procedure(
    slug="waiver",
    title="免收申请",
    questions=questions.WAIVER,
    assess=assess_waiver,
    gist=gist.of_waiver,
    sought=fees_sought,
    specimen=specimen.waiver,
    route=route.WAIVER.to_json(),
    papers=papers.OF_WAIVER,
    decision=papers.DECISION.kind,
    line_paper=papers.CERTIFICATE.kind,
    state_words={"approved": "已认定"},
    begin=beginning.organisation,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    pays=False,
    filed_by=frozenset({"organisation"}),
    seat_sections={each.slug: each for each in (questions.RECORD, questions.CHARGES, questions.LEGAL_BASIS)},
    seat_specimen=specimen.seat,
    footings=play.zones,
)

ITEM = Item(
    slug="project_fee_waiver",
    family="housing",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(WAIVER,),
    claim_kind=FEE_WAIVER,
    plays=play.STORIES,
)
