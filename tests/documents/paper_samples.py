"""One full set of plain data for every paper: the example from which the keys can be read, and what the tests print.

People, schools, phones and accounts are made up; identity numbers appear only masked, as in every paper.
"""

from __future__ import annotations

from typing import Any

ORGAN = {
    "name": "汤阴县人力资源和社会保障局",
    "address": "河南省安阳市汤阴县人民路（示例地址）",
    "phone": "0372-0000000",
}
SCHOOL = "汤阴县岳河职业培训学校"
SAMPLE = "补贴标准为示例标准，没有机关颁布，不能作为实际发放的依据。"
MODELLED = "公示期参照河南省其他市的做法，不是本市对本事项的规定。"
ORDINANCE = "《安阳市政务服务条例》第三十六条"
RULE = "《河南省职业培训条例》第二十五条"

COMMON: dict[str, Any] = {
    "organ": ORGAN,
    "issued_on": "2026-11-23",
    "seal": {"organ": ORGAN["name"]},
    "qr_url": "https://huimin.example/c/7Qm2Zk9Xw3Lt5Rb1",
    "demonstration": "本件由演示系统生成，印章为演示图样，没有连接电子印章服务。",
    "marks": [],
}
CASE = {
    "number": "41052320261102000123",
    "item": "职业培训补贴",
    "procedure": "补贴申领",
    "applicant": SCHOOL,
    "filed_on": "2026-11-02",
    "accepted_on": "2026-11-03",
    "statutory_days": 20,
    "promised_days": 15,
    "due_on": "2026-11-30",
    "query_code": "7K4M-92QX",
}
OF_CASE: dict[str, Any] = COMMON | {"case": CASE, "recipient": SCHOOL, "you": "你单位"}
REMEDIES = {
    "reconsideration_body": "汤阴县人民政府",
    "reconsideration_url": "https://xzfy.example.gov.cn/tangyin/apply",
    "court": "汤阴县人民法院",
}
PAPERS = [
    "职业培训补贴申请表",
    "培训学员花名册（30人）",
    "考勤记录（12页）",
    "职业技能等级证书（30份）",
    "代为申请协议（30份）",
    "基本存款账户信息",
    "授权委托书",
]
PAYEE = {"name": SCHOOL, "bank": "中国农业银行汤阴县支行", "account": "1640 **** **** 1237"}
NOTICE = {
    "number": "汤人社示字〔2026〕第3号",
    "since": "2026-11-09",
    "until": "2026-11-13",
    "result": "公示期间没有收到异议",
}
FUND = {
    "name": "就业补助资金",
    "indicator": "汤财社〔2026〕18号",
    "functional": "2080702 职业培训补贴",
    "economic": "509 对个人和家庭的补助",
    "tier": "省级资金",
}
FUND_INDICATOR = {
    "number": FUND["indicator"],
    "fund": FUND["name"],
    "tier": FUND["tier"],
    "functional": FUND["functional"],
    "government": FUND["economic"],
    "department": "30399 其他对个人和家庭的补助",
    "direct": True,
}
_NAMES = ["王䶮", "李㛃然", "张𬭊", "陈𠅤", "买买提·艾力", "刘建国", "杨桂珍", "赵海峰", "黄秀英", "周小燕"]


def lines(count: int) -> list[dict[str, Any]]:
    """`count` rows as a list carries them; the names go round."""
    return [
        {
            "name": _NAMES[index % len(_NAMES)],
            "township": ("城关镇", "菜园镇", "五陵镇", "宜沟镇", "古贤镇")[index % 5],
            "last_four": f"{1000 + index * 37 % 9000}",
            "identity": f"410523********{1000 + index * 37 % 9000}",
            "phone": f"138****{1000 + index * 53 % 9000}",
            "certificate": f"S0000410523{2026000000 + index:011d}"[:22],
            "subject": "电工　中级工",
            "organisation": SCHOOL,
            "formula": "800.00 × 1",
            "fen": 80000,
            "standing": "sample",
            "payee": SCHOOL,
            "account": "1640 **** **** 1237",
        }
        for index in range(count)
    ]


def _sum(count: int) -> dict[str, Any]:
    return {"lines": lines(count), "count": count, "total_fen": count * 80000, "standing": "sample", "marks": [SAMPLE]}


RECEIPT = OF_CASE | {
    "number": "汤人社收字〔2026〕第123号",
    "issued_on": "2026-11-02",
    "received_at": "2026-11-02T14:05:00",
    "papers_received": PAPERS,
    "answer_by": "2026-11-03",
    "agent": "郭小梅",
    "basis": [ORDINANCE, "第四十二条"],
}
ACCEPTANCE = OF_CASE | {
    "number": "汤人社受字〔2026〕第118号",
    "issued_on": "2026-11-03",
    "papers_received": PAPERS,
    "pauses": "公示、实地核查",
    "basis": [ORDINANCE],
}
CORRECTION = OF_CASE | {
    "number": "汤人社补字〔2026〕第41号",
    "issued_on": "2026-11-03",
    "defects": [
        {"where": "学员名单第3行", "words": "李㛃然的身份证号校验位不符，请对照身份证改正。"},
        {"where": "学员名单第17行", "words": "证书编号与第9行重复，请核对后填写本人的证书编号。"},
        {"where": "考勤记录", "words": "缺少10月14日至16日的签到页，请补交。"},
        {"where": "授权委托书", "words": "没有写明委托权限和期限，请由法定代表人补全并签章。"},
    ],
    "due_on": "2026-11-17",
    "basis": [ORDINANCE],
}
SUPPLEMENT = OF_CASE | {
    "number": "汤人社补充字〔2026〕第6号",
    "issued_on": "2026-11-10",
    "accepted_on": "2026-11-04",
    "defects": [{"where": "申请单位", "words": "预留的电话打不通，请更正，并保持畅通。"}],
    "due_on": "2026-11-17",
    "basis": [],
    "marks": ["补正期限为示例，没有机关颁布。"],
}
DEEMED_WITHDRAWN = OF_CASE | {
    "number": "汤人社视撤字〔2026〕第2号",
    "correction": {"number": "汤人社补字〔2026〕第41号", "issued_on": "2026-11-03"},
    "due_on": "2026-11-17",
    "ended_on": "2026-11-18",
    "basis": [ORDINANCE],
    "marks": ["补正期限为示例，没有机关颁布。"],
}
SUSPENSION = OF_CASE | {
    "number": "汤人社中字〔2026〕第1号",
    "since": "2026-11-10",
    "reason": "学员王䶮等3人的身份信息正由公安机关更正，更正以前无法核对。",
    "basis": ["示例规则（未颁布）"],
    "marks": ["没有找到适用于本事项的中止、终止规定，本文书按系统的示例规则出具，不能作为实际办理的依据。"],
}
SPECIAL_PROCEDURE = OF_CASE | {
    "number": "汤人社特告字〔2026〕第4号",
    "procedure": "实地核查",
    "since": "2026-11-10",
    "days": 5,
    "reason": "需要到培训地点核对考勤记录和实训设备。",
    "basis": ["《安阳市政务服务条例》第三十七条", "《中华人民共和国行政许可法》第四十五条"],
    "marks": ["特别程序所需时间不计入办理期限，参照行政许可的规定，不是本市对本事项的规定。"],
}
RESUMPTION = OF_CASE | {
    "number": "汤人社恢字〔2026〕第1号",
    "stood": "中止",
    "since": "2026-11-10",
    "until": "2026-11-17",
    "reason": "公安机关已经更正身份信息。",
    "promised": "2026-12-07",
    "statutory": "2026-12-14",
    "supplement": "2026-12-03",
    "still": False,
    "marks": ["承诺办理时限为示例，没有机关颁布。"],
}
EXTENSION = OF_CASE | {
    "number": "汤人社延字〔2026〕第2号",
    "days": 10,
    "reason": "学员涉及五个乡镇，逐人核对就业状态在原定期限内不能完成。",
    "promised": "2026-12-28",
    "statutory": "2027-01-05",
    "estimated": ["2026-12-28", "2027-01-05"],
    "still": False,
    "basis": ["《中华人民共和国行政许可法》第四十二条"],
    "marks": [
        "2027年放假安排尚未公布，标有“推算”的日期公布后可能变动。",
        "延长期限为参照其他规定的标准，不是本市对本事项的规定。",
    ],
}
TERMINATION = OF_CASE | {
    "number": "汤人社终字〔2026〕第1号",
    "ground": "申请单位终止，没有承受其权利义务的单位",
    "reason": "登记机关已于2026年11月9日办理申请单位的注销登记，没有单位承受其权利义务。",
    "basis": ["示例规则（未颁布）"],
    "remedies": REMEDIES,
    "marks": SUSPENSION["marks"],
}
NOT_ACCEPTED = OF_CASE | {
    "number": "汤人社不受字〔2026〕第6号",
    "issued_on": "2026-11-03",
    "reason": "培训班的开班备案机关是滑县人力资源和社会保障局，培训地点也在滑县，本机关对该培训班没有管辖权。",
    "competent_body": "滑县人力资源和社会保障局",
    "basis": [ORDINANCE],
    "remedies": REMEDIES,
}
PUBLIC_NOTICE = (
    COMMON
    | _sum(30)
    | {
        "number": NOTICE["number"],
        "issued_on": "2026-11-09",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "basis": [RULE, "《河南省就业补助资金管理办法》（豫财社〔2018〕8号）"],
        "standards": [{"caption": "电工（B类）中级工", "amount": "每人800.00元", "standing": "sample"}],
        "organisations": 1,
        "period": {"since": "2026-11-09", "until": "2026-11-13", "working_days": 5},
        "objection": {"phone": ORGAN["phone"], "address": ORGAN["address"], "url": "https://huimin.example/objection"},
        "marks": [SAMPLE, MODELLED],
    }
)
DETERMINATION = (
    OF_CASE
    | _sum(29)
    | {
        "number": "汤人社核字〔2026〕第88号",
        "applied": 30,
        "payee": PAYEE,
        "notice": NOTICE,
        "struck_off": [
            {
                "name": "张*",
                "reason": "同一职业（工种）同一等级已于2025年享受过补贴（办件编号41052320250612000045）。",
                "citation": "《国务院办公厅关于印发职业技能提升行动方案（2019—2021年）的通知》（国办发〔2019〕24号）",
            }
        ],
        "basis": [RULE],
        "remedies": REMEDIES,
    }
)
REFUSAL = OF_CASE | {
    "number": "汤人社不批字〔2026〕第7号",
    "reason": "经局分管领导审核，申请不符合补贴条件。",
    "findings": [
        {
            "title": "出勤学时达到要求",
            "words": "学员实际出勤学时占备案学时的三成，低于规定的八成。",
            "citation": RULE,
            "standing": "sample",
            "count": 12,
            "annexed": True,
            "who": [],
            "remedies": [
                {"words": "重新组织培训后可以重新申请。", "earliest": "2027-01-04", "who": ""},
            ],
        },
        {
            "title": "证书是本次培训取得的",
            "words": "",
            "citation": "《就业补助资金管理办法》",
            "standing": "enacted",
            "count": 2,
            "annexed": False,
            "who": [
                {"row": 3, "name": "王×", "tail": "1234", "words": "2026年8月30日发证，2026年9月1日才开班。"},
                {"row": 9, "name": "李××", "tail": "002X", "words": "2026年8月29日发证，2026年9月1日才开班。"},
            ],
            "remedies": [
                {"words": "发证日期填写有误的，请对照证书更正。", "earliest": "", "who": "王×（尾号1234）"},
                {"words": "", "earliest": "", "who": "李××（尾号002X）"},
            ],
        },
    ],
    "undecided": [
        {
            "title": "两名工作人员到场检查",
            "words": "没有检查记录。",
            "citation": "《河南省职业培训条例》第二十八条",
            "standing": "enacted",
            "count": 0,
            "annexed": False,
            "who": [],
            "remedies": [],
        },
    ],
    "struck_off": [{"row": 5, "name": "赵×", "tail": "5678", "words": "重复申领"}],
    "lines": [
        {
            "row": row,
            "name": "张×",
            "tail": f"{1000 + row}",
            "title": "出勤学时达到要求",
            "words": "学员实际出勤学时占备案学时的三成，低于规定的八成。",
        }
        for row in range(1, 13)
    ],
    "basis": ["《安阳市政务服务条例》第三十八条", RULE],
    "remedies": REMEDIES,
    "marks": ["出勤学时比例为示例标准，没有机关颁布，不能作为实际办理的依据。"],
}
MINUTES = COMMON | {
    "head": "汤阴县人力资源和社会保障局局长办公会纪要",
    "number": "〔2026〕9号",
    "held_on": "2026-11-20",
    "place": "局三楼会议室",
    "chair": {"name": "申志远", "post": "局长"},
    "recorder": "路晓彤",
    "present": [
        {"name": "申志远", "post": "局长"},
        {"name": "牛春晖", "post": "副局长"},
        {"name": "秦立新", "post": "副局长"},
    ],
    "absent": [{"name": "侯建民", "post": "副局长"}],
    "observers": [{"name": "崔海霞", "post": "职业能力建设股股长"}, {"name": "靳文博", "post": "财务股股长"}],
    "matters": [
        {
            "title": "2026年第3批职业培训补贴审批事项",
            "words": [
                "会议听取了职业能力建设股关于2026年第3批职业培训补贴审核情况的汇报。下列办件金额超过规定数额，提交会议研究：",
            ],
            "cases": [
                {"number": CASE["number"], "applicant": SCHOOL, "count": 29, "fen": 2320000},
                {"number": "41052320261104000131", "applicant": "汤阴县华新技工学校", "count": 46, "fen": 4600000},
            ],
            "resolution": "同意职业能力建设股审核意见，按程序公示；公示没有异议的，办理核定。",
        },
        {
            "title": "培训过程检查安排",
            "words": ["会议指出，培训过程检查要由两名以上工作人员到场，不预先通知，当场记录。"],
            "resolution": "由职业能力建设股每班至少检查一次，检查记录随办件归档。",
        },
    ],
    "copies": ["局领导", "各股室"],
    "printed_by": "汤阴县人力资源和社会保障局办公室",
    "marks": [SAMPLE],
}
FUNDS_REQUEST = (
    COMMON
    | _sum(29)
    | {
        "number": "汤人社函〔2026〕31号",
        "to": "汤阴县财政局",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "basis": [RULE, "《河南省就业补助资金管理办法》（豫财社〔2018〕8号）"],
        "notice": NOTICE,
        "organisations": 1,
        "summary": [
            {
                "organisation": SCHOOL,
                "subject": "电工　中级工",
                "count": 29,
                "standard_fen": 80000,
                "fen": 2320000,
                "standing": "sample",
            }
        ],
        "fund": FUND,
        "contact": {"name": "靳文博", "phone": ORGAN["phone"]},
    }
)
OBJECTION_ANSWER = COMMON | {
    "number": "汤人社函〔2026〕32号",
    "to": "刘××",
    "code": "1A2B 3C4D 5E6F 7081 92A3",
    "objected_on": "2026-11-10",
    "notice": {"batch": "2026年第3批", "number": NOTICE["number"]},
    "item": "职业培训补贴",
    "line": {"ordinal": 2, "name": "张明", "township": "城关镇", "last_four": "1234"},
    "answer": ["核对了考勤原件和两次现场检查的记录，并回访了本人。", "考勤与检查记录一致，本人参加了全部培训。"],
    "follows": "您提出的异议不成立。该行按程序继续办理。",
}
ROSTER = (
    COMMON
    | _sum(60)
    | {
        "number": "汤人社册字〔2026〕第3号",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "made_by": "郭小梅",
        "checked_by": "崔海霞",
    }
)
SERVICE_PROOF = OF_CASE | {
    "number": "汤人社送字〔2026〕第205号",
    "papers": [{"title": "核定通知书", "number": DETERMINATION["number"]}],
    "place": "统一社会信用代码登记的网上办事空间",
    "method": "电子送达（受送达人已签送达地址确认书）",
    "received": {"name": SCHOOL, "at": "2026-11-23T16:20:00"},
    "servers": ["郭小梅", "崔海霞"],
}
RELEASE = COMMON | {
    "organ": {"name": "汤阴县财政局", "address": "河南省安阳市汤阴县（示例地址）", "phone": "0372-0000000"},
    "seal": {"organ": "汤阴县财政局"},
    "number": "汤财放字〔2026〕第12号",
    "batch": {"number": "ZF20261123001", "made_on": "2026-11-23", "purpose": "2026年第3批职业培训补贴"},
    "count": 29,
    "total_fen": 2320000,
    "standing": "sample",
    "fund": FUND,
    "bank": {"name": "中国农业银行汤阴县支行"},
    "file": {
        "name": "ZF20261123001.csv",
        "sha256": "3f0a5be1c44a7d2e9b8160d57f2c6e13a4d98b70ce5512f6897e3b2d1a0c4f5e",
        "bytes": 2914,
        "encoding": "GB18030",
    },
    "summary": [
        {"subject": "职业培训补贴", "request": FUNDS_REQUEST["number"], "count": 29, "fen": 2320000},
    ],
    "checks": [
        {"says": "指标余额足够支付本批次", "done": "是"},
        {"says": "总额、笔数与申请函花名册逐笔相符", "done": "是"},
        {"says": "支付文件的校验值与编制时相同", "done": "是"},
    ],
    "maker": {"name": "靳文博", "desk": "国库股经办", "at": "2026-11-23T10:12:00"},
    "releaser": {"name": "侯建民", "desk": "国库股股长", "at": "2026-11-23T15:40:00"},
    "marks": [SAMPLE],
}

CITY = "安阳市财政局"
ALLOTMENT = COMMON | {
    "organ": ORGAN | {"name": CITY},
    "seal": {"organ": CITY},
    "number": "安财指〔2026〕7号",
    "head": f"{CITY}文件",
    "to": "汤阴县财政局",
    "year": 2026,
    "item": "职业培训补贴",
    "fen": 500_000_00,
    "basis": "省级财政部门本年度就业补助资金的分配方案（示例）",
    "source": "豫财社〔2026〕5号",
    "indicator": FUND_INDICATOR,
    "printed_by": f"{CITY}办公室",
}
HOUSE = {
    "papers/allotment.html": ALLOTMENT,
    "papers/receipt.html": RECEIPT,
    "papers/acceptance.html": ACCEPTANCE,
    "papers/correction.html": CORRECTION,
    "papers/supplement.html": SUPPLEMENT,
    "papers/not_accepted.html": NOT_ACCEPTED,
    "papers/suspension.html": SUSPENSION,
    "papers/special_procedure.html": SPECIAL_PROCEDURE,
    "papers/resumption.html": RESUMPTION,
    "papers/extension.html": EXTENSION,
    "papers/termination.html": TERMINATION,
    "papers/deemed_withdrawn.html": DEEMED_WITHDRAWN,
    "papers/public_notice.html": PUBLIC_NOTICE,
    "papers/determination.html": DETERMINATION,
    "papers/refusal.html": REFUSAL,
    "papers/minutes.html": MINUTES,
    "papers/funds_request.html": FUNDS_REQUEST,
    "papers/objection_answer.html": OBJECTION_ANSWER,
    "papers/roster.html": ROSTER,
    "papers/service_proof.html": SERVICE_PROOF,
    "papers/release.html": RELEASE,
}
