"""Acts beside the route, one form each: what will follow in words first, then what has to be said, then the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from workflow_app.clock.limit import PauseReason
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.beside_the_route.suspend import SPECIAL, suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.recovery.annul import annul_recovery
from workflow_app.commands.recovery.decide import drop_recovery, order_recovery
from workflow_app.commands.recovery.demand import demand_recovered
from workflow_app.commands.recovery.hand_over import hand_over_recovery
from workflow_app.commands.recovery.propose import propose_recovery, state_on_recovery
from workflow_app.models import Account
from workflow_app.moment import now
from workflow_app.policy.money import read_yuan
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.web.desk.asks import Ask, Said, Text, a_day, kept, read
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST_DAYS = 3
LONGEST_LIST = 400_000  # characters: twenty-five thousand lines
Do = Callable[[int, int, Said, Account, datetime], Any]  # case, row, what was said, by whom, when


@dataclass(frozen=True, slots=True)
class Beside:
    """An act: its title, what follows from it, what it asks, what its button says and what is said afterwards."""

    title: Text
    follows: tuple[Text, ...]
    asks: tuple[Ask, ...]
    button: Text
    done: Text
    do: Do
    stops: bool = False


def _days(said: Said) -> int:
    return number_in(said.get("days", ""), LONGEST_DAYS) or 0


def _lines(said: Said) -> dict[int, Decimal]:
    """第3行 500.00 as `3 500.00`, one a line; nothing is everything that was paid."""
    asked: dict[int, Decimal] = {}
    for text in filter(None, (each.strip() for each in said.get("lines", "").splitlines())):
        ordinal, _blank, yuan = text.partition(" ")
        row = number_in(ordinal, 6)
        if row is None or row in asked:
            raise NotUnderstood(f"“{text[:20]}”读不懂或者行号重复，请每行写一个行号和金额，中间空格，例如“3 500.00”。")
        asked[row] = read_yuan(yuan, f"第{row}行的金额读不懂，请用半角数字填写，例如 500.00。")
    return asked


def _chosen(said: Said, name: str) -> bool:
    if said.get(name) not in ("yes", "no"):
        raise NotUnderstood("请先选择一项，再提交。")
    return said[name] == "yes"


WHY = tuple((reason.value, reason.label) for reason in (PauseReason.SUSPENSION, *SPECIAL))
ACTS: dict[str, Beside] = {
    "urge": Beside(
        _("催办"),
        (_("催办显示在办件页上，最多三次，两次之间隔三个工作日。"),),
        (Ask("words", _("附言"), optional=True, longest=200),),
        _("催办"),
        _("已催办。"),
        lambda case, row, said, by, at: urge(case, said["words"], by=by, at=at),
    ),
    "supervise": Beside(
        _("督办"),
        (_("承办单位须在期限前书面答复；答复以前一直列在该单位的“待答复”里。"), _("申请人看不到督办的内容。")),
        (
            Ask("words", _("督办要求"), hint=_("要查清什么、要办到哪一步")),
            Ask("due_on", _("答复期限"), "day", hint=_("今天以后的工作日，最长30个工作日")),
        ),
        _("发出督办"),
        _("督办已发出。"),
        lambda case, row, said, by, at: supervise(case, said["words"], a_day(said, "due_on"), by=by, at=at),
    ),
    "answer": Beside(
        _("答复督办"),
        (_("只能答复一次，发出后不能修改。"),),
        (Ask("words", _("办理情况"), hint=_("现在办到哪一步、为什么、什么时候办结")),),
        _("提交答复"),
        _("已答复。"),
        lambda case, row, said, by, at: answer_supervision(row, said["words"], by=by, at=at),
    ),
    "suspend": Beside(
        _("中止或特别程序"),
        (
            _("办理期限从明天起停止计算，恢复时顺延；申请人收到书面告知。"),
            _("评审、实地核查、协查期间其他环节照常签署；中止期间不能签署意见。"),
        ),
        (
            Ask("reason", _("原因"), "choice", choices=WHY),
            Ask("words", _("情况说明"), hint=_("写在给申请人的通知书上")),
            Ask("days", _("预计需要的工作日"), "days", hint=_("评审、实地核查、协查填写；中止不填"), optional=True),
        ),
        _("停止计算期限"),
        _("已停止计算期限，通知书随后送达申请人。"),
        lambda case, row, said, by, at: suspend(case, said["reason"], said["words"], _days(said), by=by, at=at),
    ),
    "resume": Beside(
        _("恢复办理"),
        (_("办理期限从明天起继续计算，暂停的天数不算；申请人收到恢复办理通知书。"),),
        (Ask("words", _("恢复的情况"), optional=True, hint=_("写在给申请人的通知书上")),),
        _("恢复办理"),
        _("已恢复办理，期限已顺延。"),
        lambda case, row, said, by, at: resume(row, said["words"], by=by, at=at),
    ),
    "ask-extension": Beside(
        _("申请延期"),
        (_("单位负责人批准后，承诺期限和法定期限一并延长，只能延长一次；申请人收到告知书。"),),
        (
            Ask("days", _("延长的工作日"), "days"),
            Ask("words", _("理由"), hint=_("为什么在期限内办不完，写在给申请人的告知书上")),
        ),
        _("提交申请"),
        _("延期申请已提交，等负责人审批。"),
        lambda case, row, said, by, at: ask_extension(case, _days(said), said["words"], by=by, at=at),
    ),
    "decide-extension": Beside(
        _("审批延期申请"),
        (_("批准后期限立即延长，并向申请人出具延长办理期限告知书。"),),
        (
            Ask("granted", _("审批意见"), "choice", choices=(("yes", _("批准延期")), ("no", _("不批准")))),
            Ask("words", _("意见内容"), hint=_("不批准的须写明理由"), optional=True),
        ),
        _("提交审批"),
        _("已审批。"),
        lambda case, row, said, by, at: decide_extension(row, _chosen(said, "granted"), said["words"], by=by, at=at),
    ),
    "terminate": Beside(
        _("终止办理"),
        (
            _("本件立即结束，不能撤回；各环节的待办取消，申报的明细不再办理，公示的撤下。"),
            _("申请人收到终止办理决定书，写明救济途径。"),
        ),
        (
            Ask("ground", _("理由"), "choice", choices=tuple((each.value, each.label) for each in TerminationGround)),
            Ask("words", _("查明的事实"), hint=_("怎么知道的、依据哪份材料，写在决定书上")),
        ),
        _("终止办理本件"),
        _("已终止办理，决定书随后送达。"),
        lambda case, row, said, by, at: terminate(case, said["ground"], said["words"], by=by, at=at),
        stops=True,
    ),
    "propose-revocation": Beside(
        _("提出撤销"),
        (
            _("现在只是告知：申请人收到撤销事先告知书，五个工作日内可以陈述申辩，原决定继续有效。"),
            _("是否撤销由另一位负责人在听取意见或者期满后决定。"),
        ),
        (
            Ask("facts", _("查明的事实"), hint=_("写在告知书上")),
            Ask("basis", _("撤销的依据"), hint=_("文件名称和条款"), longest=200),
        ),
        _("告知拟撤销"),
        _("撤销事先告知书已出具。"),
        lambda case, row, said, by, at: propose_revocation(case, said["facts"], said["basis"], by=by, at=at),
    ),
    "record-statement": Beside(
        _("登记书面陈述申辩"),
        (
            _("申请人送来书面意见时登记；网上提出的自动记录。只能登记一次。"),
            _("登记以后不能再由您决定是否撤销；陈述申辩的期限不因此缩短。"),
        ),
        (Ask("words", _("陈述申辩意见"), hint=_("照原文录入，原件归档")),),
        _("登记"),
        _("已登记。"),
        lambda case, row, said, by, at: state_on_revocation(row, said["words"], by=by, at=at),
    ),
    "decide-revocation": Beside(
        _("决定是否撤销"),
        (
            _("撤销的：尚未拨付的款项不再拨付，预留的资金退回指标；已经拨付的须另行追回。不能撤回。"),
            _("不撤销的：原决定继续有效，申请人收到告知书。"),
        ),
        (
            Ask("revoked", _("决定"), "choice", choices=(("yes", _("撤销原决定")), ("no", _("不撤销")))),
            Ask("words", _("理由"), hint=_("对陈述申辩意见采纳与否也要写明")),
        ),
        _("作出决定"),
        _("决定已作出，文书随后送达。"),
        lambda case, row, said, by, at: decide_revocation(row, _chosen(said, "revoked"), said["words"], by=by, at=at),
        stops=True,
    ),
    "propose-recovery": Beside(
        _("提出追回"),
        (
            _("现在只是告知：申请人收到追回事先告知书，五个工作日内可以陈述申辩，暂不需要缴款。"),
            _("是否追回由另一位负责人在听取意见或者期满后决定。款项只能凭缴款码缴回国库，不从其他应发款项扣抵。"),
        ),
        (
            Ask("facts", _("查明的事实"), hint=_("写在告知书上")),
            Ask("basis", _("追回的依据"), hint=_("文件名称和条款"), longest=200),
            Ask(
                "lines",
                _("追回哪几行"),
                hint=_("每行写明细的行号和金额，例如“3 500.00”；不填就是已支付的全部"),
                optional=True,
                longest=LONGEST_LIST,
            ),
        ),
        _("告知拟追回"),
        _("追回事先告知书已出具。"),
        lambda case, row, said, by, at: propose_recovery(
            case, _lines(said), said["facts"], said["basis"], by=by, at=at
        ),
    ),
    "record-recovery-statement": Beside(
        _("登记对追回的书面陈述申辩"),
        (
            _("申请人送来书面意见时登记；网上提出的自动记录。只能登记一次。"),
            _("登记以后不能再由您决定是否追回；陈述申辩的期限不因此缩短。"),
        ),
        (Ask("words", _("陈述申辩意见"), hint=_("照原文录入，原件归档")),),
        _("登记"),
        _("已登记。"),
        lambda case, row, said, by, at: state_on_recovery(row, said["words"], by=by, at=at),
    ),
    "order-recovery": Beside(
        _("决定追回"),
        (_("申请人收到追回决定书，凭缴款码缴回国库；到期不缴的催告，再不缴的申请强制执行。不能撤回。"),),
        (
            Ask("code", _("缴款码"), hint=_("非税收入系统为本次追回开出的20位数字"), kind="line", longest=40),
            Ask("pay_by", _("缴回期限"), "day", hint=_("五个工作日以后、180天以内，是本系统设定的范围")),
            Ask("words", _("理由"), hint=_("对陈述申辩意见采纳与否也要写明")),
        ),
        _("决定追回"),
        _("决定已作出，追回决定书随后送达。"),
        lambda case, row, said, by, at: order_recovery(
            row, said["code"], a_day(said, "pay_by"), said["words"], by=by, at=at
        ),
        stops=True,
    ),
    "drop-recovery": Beside(
        _("决定不予追回"),
        (_("申请人收到告知书，不需要缴款。"),),
        (Ask("words", _("理由"), hint=_("写在告知书上")),),
        _("不予追回"),
        _("决定已作出，告知书随后送达。"),
        lambda case, row, said, by, at: drop_recovery(row, said["words"], by=by, at=at),
    ),
    "demand-recovery": Beside(
        _("催告"),
        (_("缴回期限已过。申请人收到催告书，限十日内缴清尚欠的部分。"),),
        (),
        _("发出催告书"),
        _("催告书已出具。"),
        lambda case, row, said, by, at: demand_recovered(row, by=by, at=at),
    ),
    "annul-recovery": Beside(
        _("撤回追回决定"),
        (
            _("缴款码开错、金额有误，或者决定被复议、判决撤销时办理。申请人不再需要依照该决定缴款，不能恢复。"),
            _("已经缴入国库的按国库退库手续办理；还要追回的，重新告知事实、听取陈述申辩。"),
        ),
        (Ask("words", _("原因"), hint=_("写在告知书上")),),
        _("撤回追回决定"),
        _("追回决定已撤回，告知书随后送达。"),
        lambda case, row, said, by, at: annul_recovery(row, said["words"], by=by, at=at),
        stops=True,
    ),
    "hand-over-recovery": Beside(
        _("登记已申请强制执行"),
        (_("向人民法院提交申请以后在这里登记；法院收回的款项仍凭缴款码登记。"),),
        (),
        _("登记"),
        _("已登记。"),
        lambda case, row, said, by, at: hand_over_recovery(row, by=by, at=at),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def beside(request: SignedIn, number: str, name: str, row: int) -> HttpResponse:
    """The form of an act, and the act. Whether it may be done the command says; the page is for whoever sees the case."""
    act, file = ACTS.get(name), opened(request, number)
    if act is None or (row and row not in {each.row for each in file.beyond.offers if each.act == name}):
        raise NotFound("这项办理现在没有要处理的内容，可能同事已经处理。请回到办件页刷新。")
    if request.method != "POST":
        return _page(request, file, act)
    back_to(request, lambda refusal: _page(request, opened(request, number), act, refusal))
    said, at = read(request, act.asks), now()

    def do() -> dict[str, str]:
        act.do(file.case.pk, row, said, request.user, at)
        return {"act": name}

    act_once(request, name, [number, name, row, said], do, at=at)
    messages.success(request, str(act.done))
    return redirect("desk_case", number)


def _page(request: SignedIn, file: CaseFile, act: Beside, refusal: Refusal | None = None) -> HttpResponse:
    said = {"file": file, "case": file.case, "act": act, "kept": request.POST, "refusal": refusal}
    return show(request, "desk/beside.html", "desk", said | {"asked": kept(request, act.asks)})
