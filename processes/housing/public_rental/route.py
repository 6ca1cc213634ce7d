"""The way of a household: street → all bureaus at once → county → city → notice → waiting list (limits after a working system).

Each bureau of the joint check has its own seat and its own limit; all are heard before a no counts. 发展改革 and 财政, which
34号文（十六）also names, are asked about projects, not about households.
"""

from __future__ import annotations

from processes.routing import APPLICANT, all_of, any_of, desk, end, route, step, to
from workflow_app.approval.route import Route, Step

STREET_INTAKE = desk("intake", "街道民生服务窗口", unit="street")
STREET_REVIEW = desk("review", "街道民生保障岗", unit="street")
REVIEW = desk("review", "住房保障复核岗", asks="record")
SECTION = desk("section", "住房保障股")
CITY = desk("section", "市住房保障科", unit="housing", tier="city")
DEPUTY_HEAD = desk("deputy_head", "分管领导")
INTAKE = desk("intake", "住房保障窗口")
RENT = desk("rent", "租金管理岗", asks="handover")

BUREAUS = all_of(
    desk("data_check", "民政部门核对家庭经济状况", unit="civil_affairs", limit="step.civil_affairs", asks="means"),
    desk("data_check", "公安部门核查户籍和居住证", unit="public_security", limit="step.public_security"),
    desk("data_check", "不动产登记部门核查住房", unit="natural_resources", limit="step.property", asks="property"),
    desk("insurance", "人社部门核查参保", unit="hrss", limit="step.insurance"),
    desk("data_check", "公积金管理机构核查缴存", unit="provident_fund", limit="step.provident_fund"),
    desk("data_check", "税务部门核查纳税", unit="tax", limit="step.tax"),
    desk("data_check", "市场监管部门核查登记", unit="market_regulation", limit="step.market_regulation"),
    first_no_decides=False,
)

APPLICATION = route(
    "application", 1,
    step(
        "receive", "街道受理", "submitted", any_of(STREET_INTAKE), "clock.receipt",
        approved=to("street"), returned=to("correct"), refused=end("not_accepted"), lapsed=to("street"),
    ),
    step(
        "correct", "补正", "awaiting_correction", any_of(APPLICANT), "clock.correction",
        approved=to("receive"), lapsed=end("deemed_withdrawn"),
    ),
    step("street", "街道初审", "accepted", any_of(STREET_REVIEW), "step.street", approved=to("bureaus"), refused=to("refuse")),
    step("bureaus", "部门联合核查", "accepted", BUREAUS, "step.bureaus", approved=to("county"), refused=to("refuse")),
    step(
        "county", "县区住房保障部门复审", "accepted", any_of(REVIEW), "step.county",
        approved=to("city"), refused=to("refuse"), returned=to("street"),
    ),
    step(
        "city", "市住房保障部门终审", "deciding", any_of(CITY), "step.city",
        approved=to("notice"), refused=to("refuse"), returned=to("county"),
    ),
    step("notice", "公示", "deciding", None, approved=to("confirm"), returned=to("county")),
    step(
        "confirm", "登记为轮候对象", "deciding", any_of(DEPUTY_HEAD), "step.confirm",
        approved=end("approved"), refused=end("refused"), returned=to("county"),
    ),
    step("refuse", "拟不予批准", "deciding", any_of(DEPUTY_HEAD), "step.refuse", approved=end("refused"), returned=to("county")),
)  # fmt: skip


def _receipt(then: str) -> tuple[Step, ...]:
    """What rests on a tenancy is received by the bureau that let the home."""
    return (
        step(
            "receive", "受理", "submitted", any_of(INTAKE), "clock.receipt",
            approved=to(then), returned=to("correct"), refused=end("not_accepted"), lapsed=to(then),
        ),
        step(
            "correct", "补正", "awaiting_correction", any_of(APPLICANT), "clock.correction",
            approved=to("receive"), lapsed=end("deemed_withdrawn"),
        ),
    )  # fmt: skip


def _under(procedure: str, *own: Step) -> Route:
    """Own steps, then the section decides; the deputy head signs a refusal."""
    first = own[0].name
    return route(
        procedure, 1,
        *_receipt(first),
        *own,
        step(
            "section", "住房保障股审批", "deciding", any_of(SECTION), "step.section",
            approved=end("approved"), refused=to("refuse"), returned=to(first),
        ),
        step("refuse", "拟不予批准", "deciding", any_of(DEPUTY_HEAD), "step.refuse", approved=end("refused"), returned=to(first)),
    )  # fmt: skip


HANDLER = desk("handler", "住房保障经办岗")
RENEWAL = _under(
    "renewal",
    step(
        "handle", "经办审核", "accepted", any_of(HANDLER), "step.handle", approved=to("section"), refused=to("refuse")
    ),
)
EXIT = _under(
    "exit",
    step(
        "handover", "交房验收", "accepted", any_of(RENT), "step.handover", approved=to("section"), refused=to("refuse")
    ),
)
