"""Which claims go to an account, or name a telephone, that serves more people than it should. By blind indexes alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from workflow_app.models import Case, CaseState, Claim, ClaimState, Party, PayeeAccount, PaymentDoubt
from workflow_app.policy.finding import Finding
from workflow_app.policy.serving import account_serves, is_new, phone_serves

# A case that came to nothing is paid nothing: what it named serves nobody.
CAME_TO_NOTHING = (
    CaseState.NOT_ACCEPTED,
    CaseState.REFUSED,
    CaseState.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.TERMINATED,
)
FELL = (ClaimState.STRUCK_OFF, ClaimState.DROPPED)


def serving_many(case: Case, claims: Sequence[Claim]) -> dict[int, tuple[Finding, ...]]:
    """{key of the claim: what nobody has settled yet}, of those about which anything is; three statements, one more where an
    account is shared."""
    account, phones, told = _account(case), _phones(case, claims), _told(claims)
    found: dict[int, tuple[Finding, ...]] = {}
    for claim in claims:
        said = (account, phones.get(claim.phone_index))
        new = tuple(each for each in said if each is not None and is_new(each, told.get(claim.pk, ())))
        if new:
            found[claim.pk] = new
    return found


def _account(case: Case) -> Finding | None:
    """What is found of the account the case is paid to now."""
    row = case.payee_accounts.order_by("pk").last()
    if row is None or row.towards_id:  # the Treasury collects from everybody
        return None
    same = PayeeAccount.objects.filter(account_index=row.account_index).exclude(case__state__in=CAME_TO_NOTHING)
    rows = set(same.values_list("case__number", "case__applicant", "payee"))
    if len({applicant for _number, applicant, _payee in rows}) < 2:
        return None
    organisations = _organisations({payee for _number, _applicant, payee in rows})
    served = {(number, payee if payee in organisations else applicant) for number, applicant, payee in rows}
    own = row.payee if row.payee in organisations else case.applicant_id
    others = sorted({number for number, whom in served if whom != own and number != case.number})
    return account_serves(len({whom for _number, whom in served}), others)


def _organisations(payees: set[str]) -> set[str]:
    """Which of these holders are organisations: one payee each, for however many they are paid."""
    found = Party.objects.filter(kind=Party.Kind.ORGANISATION, name__in=payees)
    return set(found.values_list("name", flat=True))


def _phones(case: Case, claims: Sequence[Claim]) -> dict[str, Finding | None]:
    """{blind index: what is found of the telephone}."""
    named = {claim.phone_index for claim in claims} - {""}
    same = Claim.objects.filter(phone_index__in=named).exclude(state__in=FELL)
    people, cases = defaultdict(set), defaultdict(set)
    for phone, person, number in same.values_list("phone_index", "beneficiary_index", "case__number").distinct():
        people[phone].add(person)
        cases[phone].add(number)
    return {phone: phone_serves(len(people[phone]), sorted(cases[phone] - {case.number})) for phone in named}


def _told(claims: Sequence[Claim]) -> Mapping[int, Sequence[Finding]]:
    """What somebody settled about these claims before."""
    told: dict[int, list[Finding]] = defaultdict(list)
    for doubt in PaymentDoubt.objects.filter(claim__in=[claim.pk for claim in claims], settled_at__isnull=False):
        told[doubt.claim_id].extend(Finding.from_json(each) for each in doubt.findings)
    return told
