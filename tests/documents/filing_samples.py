"""What the papers of a case before its decision are printed from."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import OF_CASE, ORDINANCE, PAPERS, REMEDIES, RULE

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
NOT_ACCEPTED = OF_CASE | {
    "number": "汤人社不受字〔2026〕第6号",
    "issued_on": "2026-11-03",
    "reason": "培训班的开班备案机关是滑县人力资源和社会保障局，培训地点也在滑县，本机关对该培训班没有管辖权。",
    "competent_body": "滑县人力资源和社会保障局",
    "basis": [ORDINANCE],
    "remedies": REMEDIES,
}
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
FILING: dict[str, dict[str, Any]] = {
    "papers/receipt.html": RECEIPT,
    "papers/acceptance.html": ACCEPTANCE,
    "papers/correction.html": CORRECTION,
    "papers/supplement.html": SUPPLEMENT,
    "papers/deemed_withdrawn.html": DEEMED_WITHDRAWN,
    "papers/not_accepted.html": NOT_ACCEPTED,
    "papers/refusal.html": REFUSAL,
}
