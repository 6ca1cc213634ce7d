"""Whether somebody is who the filing says, as the families ask the register of the population."""

from __future__ import annotations

from dataclasses import dataclass

from forms.characters import compact
from processes.answered import content, silence
from processes.decree import IN_FORCE_SINCE, UNENACTED
from workflow_app.policy.condition import Ruling, condition, met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register


@dataclass(frozen=True, slots=True)
class Named:
    """A person by number and name, as a filing gives them."""

    facts: Facts
    person: str
    name: str


@condition("身份信息与人口登记一致", UNENACTED, since=IN_FORCE_SINCE)
def identity_is_registered(named: Named, policy: PolicyOnDate) -> Ruling:
    """The number itself is tried apart; a register that says otherwise than the filing is looked at beside the original."""
    said = content(named.facts, Register.IDENTITY, named.person)
    if said is None:
        return silence(named.facts, Register.IDENTITY, named.person)
    if not said.get("valid"):
        return undecided("人口信息中这个身份证号无效。", "请对照身份证原件核对；登记有误的，请本人向公安机关申请更正。")
    if said.get("name") and compact(said["name"]) != compact(named.name):
        return undecided("人口信息中的姓名与填报的不同。", "请对照身份证原件核对姓名。")
    return met("与人口信息一致。")
