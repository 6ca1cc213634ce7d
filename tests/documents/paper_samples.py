"""What several papers are printed from: organ, case, people, fund. The papers themselves stand in the files beside, by kind.

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


def summed(count: int) -> dict[str, Any]:
    return {"lines": lines(count), "count": count, "total_fen": count * 80000, "standing": "sample", "marks": [SAMPLE]}
