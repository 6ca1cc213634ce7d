"""What happened on a case: one sentence an act, with who, from which desk, when, and the words they left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.clock.limit import PauseReason
from workflow_app.clock.spoken import spoken
from workflow_app.models import (
    Action,
    Case,
    Deadline,
    PaymentDoubt,
    ReplacementGround,
    Seat,
    ServiceMethod,
    Supervision,
)
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.desk.case_passed import Passed, passed
from workflow_app.queries.desk.case_settled import Settled

Body = Mapping[str, Any]
KEEPS_WORDS = (
    "pause",
    "urge",
    "supervision",
    "extension",
    "revocation",
    "recovery",
)  # the rows acts beside the route name


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the timeline. `by` is '' for the system; `tone` is plain, good or no."""

    by: str
    desk: str
    sentence: str
    words: str
    at: datetime
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Known:
    """The rows that keep what a chain only has a digest of."""

    seats: Mapping[int, Seat]
    rulings: Mapping[tuple[int, str], str]
    reasons: Mapping[int, str]
    passed: Passed
    beyond: Mapping[tuple[str, int], str]


def acts(case: Case, seats: Sequence[Seat], done: Settled, beyond: Mapping[tuple[str, int], str]) -> list[Act]:
    """Every act of the case's chain, oldest first. `seats` are those of all its rounds, with opinions; `beyond` the words of
    acts beside the route, by verb and row."""
    rulings = {place: row.words for place, row in done.rulings.items()}
    rows = list(Action.objects.filter(stream=case.stream_id).select_related("by").order_by("ordinal"))
    known = Known({seat.pk: seat for seat in seats}, rulings, done.reasons, passed(case, rows), beyond)
    return [_told(row, known) for row in rows]


def _told(row: Action, known: Known) -> Act:
    if row.verb == "give_opinion" and row.body.get("seat") in known.seats:
        return _opinion(row, known.seats[row.body["seat"]])
    seat = known.seats.get(row.body.get("seat", 0))
    sentence = _sentence(row, seat, known)
    return Act(row.by.name if row.by else "", seat.title if seat else "", sentence, _words(row, known), row.at)


def _sentence(row: Action, seat: Seat | None, known: Known) -> str:
    if row.verb in WITH_NAMES:
        return WITH_NAMES[row.verb](row.body, known.passed)
    say = SAY.get(row.verb)
    return say(row.body) if say else row.verb


def _opinion(row: Action, seat: Seat) -> Act:
    stance, closed = Stance(row.body["stance"]), row.body["outcome"] != Outcome.OPEN.value
    said = {"title": seat.round.title, "stance": stance.label}
    sentence = (_("在“%(title)s”签署“%(stance)s”") if closed else _("在“%(title)s”签署“%(stance)s”，等其他席位")) % said
    word = seat.opinion if hasattr(seat, "opinion") else None
    if word is not None and word.in_place_of is not None:
        sentence += _("（代%(name)s）") % {"name": word.in_place_of.name}
    words = word.words if word is not None else ""
    tone = "good" if stance is Stance.APPROVE else "no"
    return Act(row.by.name if row.by else "", seat.title, sentence, words, row.at, tone)


def _words(row: Action, known: Known) -> str:
    body = row.body
    if row.verb == "rule":
        return known.rulings.get((body["line"], body["condition"]), "")
    if row.verb == "strike_off":
        return known.reasons.get(body["claim"], "")
    if row.verb == "send_back" and (seat := known.seats.get(body["seat"])) is not None:
        return seat.opinion.words
    if row.verb == "recuse":
        return known.passed.recusals.get(body["who"], "")
    if (lent := known.passed.delegations.get(body.get("delegation", 0))) is not None:
        return {"delegate": lent.words, "answer_delegation": lent.answer}.get(row.verb, "")
    for row_of in KEEPS_WORDS:
        if words := known.beyond.get((row.verb, body.get(row_of, 0))):
            return words
    return body.get("reason") or body.get("basis") or ""


def _where(line: int) -> str:
    return _("第%(line)s行") % {"line": line} if line else _("整件")


def _rule(body: Body) -> str:
    verdict = _("符合") if body["met"] else _("不符合")
    return _("对%(where)s作出人工认定：%(verdict)s") % {"where": _where(body["line"]), "verdict": verdict}


def _expire(body: Body) -> str:
    kind = Deadline.Kind(body["kind"]).label
    return _("%(kind)s（%(due)s）已过") % {"kind": kind, "due": body["due_on"]}


def _asks(body: Body) -> str:
    if "towards" in body:
        return _("同意用待拨付的%(yuan)s元抵缴追回款，冷静期至%(day)s")
    return _("申请更换收款账户，冷静期至%(day)s")


def _doubts(body: Body) -> str:
    lines = "、".join(str(line) for line in body["lines"][:10])
    return _("支付前核对：第%(lines)s行有情况需要核实") % {"lines": lines}


def _settled(body: Body) -> str:
    outcome = PaymentDoubt.Outcome(body["outcome"]).label
    return _("核实第%(line)s行的疑点：%(outcome)s") % {"line": body["claim"], "outcome": outcome}


def _check(body: Body) -> str:
    return _("登记现场检查：%(on)s，到课%(present)s人") % {"on": body["on"], "present": body["present"]}


def _reveal(body: Body) -> str:
    return _("查看了%(whose)s的完整证件号码") % {"whose": _where(body["line"]) if body["line"] else _("申请人")}


def _card(body: Body) -> str:
    ground = Supervision.Ground(body["ground"]).label
    if body["ground"] == Supervision.Ground.NOBODY:
        return _("“%(title)s”没有人能办理，要求该单位%(day)s前答复") % {
            "title": body["title"],
            "day": _day(body["answer_by"]),
        }
    said = {"kind": Deadline.Kind(body["kind"]).label, "due": _day(body["due_on"]), "ground": ground}
    if not body["answer_by"]:
        return _("%(kind)s到%(due)s，已用去八成，发出%(ground)s") % said
    return _("%(kind)s%(due)s已过，发出%(ground)s，要求承办单位%(day)s前答复") % (
        said | {"day": _day(body["answer_by"])}
    )


def _answered(body: Body) -> str:
    said = {"ground": Supervision.Ground(body["ground"]).label}
    return (_("逾期答复%(ground)s") if body["late"] else _("答复%(ground)s")) % said


def _moved(body: Body) -> str:
    """承诺期限由…改为…, of every day an act moved."""
    kinds = {kind.value: str(kind.label) for kind in Deadline.Kind} | {
        "notice": str(_("公示期")),
        "hearing": str(_("陈述申辩期限")),
        "demand": str(_("催告期限")),
        "payment": str(_("缴回期限")),
        "answer": str(_("书面答复期限")),
    }
    said = (
        _("%(kind)s由%(before)s改为%(after)s")
        % {"kind": kinds[each["kind"]], "before": _day(each["before"]), "after": _day(each["after"])}
        for each in body["moved"]
    )
    return "；".join(said)


def _recomputed(body: Body) -> str:
    return _("放假安排公布，重新推算：%(moved)s") % {"moved": _moved(body)}


def _suspended(body: Body) -> str:
    why = PauseReason(body["why"])
    if why is PauseReason.SUSPENSION:
        return _("中止办理，停止计算期限，其间不签署意见")
    return _("开始%(why)s，停止计算期限，预计%(days)s个工作日") % {"why": why.label, "days": body["days"]}


def _resumed(body: Body) -> str:
    said = {"why": PauseReason(body["why"]).label, "moved": _moved(body)}
    return (_("%(why)s结束，恢复计算期限：%(moved)s") if body["moved"] else _("%(why)s结束，恢复计算期限")) % said


def _extended(body: Body) -> str:
    if not body["granted"]:
        return _("不批准延期")
    return _("批准延期%(days)s个工作日：%(moved)s") % {"days": body["days"], "moved": _moved(body)}


def _stated(body: Body) -> str:
    return _("登记书面的陈述申辩意见") if body["on_paper"] else _("提出陈述申辩意见")


def _served(body: Body) -> str:
    how = ServiceMethod(body["method"]).label
    said = _("%(how)s%(paper)s") % {"how": how, "paper": body["paper"]}
    if "served_on" in body:
        said += _("，送达日期%(day)s") % {"day": _day(body["served_on"])}
    return f"{said}；{_moved(body)}" if body.get("moved") else said


def _recorded(body: Body) -> str:
    """What was recorded, of an act about it: 3月5日直接送达汤告字〔2026〕第1号."""
    how = ServiceMethod(body["method"]).label
    return _("%(day)s%(how)s%(papers)s") % {"day": _day(body["on"]), "how": how, "papers": "、".join(body["papers"])}


ANEW = {
    "hearing": _("陈述申辩期限从重新送达之日起算，不早于原来的%(day)s"),
    "demand": _("催告期限从重新送达之日起算，不早于原来的%(day)s"),
    "payment": _("缴回期限从重新送达之日起至少五个工作日，不早于原来的%(day)s"),
    "remedies": _("复议、起诉的期限从重新送达之日起算"),
    "court": _("申请强制执行的期限从重新送达之日起算"),
}


def _taken_back(body: Body) -> str:
    what = _recorded(body)
    if not body["approved"]:
        return _("不予注销送达登记：%(what)s") % {"what": what}
    said = [_("确认注销送达登记：%(what)s") % {"what": what}]
    if "proof" in body:
        said.append(_("送达回证%(proof)s作废") % {"proof": body["proof"]})
    for each in body.get("anew", ()):
        words = ANEW[each["kind"]] % {"day": _day(each["until"]) if each["until"] else ""}
        if words not in said:
            said.append(words)
    return "；".join(said)


def _replaced(body: Body) -> str:
    if not body["approved"]:
        return _("不批准作废%(paper)s") % {"paper": body["paper"]}
    if not body["by"]:
        return _("批准作废%(paper)s") % {"paper": body["paper"]}
    return _("批准作废%(paper)s，由%(by)s代替") % {"paper": body["paper"], "by": body["by"]}


def _letter(body: Body) -> dict[str, str]:
    return {"tracking": body["tracking"], "day": _day(body["on"]), "papers": "、".join(body["papers"])}


def _day(text: str) -> str:
    return spoken(date.fromisoformat(text))


def _assessed(before: int, after: int) -> str:
    if before == after:
        return (
            _("情况有变，重新核对：待处理的仍是%(after)s处") % {"after": after}
            if after
            else _("情况有变，重新核对：没有待处理的")
        )
    return _("情况有变，重新核对：待处理%(before)s处变为%(after)s处") % {"before": before, "after": after}


def _claim(body: Body, passed: Passed) -> str:
    if "from" in body:
        return _("接手签收（原由%(name)s签收，已不在岗）") % {"name": passed.name(body["from"])}
    return _("签收")


def _hand_over(body: Body, passed: Passed) -> str:
    return _("%(name)s离岗，名下的待办退回岗位") % {"name": passed.name(body["who"])}


ADDED = {Beside.BEFORE: _("在前加签"), Beside.AFTER: _("在后加签"), Beside.TOGETHER: _("一并加签")}
# What names an officer, whose name the chain does not keep.
WITH_NAMES: dict[str, Callable[[Body, Passed], str]] = {
    "claim": _claim,
    "hand_over": _hand_over,
    "transfer": lambda body, passed: _("转办给%(name)s") % {"name": passed.name(body["to"])},
    "delegate": lambda body, passed: _("委派%(name)s办理") % {"name": passed.name(body["to"])},
    "answer_delegation": lambda body, passed: _("交回委派的办理结果"),
    "recall_delegation": lambda body, passed: _("收回对%(name)s的委派") % {"name": passed.name(body["to"])},
    "recuse": lambda body, passed: _("%(name)s回避本件") % {"name": passed.name(body["who"])},
}
SAY: dict[str, Callable[[Body], str]] = {
    "submit": lambda body: _("提交申请"),
    "supply_correction": lambda body: _("提交补正材料"),
    "withdraw": lambda body: _("撤回申请"),
    "expire": _expire,
    "assess": lambda body: _assessed(*body["points"]),
    "rule": _rule,
    "record_meeting": lambda body: (
        _("登记会议：%(on)s，参会%(count)s人") % {"on": body["held_on"], "count": len(body["present"])}
    ),
    "strike_off": lambda body: _("核减第%(line)s行") % {"line": body["claim"]},
    "determine": lambda body: (
        _("核定%(yuan)s元，资金已预留") % {"yuan": body["yuan"]} if body["reserved"] else _("核定的明细已固定")
    ),
    "put_on_notice": lambda body: _("列入%(batch)s公示") % {"batch": body["batch"]},
    "wait_for_answer": lambda body: _("公示期满，其余各行都有异议，等异议核查答复，期间停止计算期限"),
    "leave_notice": lambda body: _("公示期满，进入下一环节"),
    "answer_objection": lambda body: (
        _("答复公示第%(line)s行的异议：%(answer)s")
        % {"line": body["line"], "answer": _("成立") if body["upheld"] else _("不成立")}
    ),
    "request_funds": lambda body: _("提请财政部门拨付"),
    "return_funds_request": lambda body: _("财政部门退回拨付申请，须重新提请"),
    "record_site_check": _check,
    "correct_account": lambda body: _("更正收款账户"),
    "ask_account_change": lambda body: _asks(body) % {"day": _day(body["cools_until"]), "yuan": body.get("yuan", "")},
    "confirm_account_change": lambda body: _("已向申请人核实，确认更换收款账户"),
    "refuse_account_change": lambda body: _("不予更换收款账户"),
    "withdraw_account_change": lambda body: _("撤回更换收款账户的申请"),
    "change_account": lambda body: _("冷静期满，新的收款账户生效"),
    "lapse_account_change": lambda body: _("不再需要更换收款账户"),
    "close_case": lambda body: _("办结"),
    "archive_case": lambda body: _("归档，卷内目录%(paper)s") % {"paper": body["paper"]},
    "reveal": _reveal,
    "ask_registers": lambda body: (
        _("查询登记系统%(asked)s项，得到%(answered)s项答复") % {"asked": body["asked"], "answered": body["answered"]}
    ),
    "ask_registers_again": lambda body: _("要求重新查询登记系统"),
    "raise_doubts": _doubts,
    "settle_doubt": _settled,
    "move_to_version": lambda body: (
        _("改走第%(to)s版流程（原第%(before)s版），所在环节不变") % {"to": body["to"], "before": body["from"]}
    ),
    "raise_card": _card,
    "supervise": lambda body: (
        _("督办，要求%(unit)s%(day)s前答复") % {"unit": body["unit"], "day": _day(body["answer_by"])}
    ),
    "answer_supervision": _answered,
    "urge": lambda body: _("催办“%(title)s”") % {"title": body["title"]},
    "recompute": _recomputed,
    "suspend": _suspended,
    "resume": _resumed,
    "ask_extension": lambda body: _("申请延期%(days)s个工作日") % {"days": body["days"]},
    "decide_extension": _extended,
    "terminate": lambda body: _("终止办理：%(ground)s") % {"ground": TerminationGround(body["ground"]).label},
    "propose_revocation": lambda body: _("告知拟撤销，陈述申辩到%(day)s") % {"day": _day(body["heard_until"])},
    "state_on_revocation": _stated,
    "decide_revocation": lambda body: _("撤销原决定") if body["revoked"] else _("决定不撤销，原决定继续有效"),
    "propose_recovery": lambda body: (
        _("告知拟追回%(yuan)s元，陈述申辩到%(day)s") % {"yuan": body["yuan"], "day": _day(body["heard_until"])}
    ),
    "state_on_recovery": _stated,
    "decide_recovery": lambda body: (
        _("决定追回，限%(day)s前缴回") % {"day": _day(body["pay_by"])} if body["ordered"] else _("决定不予追回")
    ),
    "demand_recovered": lambda body: _("催告，限%(day)s前缴清") % {"day": _day(body["until"])},
    "annul_recovery": lambda body: _("撤回追回决定"),
    "hand_over_recovery": lambda body: _("申请人民法院强制执行"),
    "enter_receipt": lambda body: (
        _("登记国库收款%(yuan)s元（流水号%(serial)s），等待核对") % {"yuan": body["yuan"], "serial": body["serial"]}
    ),
    "refuse_receipt": lambda body: _("退回国库收款的登记（流水号%(serial)s）") % {"serial": body["serial"]},
    "receive_recovered": lambda body: (
        _("缴回国库%(yuan)s元（流水号%(serial)s）") % {"yuan": body["yuan"], "serial": body["serial"]}
    ),
    "serve": _served,
    "ask_replacement": lambda body: (
        _("提出作废%(paper)s（%(why)s）") % {"paper": body["paper"], "why": ReplacementGround(body["ground"]).label}
    ),
    "decide_replacement": _replaced,
    "tell_service": lambda body: _("登记%(what)s，等同去的同事确认") % {"what": _recorded(body)},
    "decline_service": lambda body: _("撤下送达登记：%(what)s") % {"what": _recorded(body)},
    "ask_taking_back": lambda body: _("提出注销送达登记：%(what)s") % {"what": _recorded(body)},
    "decide_taking_back": _taken_back,
    "keep_scan": lambda body: _("存入送达回证%(proof)s的签字原件") % {"proof": body["proof"]},
    "post_papers": lambda body: _("%(day)s寄出%(papers)s（邮件号%(tracking)s）") % _letter(body),
    "letter_returned": lambda body: _("邮件%(tracking)s于%(day)s退回，%(papers)s没有送达") % _letter(body),
    "release": lambda body: _("退回岗位"),
    "put_beside": lambda body: _("随意见附材料%(n)s份") % {"n": len(body["files"])},
    "ask_applicant": lambda body: _("请申请人补充材料（%(n)s处）") % {"n": body["points"]},
    "correct_fact": lambda body: _("更正“%(label)s”") % {"label": body["label"]},
    "add_seat": lambda body: _("%(how)s“%(title)s”") % {"how": ADDED[Beside(body["how"])], "title": body["title"]},
    "remove_seat": lambda body: (
        _("申请人没有在期限内补充，不再等候") if body.get("basis") else _("减签“%(title)s”") % {"title": body["title"]}
    ),
    "send_back": lambda body: _("退回“%(title)s”") % {"title": body["title"]},
    "take_back": lambda body: _("收回已签署的意见，重新签署"),
    "send_copy": lambda body: _("抄送%(names)s") % {"names": body["names"]},
}
