"""What the papers of a case that stands still, goes on or ends beside its route are printed from."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import OF_CASE, REMEDIES

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
BESIDE: dict[str, dict[str, Any]] = {
    "papers/suspension.html": SUSPENSION,
    "papers/special_procedure.html": SPECIAL_PROCEDURE,
    "papers/resumption.html": RESUMPTION,
    "papers/extension.html": EXTENSION,
    "papers/termination.html": TERMINATION,
}
