"""An applicant's home: what waits for them, their drafts, their cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from workflow_app.clock.limit import PauseReason
from workflow_app.models import (
    Account,
    AccountChange,
    Case,
    CaseState,
    ClaimState,
    Deadline,
    Draft,
    LineState,
    Pause,
    PayeeAccount,
    PaymentLine,
    Representation,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.queries.applicant.drafts import drafts_of
from workflow_app.queries.scope import visible_cases

PAGE = 20
S = CaseState
TONES = {
    S.AWAITING_CORRECTION: "wait",
    S.APPROVED: "good",
    S.CLOSED: "good",
    S.REFUSED: "stop",
    S.NOT_ACCEPTED: "stop",
}


@dataclass(frozen=True)
class MyCase:
    """A case as one row of a list."""

    number: str
    title: str
    procedure: str
    summary: str
    state: str
    tone: str
    where: str


@dataclass(frozen=True)
class ToDo:
    """What only the applicant can do next."""

    words: str
    title: str
    number: str
    kind: str  # correct, account; case where another must act
    key: int | str  # the draft's id, or the case's number
    due_on: date | None


@dataclass(frozen=True)
class Home:
    todo: tuple[ToDo, ...]
    drafts: tuple[dict[str, Any], ...]
    cases: tuple[MyCase, ...]
    older: int | None


def home(account: Account, on: date, before: int | None = None) -> Home:
    """The page; `before` is the id below which older cases are listed."""
    drafts = drafts_of(account, on)
    rows = _cases(account, on, before)
    todo = (*_corrections(drafts, on), *_accounts(account, on))
    begun = tuple(_draft(draft, on) for draft in drafts if draft.correcting_id is None)
    shown = rows[:PAGE]
    older = shown[-1].pk if len(rows) > PAGE else None
    return Home(todo, begun, tuple(_case(case, on) for case in shown), older)


def _cases(account: Account, on: date, before: int | None) -> list[Case]:
    went_back = {
        "has_returned": Exists(_returned()),
        "must_correct": Exists(_waiting()),
        "changing": Exists(_changes()),
    }
    cases = visible_cases(account, on).annotate(**went_back).order_by("-id")
    return list((cases.filter(pk__lt=before) if before else cases)[: PAGE + 1])


def _returned() -> QuerySet[PaymentLine]:
    """Transfers of a case that came back, were not paid anew, and are still owed."""
    back = PaymentLine.objects.filter(claim__case=OuterRef("pk"), state=LineState.RETURNED, reissued_as=None)
    return back.filter(claim__state=ClaimState.DETERMINED)


def _waiting() -> QuerySet[PaymentLine]:
    """Those of them for which nobody asked for another account since."""
    since = PayeeAccount.objects.filter(case=OuterRef("claim__case"), at__gt=OuterRef("settled_at"))
    asked = AccountChange.objects.filter(case=OuterRef("claim__case"), state__in=OPEN_CHANGES)
    return _returned().exclude(Exists(since)).exclude(Exists(asked))


def _changes() -> QuerySet[AccountChange]:
    """Whoever acts for an applicant is told that its account is being changed, whoever asked for it."""
    return AccountChange.objects.filter(case=OuterRef("pk"), state__in=OPEN_CHANGES)


def _corrections(drafts: list[Draft], on: date) -> list[ToDo]:
    asked = [(draft, draft.correcting) for draft in drafts if draft.correcting]
    if not asked:
        return []
    suspended = Pause.objects.filter(case=OuterRef("case"), reason=PauseReason.SUSPENSION, until=None)
    armed = Deadline.objects.filter(~Exists(suspended), kind=Deadline.Kind.CORRECTION, state=Deadline.State.ARMED)
    due = dict(armed.filter(case__in=[case.pk for _, case in asked]).values_list("case", "due_on"))
    return [
        ToDo(
            f"{case.correction_word}材料",
            catalogue.item(draft.item).title_on(on),
            case.number,
            "correct",
            draft.pk,
            due.get(case.pk),
        )
        for draft, case in asked
    ]


def _accounts(account: Account, on: date) -> list[ToDo]:
    """Who may correct the account is asked to, an agent is told who must; everybody is told of an account being changed."""
    mine = Representation.objects.filter(in_force(on), account=account, party=OuterRef("applicant"))
    own = Subquery(mine.values("capacity")[:1])
    until = Subquery(_changes().values("cools_until")[:1])
    cases = Case.objects.filter(Exists(_waiting()) | Exists(_changes()), state=S.APPROVED)
    cases = cases.annotate(capacity=own, cools_until=until)
    return [_account(case, on) for case in cases.filter(capacity__isnull=False).order_by("id")[:PAGE]]


def _account(case: Any, on: date) -> ToDo:
    """Of a case with the `capacity` in which one acts for its applicant, and the last day of its account's cooling."""
    title = catalogue.item(case.item).title_on(on)
    if case.cools_until:
        return ToDo(
            "正在更换收款账户，不是您方申请的请撤回", title, case.number, "account", case.number, case.cools_until
        )
    agent = case.capacity == Representation.Capacity.AGENT
    words, kind = ("款项被退回，需要法定代表人更正收款账户", "case") if agent else ("更正收款账户", "account")
    return ToDo(words, title, case.number, kind, case.number, None)


def _draft(draft: Draft, on: date) -> dict[str, Any]:
    item = catalogue.item(draft.item)
    said = {"pk": draft.pk, "title": item.title_on(on), "saved_at": draft.saved_at}
    return said | {"procedure": item.procedure(draft.procedure).title}


def _case(case: Any, on: date) -> MyCase:
    """Of a row of `_cases`."""
    item = catalogue.item(case.item)
    return MyCase(
        number=case.number,
        title=item.title_on(on),
        procedure=item.procedure(case.procedure).title,
        summary=case.summary,
        state=case.state_word,
        tone="stop" if case.must_correct else "wait" if case.has_returned else TONES.get(case.state, ""),
        where=_where(case),
    )


def _where(case: Any) -> str:
    if case.changing:
        return "正在更换收款账户"
    if case.must_correct:
        return "款项被银行退回"
    return "账户已更正，等财政重新拨付" if case.has_returned else ""
