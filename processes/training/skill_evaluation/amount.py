"""How much: the standard of the level on the day of the certificate, no more than the person paid for the assessment."""

from __future__ import annotations

from processes.training.skill_evaluation import OPINION
from processes.training.skill_evaluation.holder import Holder
from processes.training.skill_evaluation.questions import LEVEL_NAMES
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate


def subsidy(person: Holder, policy: PolicyOnDate) -> AmountLine:
    """The one line, in fen."""
    then, answers = policy.afresh().at(person.certificate_date), person.facts.answers
    formula = yuan_text(then.table("eval.amount")[person.level])
    if then.flag("eval.fee_cap") and answers.fee_fen is not None:
        formula = f"min({formula}, {yuan_text(answers.fee_fen)})"
    caption = f"职业技能评价补贴：{answers.occupation}（{LEVEL_NAMES[person.level]}）"
    return AmountLine.reckon(caption, formula, OPINION, then.used)
