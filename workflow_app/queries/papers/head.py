"""What papers begin with: the organ, the case, the marks on figures nobody enacted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from forms.fields import Field, Files, Roster
from forms.identity import mask_phone
from workflow_app.clock.estimate import why_estimated
from workflow_app.models import Case, Claim, Deadline, Party, Unit
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.formula import in_words
from workflow_app.policy.item import Clocks
from workflow_app.policy.money import fen_of
from workflow_app.policy.standing import Standing
from workflow_app.queries.law.service_days import consents
from workflow_app.queries.names import name_on, remedies

ORDINANCE = "《安阳市政务服务条例》"
STANDS_FOR = {Standing.MODELLED: "参照其他规定的标准，不是本市对本事项的规定", Standing.SAMPLE: "示例，没有机关颁布"}
DEMONSTRATION = "本件由演示系统生成，印章为演示图样，没有连接电子印章服务。"


def of_organ(unit: Unit, on: date) -> dict[str, Any]:
    """The issuing organ as it is called that day, where and when it is found, and its seal (a drawing, said to be one)."""
    name = name_on(unit, on).name
    where = "，".join(filter(None, (unit.address, unit.window)))
    phone = f"{unit.phone}（{unit.hours}）" if unit.hours else unit.phone
    said = {"organ": {"name": name, "address": where, "phone": phone}, "seal": {"organ": name}}
    return said | ({"demonstration": DEMONSTRATION} if settings.DEMO else {})


def of_case(case: Case, at: datetime) -> dict[str, Any]:
    """The head of every paper of a case."""
    today = localtime(at).date()
    clocks = clocks_of(case)
    policy = edition_of(case).on(localtime(case.filed_at).date())
    armed = case.deadlines.filter(kind=Deadline.Kind.PROMISED, state=Deadline.State.ARMED)
    due = armed.first() if case.accepted_at and case.is_open else None
    return of_organ(case.unit, today) | {
        "recipient": case.applicant.name,
        "you": "你" if case.applicant.kind == Party.Kind.PERSON else "你单位",
        "case": {
            "number": case.number,
            "item": catalogue.item(case.item).title_on(today),
            "matter": _matter(case, today),
            "procedure": catalogue.procedure(case.item, case.procedure).title,
            "applicant": case.applicant.name,
            "filed_on": localtime(case.filed_at).date().isoformat(),
            "accepted_on": localtime(case.accepted_at).date().isoformat() if case.accepted_at else "",
            "statutory_days": policy.days(clocks.statutory),
            "promised_days": policy.days(clocks.promised),
            "due_on": due.due_on.isoformat() if due else "",
            "query_code": case.query_code,
        },
        "marks": [],
    }


def remedies_of(case: Case, on: date) -> dict[str, Any]:
    """Where a decision of the case can be challenged. Online only where the paper goes out online too, to who agreed to that;
    `reconsideration_first` where its procedure says the law puts reconsideration before the suit (行政复议法 第二十三条)."""
    said: dict[str, Any] = dict(remedies(case.unit, on))
    if not consents(case):
        del said["reconsideration_url"]
    first = catalogue.procedure(case.item, case.procedure).reconsideration_first
    return said | ({"reconsideration_first": True} if first else {})


def _matter(case: Case, on: date) -> str:
    """What was applied for: the benefit, or the procedure that serves it (职业培训补贴开班备案)."""
    item = catalogue.item(case.item)
    serves = case.procedure != item.principal.slug
    return f"{item.title_on(on)}{item.procedure(case.procedure).title if serves else ''}"


def with_estimates(data: dict[str, Any], *days: str) -> dict[str, Any]:
    """A paper's data with what is to be said of the days it tells (ISO, '' for none): `estimated`, those that an unpublished year
    may still move, and one more of `marks` that says what that means. Frozen with the rest: it is how things stood at the issue."""
    told = [date.fromisoformat(day) for day in dict.fromkeys(days) if day]
    calendar = calendar_in_force()
    moving = [day.isoformat() for day in told if calendar.is_estimated(day)]
    why = why_estimated(told, calendar)
    return data | {"estimated": moving, "marks": [*data["marks"], *filter(None, [why])]}


def clocks_of(case: Case) -> Clocks:
    """Which parameters hold the limits of its procedure."""
    return catalogue.procedure(case.item, case.procedure).clocks


def clock_marks(case: Case) -> list[str]:
    """What stands behind the days an acceptance promises, where nobody enacted them."""
    clocks = clocks_of(case)
    promised = {"法定办理时限": clocks.statutory, "承诺办理时限": clocks.promised}
    return limit_marks(case, promised, localtime(case.filed_at).date())


def limit_marks(case: Case, limits: Mapping[str, str], on: date) -> list[str]:
    """A sentence for each limit {its name: its parameter} that nobody enacted here."""
    policy = edition_of(case).on(on)
    said = (limit_mark(name, policy.limit(key).standing) for name, key in limits.items())
    return [sentence for sentence in said if sentence]


def limit_mark(name: str, standing: str) -> str:
    """The sentence for one limit; empty for an enacted one."""
    return f"{name}为{STANDS_FOR[Standing(standing)]}。" if standing != Standing.ENACTED else ""


def marks(standings: Iterable[str]) -> list[str]:
    """A sentence for each standing weaker than enacted."""
    notices = (Standing(standing).notice for standing in sorted({each for each in standings if each}))
    return [notice for notice in notices if notice]


def weakest(standings: Iterable[str]) -> str:
    """The standing of a sum: that of its weakest figure."""
    found = tuple(Standing(each) for each in standings if each)
    return Standing.weakest(found).value if found else Standing.ENACTED.value


def basis(item: str) -> list[str]:
    """What a paper cites: the policy document itself and the two most special of the laws it rests on."""
    page = catalogue.item(item).title_page
    return list(dict.fromkeys([page.cited, *(str(citation) for citation in page.basis[-2:])]))


def papers_received(case: Case) -> list[str]:
    """What was handed in with the newest filing, as receipts list it: each question, and the files that answer it."""
    filed = case.filings.latest("ordinal").answers
    asked = catalogue.procedure(case.item, case.procedure).questions.asked(filed)
    said = [words for each in asked if filed.get(each.name) and (words := _received(each, filed[each.name]))]
    return said or ["网上填报的申请表"]


def _received(asked: Field[Any], given: Any) -> str:
    """授权委托书（委托书.pdf、身份证.jpg，共3页）; an uploaded list of people with how many they are; '' for words."""
    if isinstance(asked, Roster) and not asked.typed:
        return f"{asked.label}（{len(given)}{asked.unit}）"
    if not isinstance(asked, Files):
        return ""
    pages = sum(file["pages"] for file in given)
    names = "、".join(file["name"] for file in given)
    return f"{asked.label}（{names}{f'，共{pages}页' if pages > 1 else ''}）"


def counted(claims: Collection[Claim]) -> dict[str, Any]:
    """How many persons the claims are about, and what they are counted in: 人, or 项 where one person has several (months)."""
    people = len({claim.beneficiary_index for claim in claims})
    return {"people": people, "unit": "人" if people == len(claims) else "项"}


def claim_line(claim: Claim) -> dict[str, Any]:
    """A claim as papers show it to its applicant: masked."""
    name, identity = claim.masked.split(" ", 1)
    return {
        "name": name,
        "identity": identity,
        "phone": mask_phone(claim.beneficiary.get("phone", "")),
        "certificate": claim.beneficiary.get("evidence", ""),
        "subject": claim.caption,
        "formula": in_words(claim.formula),
        "fen": fen_of(claim.amount),
        "standing": claim.standing,
    }
