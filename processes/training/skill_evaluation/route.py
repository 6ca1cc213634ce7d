"""The way of a claim: 受理 → 初审 → 复核 → 审批 → 公示 → 核定 → 提请拨付, inside the county's bureau."""

from processes.routing import any_of, bureau_decides, desk, notice_to_funds, receipt, refusal, route, step, to

INTAKE = desk("intake", "综合窗口")
HANDLER = desk("handler", "经办人")
SECTION = desk("section", "职业能力建设股")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")

CLAIM = route(
    "claim", 1,
    *receipt(INTAKE, then="handle"),
    step(
        "handle", "经办初审", "accepted", any_of(HANDLER), "step.handle",
        approved=to("section"), refused=to("refuse"),
    ),
    step(
        "section", "职业能力建设股复核", "accepted", any_of(SECTION), "step.section",
        approved=to("bureau_finance"), refused=to("refuse"), returned=to("handle"),
    ),
    *bureau_decides(BUREAU_FINANCE, DEPUTY_HEAD, after="section"),
    *notice_to_funds(DEPUTY_HEAD, back="handle"),
    refusal(DEPUTY_HEAD, back="handle"),
)  # fmt: skip
