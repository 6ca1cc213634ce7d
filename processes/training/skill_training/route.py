"""The way of a case through the offices: 受理 → 初审 → 复核 → 审批 → 公示 → 核定 → 提请拨付 (domain chain of the employment fund).

Releasing writes each route to routes/<procedure>.<n>.json; cases stay on the one they began with.
"""

from processes.routing import all_of, any_of, at_least, desk, end, notice_to_funds, receipt, refusal, route, step, to

INTAKE = desk("intake", "综合窗口")
HANDLER = desk("handler", "经办人")
SECTION = desk("section", "职业能力建设股")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")

# 34号文（六）names 农业局 and 扶贫办 (both 农业农村局 today) among the departments that act together: they know who is a rural
# labourer. Whether the school's licence and credit code are valid only 市场监督管理局 can say; （六）does not name it.
RURAL_CHECK = desk("data_check", "农业农村局核对人员类别", unit="agriculture", limit="step.data_check")
LICENCE_CHECK = desk("data_check", "市场监督管理局核对学校登记", unit="market_regulation", limit="step.data_check")

OFFICE_MEETING = at_least(2, desk("bureau_head", "局长"), DEPUTY_HEAD, desk("other_deputy_head", "其他班子成员"))

CLASS_RECORD = route(
    "class_record", 1,
    *receipt(INTAKE, then="handle"),
    step(
        "handle", "经办审核", "accepted", any_of(HANDLER), "step.record_handle",
        approved=to("section"), refused=to("refuse"),
    ),
    step(
        "section", "职业能力建设股备案", "accepted", any_of(SECTION), "step.record_section",
        approved=end("approved"), refused=to("refuse"), returned=to("handle"),
    ),
    refusal(DEPUTY_HEAD, back="handle"),
)  # fmt: skip

CLAIM = route(
    "claim", 1,
    *receipt(INTAKE, then="handle"),
    step(
        "handle", "经办初审", "accepted", all_of(HANDLER, RURAL_CHECK, LICENCE_CHECK, first_no_decides=False), "step.handle",
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
        approved=(to("meeting", when="sum_above_meeting_threshold"), to("notice")),
        refused=to("refuse"), returned=to("bureau_finance"),
    ),
    step(
        "meeting", "局长办公会", "deciding", OFFICE_MEETING, "step.meeting",
        approved=to("notice"), refused=to("refuse"), returned=to("deputy_head"),
    ),
    *notice_to_funds(DEPUTY_HEAD, back="handle"),
    refusal(DEPUTY_HEAD, back="handle"),
)  # fmt: skip
