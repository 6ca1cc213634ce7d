"""The way of an employer's claim through the county's bureau: received, checked person by person, noticed, determined, funds."""

from processes.routing import any_of, bureau_decides, desk, notice_to_funds, receipt, refusal, route, step, to

INTAKE = desk("intake", "综合窗口")
HANDLER = desk("handler", "经办人")
EMPLOYMENT = desk("employment", "就业服务岗")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")

CLAIM = route(
    "claim", 1,
    *receipt(INTAKE, then="handle"),
    step(
        "handle", "经办初审", "accepted", any_of(HANDLER), "step.handle",
        approved=to("check"), refused=to("refuse"),
    ),
    step(
        "check", "就业服务岗复核", "accepted", any_of(EMPLOYMENT), "step.check",
        approved=to("bureau_finance"), refused=to("refuse"), returned=to("handle"),
    ),
    *bureau_decides(BUREAU_FINANCE, DEPUTY_HEAD, after="check"),
    *notice_to_funds(DEPUTY_HEAD, back="handle"),
    refusal(DEPUTY_HEAD, back="handle"),
)  # fmt: skip
