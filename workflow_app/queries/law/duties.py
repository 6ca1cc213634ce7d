"""What keeps a person from acting on a case: what they did on it, whose matter it is, that they stepped aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import CharField, F, Value

from workflow_app.approval.duties import Duty, conflict, excluded
from workflow_app.models import Account, Case, Claim, Commitment, Party, Representation


def duties_held(cases: Sequence[int], account: Account) -> Mapping[int, frozenset[Duty]]:
    """{case: what the person did there}, in one statement. Whoever acts, or ever acted, for the applicant or is a beneficiary
    holds Duty.OWN, whatever they did."""
    own = Value(Duty.OWN.value, output_field=CharField(max_length=20))
    parties = Representation.objects.filter(account=account)
    themself = Party.objects.filter(representations__in=parties.filter(capacity=Representation.Capacity.SELF))
    applied = Case.objects.filter(pk__in=cases, applicant__in=parties.values("party")).annotate(held=own)
    benefits = Claim.objects.filter(case__in=cases, beneficiary_index__in=themself.values("number_index"))
    done = Commitment.objects.filter(case__in=cases, account=account).values_list("case", F("duty"))
    rows = done.union(applied.values_list("pk", "held"), benefits.annotate(held=own).values_list("case", "held"))
    held: dict[int, set[Duty]] = defaultdict(set)
    for case, duty in rows:
        held[case].add(Duty(duty))
    return {case: frozenset(duties) for case, duties in held.items()}


def why_not_me(case: Case, duty: Duty, account: Account) -> str:
    """What excludes this duty for the person, as a sentence; '' when nothing does."""
    other = conflict(duty, duties_held([case.pk], account).get(case.pk, frozenset()))
    return excluded("本件", other, duty) if other else ""
