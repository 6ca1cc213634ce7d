"""The way of an employer's claim through the county's bureau: received, checked person by person, noticed, determined, funds."""

from processes.routing import APPLICANT, any_of, desk, end, route, step, to

INTAKE = desk("intake", "综合窗口")
HANDLER = desk("handler", "经办人")
EMPLOYMENT = desk("employment", "就业服务岗")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")

CLAIM = route(
    "claim", 1,
    step(
        "receive", "受理", "submitted", any_of(INTAKE), "clock.receipt",
        approved=to("handle"), returned=to("correct"), refused=end("not_accepted"), lapsed=to("handle"),
    ),
    step(
        "correct", "补正", "awaiting_correction", any_of(APPLICANT), "clock.correction",
        approved=to("receive"), lapsed=end("deemed_withdrawn"),
    ),
    step(
        "handle", "经办初审", "accepted", any_of(HANDLER), "step.handle",
        approved=to("check"), refused=to("refuse"),
    ),
    step(
        "check", "就业服务岗复核", "accepted", any_of(EMPLOYMENT), "step.check",
        approved=to("bureau_finance"), refused=to("refuse"), returned=to("handle"),
    ),
    step(
        "bureau_finance", "局财务股复核", "accepted", any_of(BUREAU_FINANCE), "step.bureau_finance",
        approved=to("deputy_head"), refused=to("refuse"), returned=to("check"),
    ),
    step(
        "deputy_head", "分管领导审批", "deciding", any_of(DEPUTY_HEAD), "step.deputy_head",
        approved=to("notice"), refused=to("refuse"), returned=to("bureau_finance"),
    ),
    step("notice", "公示", "deciding", None, approved=to("confirm"), returned=to("handle")),
    step(
        "confirm", "核定", "deciding", any_of(DEPUTY_HEAD), "step.confirm",
        approved=to("request_funds", legal="approved"), refused=end("refused"), returned=to("handle"),
    ),
    step("request_funds", "提请拨付", "approved", None, "step.request_funds", approved=end("approved")),
    step(
        "refuse", "拟不予批准", "deciding", any_of(DEPUTY_HEAD), "step.refuse",
        approved=end("refused"), returned=to("handle"),
    ),
)  # fmt: skip
