"""Prove that no decided case is paid to an account nobody confirmed, and that no money went while one was being changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.models import (
    AccountChange,
    Action,
    Appropriation,
    ChangeState,
    LineState,
    PayeeAccount,
    PaymentLine,
    ProfileChoice,
)
from workflow_app.models.chain import personal_digest
from workflow_app.models.keyring import account_index

ALONE = "correct_account"  # how accounts were changed before a second person was asked
OF_CHANGES = ("ask_account_change", "confirm_account_change", "refuse_account_change", "change_account")


def breaks() -> Iterator[str]:
    """A sentence for every break."""
    yield from _unconfirmed()
    yield from _not_as_they_should()
    yield from _paid_meanwhile()
    yield from _not_as_recorded()


def _unconfirmed() -> Iterator[str]:
    """Every account that came after the decision came of a change, or of an act of the time before."""
    told = Action.objects.filter(verb=ALONE).values_list("body", flat=True)
    alone = [body["account"] for body in told.iterator()]
    later = PayeeAccount.objects.filter(at__gt=F("case__decided_at"), came_of=None).exclude(pk__in=alone)
    for row in later.select_related("case").order_by("pk"):
        yield f"办件 {row.case.number} 核定后换了收款账户，没有第二人确认的记录"


def _not_as_they_should() -> Iterator[str]:
    """What counts was confirmed by somebody else, waited its days, and is what was asked for, of the same holder."""
    counted = AccountChange.objects.filter(state=ChangeState.IN_FORCE).select_related(
        "case", "before", "became", "towards__case"
    )
    for change in counted.order_by("pk"):
        assert change.became is not None  # a constraint
        asked = (change.payee, change.account_index, change.bank)
        if change.confirmed_by_id in (None, change.asked_by_id):
            yield f"办件 {change.case.number} 的收款账户没有第二人确认就生效了"
        if change.ended_at is None or localtime(change.ended_at).date() <= change.cools_until:
            yield f"办件 {change.case.number} 的收款账户没有过冷静期就生效了"
        if asked != (change.became.payee, change.became.account_index, change.became.bank):
            yield f"办件 {change.case.number} 生效的收款账户不是申请更换的账户"
        if not _of_the_same_holder(change) or account_index(change.account) != change.account_index:
            yield f"办件 {change.case.number} 更换的收款账户换了户名，或者与登记的索引不一致"


def _of_the_same_holder(change: AccountChange) -> bool:
    """Or on the Treasury's account for what the applicant owes, as its bureau had it registered."""
    if change.towards is not None:
        known = ProfileChoice.objects.filter(unit__appropriations__in=_paying(change), at__lte=change.asked_at)
        then = known.order_by("pk").last()
        named = (change.payee, change.account, change.bank)
        same = then is not None and named == (then.collecting_payee, then.collecting_account, then.collecting_bank)
        return same and change.towards.case.applicant_id == change.case.applicant_id
    own = change.case.payee_accounts.filter(towards=None, pk__lte=change.before_id).order_by("pk").last()
    return own is not None and change.payee == own.payee


def _paying(change: AccountChange) -> QuerySet[Appropriation]:
    return Appropriation.objects.filter(postings__claim__case=change.case)


def _paid_meanwhile() -> Iterator[str]:
    """Released after a change was asked for and before it ended."""
    went = PaymentLine.objects.exclude(state__in=(LineState.DRAFTED, LineState.DISCARDED))
    moment, change = F("batch__released_at"), "claim__case__account_changes"
    still = Q(**{f"{change}__ended_at__isnull": True}) | Q(**{f"{change}__ended_at__gt": moment})
    for line in went.filter(Q(**{f"{change}__asked_at__lt": moment}) & still).select_related("batch").distinct():
        yield f"批次 {line.batch.number} 第{line.ordinal}笔在更换收款账户期间放了款"


def _not_as_recorded() -> Iterator[str]:
    """What was asked, confirmed, refused and came to count is what the chain says, in the name of the same people."""
    said = set()
    for verb, by, body, personal in Action.objects.filter(verb__in=OF_CHANGES).values_list(
        "verb", "by", "body", "personal"
    ):
        said.add((verb, by, body["change"], body.get("account"), personal))
    for change in AccountChange.objects.select_related("case").order_by("pk").iterator():
        if not _must_be_said(change) <= said:
            yield f"办件 {change.case.number} 更换收款账户的经过与记录不同"


Said = tuple[str, int | None, int, int | None, str]  # verb, by, change, account, keyed digest


def _must_be_said(change: AccountChange) -> set[Said]:
    what, holder = [change.account, change.bank], [change.payee] if change.towards_id else []
    asked = personal_digest([*what, change.reason, *holder])
    acts: set[Said] = {("ask_account_change", change.asked_by_id, change.pk, None, asked)}
    if change.confirmed_by_id:
        acts.add(("confirm_account_change", change.confirmed_by_id, change.pk, None, ""))
    if change.state == ChangeState.REFUSED:
        acts.add(("refuse_account_change", change.ended_by_id, change.pk, None, personal_digest(change.words)))
    if change.state == ChangeState.IN_FORCE:
        acts.add(("change_account", None, change.pk, change.became_id, personal_digest([*what, *holder])))
    return acts
