"""Spending plans: each row is what its acts say of it, passed by three people, and no more was requested than was planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act, done, written
from workflow_app.auditor.books import Books, fen, moment, parsed, yuan

PLANS = """
SELECT s.id, s.number, a.indicator, s.month, s.amount, s.state, s.by_id, s.at, s.agreed_by_id, s.agreed_at,
       s.approved_by_id, s.approved_at, s.returned_by_id, s.returned_at
FROM workflow_app_spendingplan s JOIN workflow_app_appropriation a ON a.id = s.appropriation_id ORDER BY s.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body FROM workflow_app_action a
WHERE a.verb IN ('draft_plan', 'plan_at_founding', 'agree_plan', 'approve_plan', 'return_plan') ORDER BY a.id
"""
# What of an indicator's money is asked for: set aside for a claim in a request, and not come back to be spent again.
TAKEN = """
SELECT a.indicator, SUM(CASE
    WHEN p.target = 'reserved' THEN p.amount
    WHEN p.source = 'reserved' AND p.target <> 'paid' THEN -p.amount
    WHEN p.source = 'paid' AND p.target = 'available' THEN -p.amount
    ELSE 0 END)
FROM workflow_app_posting p JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE p.claim_id IN (SELECT claim_id FROM workflow_app_noticeline WHERE funds_request_id IS NOT NULL)
GROUP BY a.indicator ORDER BY a.indicator
"""
# Carried into a new year, with requests that were planned in the old one.
CARRIED = """
SELECT DISTINCT a.indicator FROM workflow_app_posting p JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
JOIN workflow_app_fundsmove m ON m.id = p.move_id WHERE m.kind = 'carry' AND p.source = 'granted'
"""
BEGAN, AT_FOUNDING = "draft_plan", "plan_at_founding"
STATE = {"return_plan": "returned", "approve_plan": "approved", "agree_plan": "agreed"}  # the furthest first


@dataclass(frozen=True, slots=True)
class Plan:
    """So much of an indicator for a month, and who had it in hand."""

    key: int
    number: str
    indicator: str
    month: int
    amount: Any
    state: str
    by: int | None
    at: Any
    agreed_by: int | None
    agreed_at: Any
    approved_by: int | None
    approved_at: Any
    returned_by: int | None
    returned_at: Any


Told = Mapping[Any, Mapping[str, Act]]


def found(books: Books) -> Iterator[str]:
    """A sentence for every row its acts contradict, every act without its row, and every indicator planned or taken wrongly."""
    begun, answered = _told(books)
    planned: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for plan in books.read(Plan, PLANS):
        acts = {**begun.pop((plan.number, plan.indicator), {}), **answered.get(plan.key, {})}
        if not _is_told(plan, acts):
            yield f"指标 {plan.indicator} 的用款计划 {plan.number} 的金额、状态或经手人与记录不同"
        if plan.state == "approved":
            planned[plan.indicator][plan.month] += fen(plan.amount)
    for number, indicator in sorted(begun):
        yield f"记录里指标 {indicator} 的用款计划 {number} 不在了"
    for indicator, months in sorted(planned.items()):
        for month, amount in sorted(months.items()):
            if amount < 0:
                yield f"指标 {indicator} {month}月的用款计划合计 {yuan(amount)} 元，小于零"
    carried = {indicator for (indicator,) in books.ask(CARRIED)}
    for indicator, taken in books.ask(TAKEN):
        given = sum(planned[indicator].values())
        if indicator not in carried and fen(taken) > given:
            yield f"指标 {indicator} 已申请 {yuan(fen(taken))} 元，全年用款计划只批复 {yuan(given)} 元"


def _told(books: Books) -> tuple[dict[tuple[str, str], Mapping[str, Act]], Told]:
    """The acts that began a plan, by number and indicator, and those that answered one, by its key."""
    begun: dict[tuple[str, str], Mapping[str, Act]] = {}
    answered: dict[int, dict[str, Act]] = defaultdict(dict)
    for verb, by, at, raw in books.ask(TOLD):
        act = Act(verb, by, moment(at), parsed(raw))
        if verb in (BEGAN, AT_FOUNDING):
            begun[act.body["plan"], act.body["indicator"]] = {verb: act}
        else:
            answered[act.body["plan"]][verb] = act
    return begun, answered


def _is_told(plan: Plan, acts: Mapping[str, Act]) -> bool:
    if founding := acts.get(AT_FOUNDING):
        row = fen(plan.amount), plan.month, plan.state, plan.by, moment(plan.at)
        return row == (fen(founding.body["yuan"]), 1, "approved", founding.by, founding.at)
    drafted = acts.get(BEGAN)
    if drafted is None:
        return False
    state = next((state for verb, state in STATE.items() if verb in acts), "drafted")
    people = [written(*each) for each in _people(plan)]
    said = [done(acts.get(verb)) for verb in (BEGAN, "agree_plan", "approve_plan", "return_plan")]
    hands = [by for by, _at in people[:3] if by is not None]
    return (
        (fen(drafted.body["yuan"]), drafted.body["month"], state) == (fen(plan.amount), plan.month, plan.state)
        and people == said
        and len(hands) == len(set(hands))
    )


def _people(plan: Plan) -> tuple[tuple[int | None, Any], ...]:
    return (
        (plan.by, plan.at),
        (plan.agreed_by, plan.agreed_at),
        (plan.approved_by, plan.approved_at),
        (plan.returned_by, plan.returned_at),
    )
