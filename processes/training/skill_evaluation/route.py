"""The way of a claim: 受理 → 初审 → 复核 → 审批 → 公示 → 核定 → 提请拨付, inside the county's bureau."""

from processes.routing import APPLICANT, any_of, desk, end, route, step, to

INTAKE = desk("intake", "综合窗口")
HANDLER = desk("handler", "经办人")
SECTION = desk("section", "职业能力建设股")
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
        approved=to("section"), refused=to("refuse"),
    ),
    step(
        "section", "职业能力建设股复核", "accepted", any_of(SECTION), "step.section",
        approved=to("bureau_finance"), refused=to("refuse"), returned=to("handle"),
    ),
    step(
        "bureau_finance", "局财务股复核", "accepted", any_of(BUREAU_FINANCE), "step.bureau_finance",
        approved=to("deputy_head"), refused=to("refuse"), returned=to("section"),
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
