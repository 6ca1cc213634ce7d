"""What the law says of an application, a renewal, an exit: conditions and lines put together."""

from __future__ import annotations

from processes.alive import Watched, is_alive
from processes.answered import once_asked
from processes.housing.public_rental import OPINION
from processes.housing.public_rental.authorising import OF_AUTHORISING, OF_MARRIAGE, OF_MEMBER
from processes.housing.public_rental.eligibility import OF_HOUSEHOLD
from processes.housing.public_rental.household import HOUSEHOLD, KEY, TENANCY, Household, Member, members_of
from processes.housing.public_rental.leaving import OF_EXIT
from processes.housing.public_rental.means import OF_MEANS
from processes.housing.public_rental.renewing import OF_RENEWAL, ONE_DAY, Tenant
from processes.identified import Named, identity_is_registered
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

OF_APPLICATION = (*OF_AUTHORISING, *OF_HOUSEHOLD, *OF_MEANS)


def assess_application(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings of the household, and a line for each member: a person is in one household."""
    household = Household(facts)
    lines = tuple(_place(facts, member, policy) for member in members_of(household))
    of_marriage = once_asked(facts, Register.MARRIAGE, facts.answers.applicant_id, *OF_MARRIAGE)
    found = findings((*OF_APPLICATION, *of_marriage), household, policy)
    return Assessment(found, lines, policy.day, policy.edition_sha256)


def assess_renewal(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings, and the further term as a line of the tenant's."""
    tenant = Tenant(facts)
    lines = (_term(tenant),) if tenant.tenancy else ()
    return Assessment(findings(OF_RENEWAL, tenant, policy), lines, policy.day, policy.edition_sha256)


def assess_exit(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings only: leaving grants nothing."""
    return Assessment(findings(OF_EXIT, Tenant(facts), policy), (), policy.day, policy.edition_sha256)


def _place(facts: Facts, member: Member, policy: PolicyOnDate) -> LineAssessment:
    return LineAssessment(
        key=KEY,
        beneficiary=member.id_number,
        name=member.name,
        findings=(*findings(OF_MEMBER, member, policy), *_of_registers(facts, member, policy)),
        amount=AmountLine.reckon("公共租赁住房：保障家庭成员", "0.00", OPINION, ()),
        kind=HOUSEHOLD,
    )


def _of_registers(facts: Facts, member: Member, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """What was asked about the person: with a member who died or is somebody else the means are another household's."""
    person = member.id_number
    alive = once_asked(facts, Register.DEATH, person, is_alive)
    identified = once_asked(facts, Register.IDENTITY, person, identity_is_registered)
    of_life = findings(alive, Watched.on(facts, person, facts.filed_on), policy)
    return (*of_life, *findings(identified, Named(facts, person, member.name), policy))


def _term(tenant: Tenant) -> LineAssessment:
    """From the day after the lease; without an end where the one that is wished for lies before, which a finding tells."""
    answers, since = tenant.facts.answers, tenant.ends_on + ONE_DAY
    return LineAssessment(
        key=since.isoformat(),
        beneficiary=answers.applicant_id,
        name=answers.applicant_name,
        findings=(),
        amount=AmountLine.reckon("公共租赁住房：续租", "0.00", OPINION, ()),
        kind=TENANCY,
        since=since,
        until=answers.new_until if answers.new_until >= since else None,
    )
