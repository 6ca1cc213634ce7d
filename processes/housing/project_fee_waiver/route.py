"""The way of a waiver: 住建 leads, 发改, 自然资源, 财政, 税务 and 人防 are heard at once, nobody grants it alone.

人防 has a veto, and answers the legal question its own law puts: without a rule of the state its fee is not waived. 住房公积金管理
中心, which 34号文（十六）also names, has no charge on a project.
"""

from processes.routing import all_of, any_of, desk, end, receipt, refusal, route, step, to

INTAKE = desk("intake", "住房保障窗口")
HANDLER = desk("handler", "住房保障经办岗")
SECTION = desk("section", "住房保障股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")
JOINT_REVIEW = all_of(
    desk("data_check", "发展改革部门核对立项", unit="development_reform", limit="step.joint", asks="record"),
    desk("data_check", "自然资源部门核对用地和规划", unit="natural_resources", limit="step.joint"),
    desk("data_check", "财政部门核对收费性质", unit="finance", limit="step.joint", asks="charges"),
    desk("data_check", "税务部门核对征缴", unit="tax", limit="step.joint"),
    desk("waiver", "人防部门审查易地建设费", unit="civil_air_defence", limit="step.air_defence", asks="legal_basis", veto=True),
    first_no_decides=False,
)  # fmt: skip

WAIVER = route(
    "waiver", 1,
    *receipt(INTAKE, then="joint"),
    step("joint", "联合审查", "accepted", JOINT_REVIEW, "step.joint", approved=to("handle"), refused=to("refuse")),
    step("handle", "经办汇总", "accepted", any_of(HANDLER), "step.handle", approved=to("section"), refused=to("refuse")),
    step(
        "section", "住房保障股复核", "accepted", any_of(SECTION), "step.section",
        approved=to("deputy_head"), refused=to("refuse"), returned=to("handle"),
    ),
    step(
        "deputy_head", "分管领导审批", "deciding", any_of(DEPUTY_HEAD), "step.deputy_head",
        approved=end("approved"), refused=to("refuse"), returned=to("section"),
    ),
    refusal(DEPUTY_HEAD, back="handle"),
)  # fmt: skip
