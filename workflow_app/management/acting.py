"""Play the people of the city through the commands: fill in, file, sign. For the walkthrough, the demonstration and tests."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.timezone import localtime
from PIL import Image, ImageDraw, ImageFont

from documents.fonts import built
from forms.intake.receive import Received
from workflow_app.approval.stance import Stance
from workflow_app.city import people
from workflow_app.city.plan import planned_limits, planned_units
from workflow_app.commands.attach import attach_file
from workflow_app.commands.draft import save_section, start_draft
from workflow_app.commands.establish import appoint, establish, register_party, represent
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.publish_policy import publish_policy
from workflow_app.commands.record_meeting import record_meeting
from workflow_app.commands.set_limit import set_limit
from workflow_app.commands.submit import submit
from workflow_app.models import Account, Case, Draft, Holding, Opinion, PaymentLimit, PublishedEdition, Seat, Unit
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.policy.specimen import FILE, Casting
from workflow_app.policy.spending import Limit
from workflow_app.queries.law.meetings import meeting_of, members_of, round_to_minute
from workflow_app.registers import world

SINCE = date(2025, 1, 1)
Said = Mapping[str, Mapping[str, Any]]  # what seats answer, by the page they ask


def found_city(at: datetime, password: str | None = None) -> None:
    """Units, desks, people and the policies in force, each once."""
    establish(planned_units(), at=at)
    # One published password, made once: a digest takes a third of a second on purpose.
    password = make_password(password)
    for officer in people.officers():
        account = _account(officer.username, officer.name, password, officer=True)
        sits = appoint(account, officer.role, officer.kind, officer.region, since=SINCE, at=at)
        begin_with_a_limit(sits, at)
    for person in people.applicants():
        settle_in(person, password, at)
    for item in catalogue.items():
        edition = item.edition_in_folder()
        if not PublishedEdition.objects.filter(item=item.slug, sha256=edition.sha256).exists():
            publish_policy(edition, by=None, at=at)


def begin_with_a_limit(sits: Holding, at: datetime) -> None:
    """Who drafts or releases batches has the city's sample of a limit, unless they have one already."""
    sample = planned_limits().get(sits.desk.role)
    if sample and not PaymentLimit.objects.filter(account=sits.account, unit=sits.desk.unit).exists():
        per_batch, per_day = (fen_of(yuan) for yuan in sample)
        set_limit(sits.desk, sits.account, Limit(per_batch, per_day), by=None, at=at)


def settle_in(person: people.Applicant, password: str, at: datetime) -> None:
    """An account, its party, and that one may act for the other. `password` is a digest."""
    account = _account(person.username, person.name, password, officer=False)
    party = register_party(person.party_kind, person.party_name, person.number, person.region)
    represent(account, party, person.capacity, since=SINCE, at=at)


def casting_of(username: str, serial: int, on: date, **more: Any) -> Casting:
    """The part an applicant of the city plays."""
    who = people.applicant(username)
    return Casting(serial, who.region, on, who.party_kind, who.party_name, who.number, **more)


def file(item: str, procedure: str, casting: Casting, *, by: Account, at: datetime) -> Case:
    """A whole filing: draft, answers, files, submission."""
    draft = fill(item, procedure, casting, by=by, at=at)
    return submit(draft.pk, by=by, at=at)


def fill(item: str, procedure: str, casting: Casting, *, by: Account, at: datetime) -> Draft:
    """A draft with every answer given, and the played registers knowing what fits it."""
    draft = start_draft(item, procedure, by=by, at=at)
    for (subject, register), content in catalogue.procedure(item, procedure).registers_specimen(casting).items():
        world.tell(settings.REGISTER_WORLD, subject, register, content)
    sections = catalogue.procedure(item, procedure).specimen(casting)
    for section, answers in sections.items():
        typed = {name: value for name, value in answers.items() if not _files(value)}
        draft = save_section(draft.pk, section, typed, revision=draft.revision, by=by, at=at)
    for section, answers in sections.items():
        for name, value in answers.items():
            for file_name in _files(value):
                attach_file(draft.pk, section, name, a_pdf(file_name), by=by, at=at)
    return draft


def _files(value: Any) -> list[str]:
    """The names of the files an answer of a specimen stands for."""
    named = isinstance(value, list) and value and isinstance(value[0], str) and value[0].startswith(FILE)
    return [file_name.removeprefix(FILE) for file_name in value] if named else []


def sign_all(
    case: Case, stance: Stance = Stance.APPROVE, words: str = "", *, at: datetime, said: Said | None = None
) -> Case:
    """Everyone whose turn it is signs the step the case stands at, each as the person at the desk."""
    case = Case.objects.get(pk=case.pk)
    step = case.step
    sit(case, at)
    while case.step == step and (seat := next(waiting_seats(case), None)):
        by, answers = holder(seat, localtime(at).date()), seat_answers(case, seat, at, said or {})
        case = give_opinion(seat.pk, stance, words, answers=answers, by=by, at=at)
    return case


def seat_answers(case: Case, seat: Seat, at: datetime, said: Said) -> Mapping[str, Any]:
    """What the seat is asked, answered as `said` or as its specimen; nothing where nothing is asked."""
    if not seat.asks:
        return {}
    specimen = catalogue.procedure(case.item, case.procedure).seat_specimen
    return {**specimen(seat.asks, case.pk, localtime(at).date()), **said.get(seat.asks, {})}


def sign_until(case: Case, step: str, *, at: datetime) -> Case:
    """Approve step by step until the case stands at `step`."""
    case = Case.objects.get(pk=case.pk)
    while case.step != step:
        before = case.step
        case = sign_all(case, at=at)
        if case.step == before:
            raise LookupError(f"{case.number} stays at {before} and never comes to {step}")
    return case


def sit(case: Case, at: datetime) -> None:
    """Where the case stands before a meeting that nobody recorded yet, it sits: everyone there, the first presiding."""
    if case.step not in catalogue.procedure(case.item, case.procedure).minuted:
        return
    opened, today = round_to_minute(Case.objects.get(pk=case.pk)), localtime(at).date()
    if opened is None or meeting_of(opened) is not None:
        return
    members = [account for _, account in members_of(opened, today)]
    words = "听取了经办人员的汇报，核对了材料和金额，与会人员没有不同意见。"
    first = Opinion.objects.filter(seat__round__case=case, seat__desk__unit=case.unit).earliest("at", "pk")
    record_meeting(case.pk, today, "本局三楼会议室", members[0], members, words, by=first.by, at=at)


def waiting_seats(case: Case) -> Iterator[Seat]:
    """The officers' seats whose turn it is."""
    yield from Seat.objects.filter(round__case=case, waiting=True, desk__isnull=False).order_by("place")


def holder(seat: Seat, on: date) -> Account:
    """Who sits there, of several whoever came last."""
    return Holding.objects.filter(in_force(on), desk=seat.desk).select_related("account").latest("since").account


def account(username: str) -> Account:
    """A person of the city by user name."""
    return Account.objects.get(username=username)


@cache
def a_pdf(name: str, pages: int = 1) -> Received:
    """A real PDF that says which paper it stands for: with its name where a font is there, else a blank page."""
    out = io.BytesIO()
    page = Image.new("L", (620, 877), 255)
    if font := built().get("GBT Song"):
        ImageDraw.Draw(page).text((60, 80), f"示例材料\n\n{name}", fill=0, font=ImageFont.truetype(font, 30))
    page.save(
        out, "PDF", title=name, save_all=True, append_images=[page] * (pages - 1), creationDate=None, modDate=None
    )
    return Received("pdf", out.getvalue(), "", pages, name)


def _account(username: str, name: str, password: str, *, officer: bool) -> Account:
    made = {"name": name, "is_officer": officer, "password": password}
    return Account.objects.get_or_create(username=username, defaults=made)[0]


def officer(username: str, name: str) -> Account:
    """One more officer, at no desk yet; nobody signs in as them."""
    return _account(username, name, "", officer=True)


def at_desk(unit: Unit, role: str, at: datetime) -> Account:
    """Who holds a role at a unit, of several whoever came last."""
    holdings = Holding.objects.filter(in_force(localtime(at).date()), desk__unit=unit, desk__role=role)
    return holdings.select_related("account").latest("since").account


def sign_until_system(case: Case, *, at: datetime, said: Said | None = None) -> Case:
    """Approve until nobody is asked any more: the route has ended or the house itself has the next word."""
    case = Case.objects.get(pk=case.pk)
    while next(waiting_seats(case), None):
        case = sign_all(case, at=at, said=said)
    return case


def account_unit(username: str) -> Unit:
    """The unit that decides what a played applicant of the city files at home."""
    return Unit.objects.get(kind="hrss", region=people.applicant(username).region)
