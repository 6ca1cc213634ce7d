"""How much: the standard of trade class and level on the day the class began; for a trainee who paid, no more than was paid."""

from __future__ import annotations

from processes.training.skill_training import OPINION
from processes.training.skill_training.trainee import Course
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate


def subsidy(course: Course, policy: PolicyOnDate) -> AmountLine | None:
    """The line for one person, in fen; None when no trade class is known for the occupation.

    The price list is that of the class's first day (domain practice; no enacted rule names another day).
    """
    then = policy.afresh().at(course.starts_on)
    occupations = then.table("trn.occupations")
    if course.occupation not in occupations:
        return None
    trade_class = occupations[course.occupation]
    standard = yuan_text(then.table("trn.amount")[trade_class, course.level])
    formula = f"{standard} × 1"
    if course.fee_fen is not None and then.flag("trn.self_paid_cap"):
        formula = f"min({standard}, {yuan_text(course.fee_fen)}) × 1"
    return AmountLine.reckon(f"职业培训补贴：{course.title}，{trade_class}类工种", formula, OPINION, then.used)
