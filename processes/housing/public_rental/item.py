"""公共租赁住房 as the catalogue holds it: the parts of this folder bound together."""

from __future__ import annotations

from pathlib import Path

from processes.housing.public_rental import (
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
    specimen,
)
from processes.housing.public_rental.assess import assess_application, assess_exit, assess_renewal
from processes.housing.public_rental.household import HOUSEHOLD
from processes.housing.public_rental.seeking import places_sought
from workflow_app.policy.item import Clocks, Item, Procedure

PERSONS = frozenset({"person"})
UNDER_CLOCKS = Clocks(statutory="clock.under_statutory", promised="clock.under_promised")

APPLICATION = Procedure(
    slug="application",
    title="保障申请",
    questions=questions.APPLICATION,
    assess=assess_application,
    gist=gist.of_application,
    sought=places_sought,
    specimen=specimen.application,
    route=route.APPLICATION.to_json(),
    papers=papers.OF_APPLICATION,
    decision=papers.WAITING_NOTICE.kind,
    state_words={"approved": "轮候或者在租"},
    begin=beginning.oneself,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    after_parent="签订租赁合同以后，续租或者退出时从这里办理，轮候号会自动填好。",
    pays=False,
    filed_by=PERSONS,
    queries=registers.of_application,
    registers_specimen=specimen.registers,
    seat_sections={each.slug: each for each in (questions.MEANS, questions.PROPERTY, questions.RECORD)},
    seat_specimen=specimen.seat,
    takes_effect=effect.onto_the_list,
    life=effect.life_after,
)

RENEWAL = Procedure(
    slug="renewal",
    title="续租",
    questions=questions.RENEWAL,
    assess=assess_renewal,
    gist=gist.of_renewal,
    specimen=specimen.renewal,
    route=route.RENEWAL.to_json(),
    papers=papers.OF_RENEWAL,
    parent=APPLICATION.slug,
    footings=play.tenants,
    clocks=UNDER_CLOCKS,
    decision=papers.RENEWAL_NOTICE.kind,
    state_words={"approved": "已续租"},
    begin=beginning.oneself,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="application_number",
    pays=False,
    filed_by=PERSONS,
    takes_effect=effect.a_further_term,
)

EXIT = Procedure(
    slug="exit",
    title="退出腾退",
    questions=questions.EXIT,
    assess=assess_exit,
    gist=gist.of_exit,
    specimen=specimen.exit,
    route=route.EXIT.to_json(),
    papers=papers.OF_EXIT,
    parent=APPLICATION.slug,
    footings=play.tenants,
    clocks=UNDER_CLOCKS,
    decision=papers.EXIT_NOTICE.kind,
    state_words={"approved": "已腾退"},
    begin=beginning.oneself,
    applicant_numbers=beginning.APPLICANT_NUMBERS,
    parent_question="application_number",
    pays=False,
    filed_by=PERSONS,
    seat_sections={questions.HANDOVER.slug: questions.HANDOVER},
    seat_specimen=specimen.seat,
    takes_effect=effect.the_keys_are_back,
)

ITEM = Item(
    slug="public_rental",
    family="housing",
    title_page=TITLE_PAGE,
    folder=Path(__file__).parent,
    procedures=(APPLICATION, RENEWAL, EXIT),
    claim_kind=HOUSEHOLD,
    plays=play.STORIES,
    scenes=scenes.SCENES,
)
