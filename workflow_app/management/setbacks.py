"""What does not go straight: a correction asked for and supplied, silence, a ruling, an objection, money sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from forms import specimen
from forms.fields import Files
from workflow_app.approval.stance import Stance
from workflow_app.clock.calendar import ONE_DAY
from workflow_app.commands.assess import assessment_now, open_points
from workflow_app.commands.attach import attach_file
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft import save_section
from workflow_app.commands.expire import expire
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.commands.settle_point import rule, strike_off
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.management import acting
from workflow_app.management.past import opening
from workflow_app.models import (
    Account,
    AccountChange,
    Case,
    CaseState,
    Deadline,
    Draft,
    FundsRequest,
    Notice,
    PaymentBatch,
    PaymentDoubt,
    Representation,
    Unit,
)
from workflow_app.policy import catalogue
from workflow_app.queries.names import counterpart

OTHER_ACCOUNT = 700_000  # serial number of an account nobody filed


def ask_for_correction(case: Case, defects: Sequence[tuple[str, str]], at: datetime) -> Case:
    """The intake desk names every defect (section, what is wrong) once."""
    seat = next(acting.waiting_seats(case))
    by = acting.holder(seat, localtime(at).date())
    return give_opinion(seat.pk, Stance.RETURN, "材料不齐全，请一次补正。", defects=tuple(defects), by=by, at=at)


def supply(case: Case, at: datetime) -> Case:
    """Who filed goes through every section that was named and sends the case back to be received."""
    return supply_correction(fill_in(case, at).pk, by=case.filed_by, at=at)


def fill_in(case: Case, at: datetime) -> Draft:
    """Who filed goes through every section that was named, and adds one paper more where it takes papers."""
    draft = Draft.objects.get(correcting=case)
    questions = catalogue.procedure(case.item, case.procedure).questions
    for section in dict.fromkeys(case.defects.values_list("section", flat=True)):
        wanted = next((field for field in questions.section(section).fields if isinstance(field, Files)), None)
        if wanted is None:
            draft.refresh_from_db()
            save_section(draft.pk, section, {}, revision=draft.revision, by=case.filed_by, at=at)
            continue
        paper = acting.a_pdf(f"{wanted.label}（补交）.pdf")
        attach_file(draft.pk, section, wanted.name, paper, by=case.filed_by, at=at)
    return draft


def fall_silent(case: Case, kind: Deadline.Kind, at: datetime) -> Case:
    """A deadline of the case ran out before `at`; what the law says of silence happens. LookupError when it had not."""
    if not expire(Deadline.objects.get(case=case, kind=kind, state=Deadline.State.ARMED).pk, at=at):
        raise LookupError(f"{case.number}: its {kind} is not over on {localtime(at).date()}")
    return Case.objects.get(pk=case.pk)


def settle_points(case: Case, words: str, at: datetime) -> None:
    """The deciding unit finds met, with one ground, whatever the rules left undecided."""
    case = Case.objects.get(pk=case.pk)
    for line, finding in list(open_points(case, assessment_now(case, at=at))):
        rule(case.pk, line, finding.condition, True, words, by=own_signer(case, at), at=at)


def settle_where_asked(case: Case, at: datetime) -> None:
    """The same once the case is received, where the deciding unit has the word and something is undecided."""
    case = Case.objects.get(pk=case.pk)
    if case.state == CaseState.SUBMITTED or not case.open_points:
        return
    if any(seat.desk and seat.desk.unit_id == case.unit_id for seat in acting.waiting_seats(case)):
        settle_points(case, "已核对原件和有关登记，情况属实。", at)


def strike(case: Case, ordinal: int, reason: str, at: datetime) -> None:
    """核减 by whoever of the deciding unit the case waits for."""
    strike_off(case.pk, ordinal, reason, by=own_signer(case, at), at=at)


def own_signer(case: Case, at: datetime) -> Account:
    """Whose turn it is at the deciding unit itself, other departments apart."""
    seat = next(each for each in acting.waiting_seats(case) if each.desk and each.desk.unit_id == case.unit_id)
    return acting.holder(seat, localtime(at).date())


def objected(
    notice: Notice,
    ordinal: int,
    words: str,
    at: datetime,
    *,
    upheld: bool | None = None,
    answered: datetime | None = None,
) -> None:
    """Somebody speaks against a line; the section answers at `answered`, or has not yet."""
    name = specimen.person_name(OTHER_ACCOUNT + ordinal)
    objection = object_to(notice.pk, ordinal, name, "0372-0000001（示例）", words, at=at)
    if upheld is None or answered is None:
        return
    said = "经回访本人、核对证书，反映属实。" if upheld else "经核对本人、证书和发放记录，没有发现反映的情况。"
    section = acting.at_desk(notice.unit, "section", answered)
    answer_objection(objection.pk, upheld, said, by=section, at=answered)


def send_back(request: FundsRequest, reason: str, at: datetime) -> FundsRequest:
    """Finance returns the list to the bureau."""
    by = acting.at_desk(request.finance, "funds_check", at)
    return return_funds_request(request.pk, reason, by=by, at=at)


def discard(batch: PaymentBatch, reason: str, at: datetime) -> PaymentBatch:
    """Who would release the batch says no."""
    by = acting.at_desk(batch.finance, "batch_release", at)
    return discard_batch(batch.pk, reason, by=by, at=at)


def settle_doubts(case: Case, outcomes: Mapping[int, str], words: str, at: datetime) -> None:
    """The handler looks into what was found before payment, line by line ({line: pay or stop})."""
    by = acting.at_desk(case.unit, "handler", at)
    for doubt in PaymentDoubt.objects.filter(claim__case=case, settled_at=None).select_related("claim").order_by("pk"):
        settle_doubt(doubt.pk, outcomes[doubt.claim.ordinal], words, by=by, at=at)


def give_another_account(case: Case, at: datetime) -> datetime:
    """After a returned transfer the applicant, never the agent, names the account that is theirs; finance asks back and confirms two
    hours later. Answers when it counts: on the morning after its days of cooling."""
    change = ask_for_another_account(case, at)
    confirmer = acting.at_desk(finance_of(case), "funds_check", at)
    confirm_change(change.pk, True, by=confirmer, at=at + timedelta(hours=2))
    return cooled(change)


def ask_for_another_account(case: Case, at: datetime, reason: str = "") -> AccountChange:
    """Who applies asks for another account of their own, at their own wish with a reason."""
    itself = Representation.objects.filter(party=case.applicant).exclude(capacity=Representation.Capacity.AGENT).get()
    number = specimen.card if itself.capacity == Representation.Capacity.SELF else specimen.organisation_account
    holder, account = case.payee_accounts.latest("pk").payee, number(OTHER_ACCOUNT + case.pk)
    return ask_change(case.pk, holder, account, "示例银行营业部", reason, by=itself.account, at=at)


def cooled(change: AccountChange) -> datetime:
    """The confirmed account counts on the morning after its days of cooling; answers that moment."""
    morning = opening(change.cools_until + ONE_DAY)
    bring_into_force(change.pk, at=morning)
    return morning


def finance_of(case: Case) -> Unit:
    """The finance bureau that pays a case."""
    finance = counterpart(case.unit, "finance")
    if finance is None:
        raise LookupError(f"nobody pays {case.number}")
    return finance
