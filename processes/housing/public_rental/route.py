"""The way of a household: street → all bureaus at once → county → city → notice → waiting list (limits after a working system).

Each bureau of the joint check has its own seat and its own limit; all are heard before a no counts. 发展改革 and 财政, which
34号文（十六）also names, are asked about projects, not about households.
"""

from __future__ import annotations

from processes.routing import all_of, any_of, desk, end, notice, receipt, refusal, route, step, to
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
    *receipt(STREET_INTAKE, then="street", title="街道受理"),
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
    notice("confirm", back="county"),
    step(
        "confirm", "登记为轮候对象", "deciding", any_of(DEPUTY_HEAD), "step.confirm",
        approved=end("approved"), refused=end("refused"), returned=to("county"),
    ),
    refusal(DEPUTY_HEAD, back="county"),
)  # fmt: skip


def _under(procedure: str, *own: Step) -> Route:
    """Own steps, then the section decides; the deputy head signs a refusal."""
    first = own[0].name
    return route(
        procedure, 1,
        *receipt(INTAKE, then=first),
        *own,
        step(
            "section", "住房保障股审批", "deciding", any_of(SECTION), "step.section",
            approved=end("approved"), refused=to("refuse"), returned=to(first),
        ),
        refusal(DEPUTY_HEAD, back=first),
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
