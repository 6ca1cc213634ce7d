"""Every paper of the house and of the training subsidy: what the law demands is on it, and it is refused without."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from documents import glyphs
from documents.press import Press
from documents.troubles import FieldMissing
from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL, DEMANDED_OF_ITEMS
from tests.documents.paper_samples import ORGAN, REMEDIES, SAMPLE
from tests.documents.reading import everything, said

DEMANDED: dict[str, tuple[str, ...]] = {
    "papers/receipt.html": ("收件回执", "2026年11月2日14时05分", "授权委托书", "查询码", "即为受理", ORGAN["phone"]),
    "papers/acceptance.html": ("决定自2026年11月3日起予以受理", "法定办理时限为20个工作日", "承诺办理时限为15个工作日", "查询码", "基本存款账户信息"),
    "papers/correction.html": ("共4项", "学员名单第17行", "2026年11月17日前", "视为撤回申请", "第三十六条"),
    "papers/supplement.html": ("2026年11月4日受理", "共1项", "2026年11月17日前（含当日）补充", "不因此撤回", "照常计算", ORGAN["phone"]),
    "papers/not_accepted.html": ("不予受理", "滑县人力资源和社会保障局", "汤阴县人民政府", "汤阴县人民法院", "六十日", "六个月"),
    "papers/deemed_withdrawn.html": ("第三十六条", "2026年11月17日", "2026年11月18日起视为撤回", "重新提出申请", "自动作出"),
    "papers/suspension.html": ("2026年11月10日起中止办理", "身份信息正由公安机关更正", "不计入办理期限", "不是不予批准", "恢复办理", "按系统的示例规则出具", ORGAN["phone"]),
    "papers/special_procedure.html": ("实地核查", "预计需要5个工作日", "第四十五条", "不计入办理期限", "其他审查照常进行", ORGAN["phone"]),
    "papers/resumption.html": ("2026年11月10日起因中止暂停", "2026年11月17日起恢复办理", "2026年12月7日前办结", "2026年12月3日前（含当日）补充", "法定办理期限到2026年12月14日", "查询码"),
    "papers/extension.html": ("五个乡镇", "第四十二条", "经本机关负责人批准", "延长10个工作日", "2026年12月28日（推算）前办结", "法定办理期限到2027年1月5日（推算）", "2027年放假安排尚未公布", "只延长一次"),
    "papers/termination.html": ("注销登记", "申请单位终止", "终止办理该申请", "不是不予批准", "六十日", "六个月"),
    "papers/revocation_notice.html": ("〔2026〕第77号核定通知书", "在外地就业", "第六十九条", "陈述、申辩", "自收到本告知书之日起5个工作日内（出具当日收到的，到2026年12月8日", "不是撤销决定", ORGAN["address"]),
    "papers/revocation.html": ("撤销事先告知书", "2026年12月4日提出陈述申辩", "班长代签", "不予采纳", "决定撤销", "800.00元", "1,600.00元", "应当追回", "六十日", "六个月"),
    "papers/revocation_dropped.html": ("撤销事先告知书", "实训录像", "不撤销上述决定", "继续有效"),
    "papers/recovery_notice.html": ("拟追回", "1,600.00元", "陈述、申辩", "自收到本告知书之日起5个工作日内（出具当日收到的，到2026年12月8日", "不是追回决定", "现在不需要缴款", ORGAN["address"]),
    "papers/recovery.html": ("追回事先告知书", "2026年12月4日提出陈述申辩", "不予采纳", "人民币壹仟陆佰元整", "2027年1月15日前", "41052326000001234567", "不收现金", "扣抵", "六十日", "六个月"),
    "papers/recovery_dropped.html": ("追回事先告知书", "实训录像", "不予追回", "不需要缴款"),
    "papers/recovery_demand.html": ("催告书", "第五十四条", "800.00元", "人民币捌佰元整", "自收到本催告书之日起十日内（出具当日收到的，到2027年1月28日", "41052326000001234567", "申请人民法院强制执行", "陈述和申辩"),
    "papers/recovery_paid_back.html": ("2027010900012345", "2027年1月20日", "1,600.00元", "到此办结"),
    "papers/recovery_annulled.html": ("现撤回该决定", "缴款码开错", "不要再使用", "800.00元", "退库", "重新告知"),
    "papers/public_notice.html": ("拟补贴人员名单的公示", "2026年11月9日至13日", "5个工作日", "人民币贰万肆仟元整", "以真实姓名", "证件尾号"),
    "papers/determination.html": ("人民币贰万叁仟贰佰元整", "23,200.00元", "1640****", "核减", "2025年享受过补贴", "六十日", "六个月", "核定明细表"),
    "papers/refusal.html": ("查明的事实和理由", "涉及12人，名单见附件", "第3行王×（尾号1234）：2026年8月30日发证", "不是不予批准的理由", "第5行赵×（尾号5678），重复申领", "人员明细", "怎样可以符合条件", "《河南省职业培训条例》第二十五条", "最早可于2027年1月4日", "汤阴县人民政府", "汤阴县人民法院"),
    "papers/minutes.html": ("局长办公会纪要", "〔2026〕9号", "出席", "请假", "列席", "会议决定", "抄送"),
    "papers/funds_request.html": ("汤阴县财政局", "资金汇总表", "发放花名册", "汤财社〔2026〕18号", "特此函达", "公示期间没有收到异议"),
    "papers/objection_answer.html": ("公示异议的答复", "名单第2行（张明，城关镇，证件尾号1234）", "1A2B3C4D5E6F708192A3", "异议不成立", "继续向本机关反映", ORGAN["phone"]),
    "papers/roster.html": ("发放花名册", "合计（60人）", "制表", "审核"),
    "papers/service_proof.html": ("受送达人", "送达地点", "送达方式", "拒收事由", "见证人", "送达人", "核定通知书"),
    "papers/allotment.html": ("安阳市财政局文件", "资金指标的通知", "汤阴县财政局", "500,000.00元", "人民币伍拾万元整", "豫财社〔2026〕5号", "汤财社〔2026〕18号", "直达资金", "不得挪作他用", "印发"),
    "papers/spending_plan.html": ("用款计划表", "JH202600012", "2026年11月，-20,000.00元", "400,000.00", "汤国库〔2026〕3号", "路晓彤", "常庆丰", "刘小军", "没有找到统一规定的格式"),
    "papers/payment_order.html": ("国库集中支付申请书", "汤财社〔2026〕18号", "50901社会福利和救助", "30399其他对个人和家庭的补助", "到11月止批复500,000.00元", "人民币贰万叁仟贰佰元整", "常庆丰", "刘小军", "没有找到统一规定的格式"),
    "papers/payment_receipt.html": ("国库集中支付入账通知", "410523ZF202600012-29", "到账28笔", "退汇1笔", "户名不符", "人民币贰万贰仟肆佰元整", "没有找到统一规定的格式"),
    "papers/release.html": ("放款审批单", "GB18030", "3f0a5be1c44a7d2e9b81", "靳文博", "侯建民", "人民币贰万叁仟贰佰元整", "指标文号"),
    "papers/approval_form.html": ("审批表", "已办结", "12,400.50元", "赵晓梅", "（代王强）", "收回，不作为办理依据", "2026年11月23日按办理记录生成"),
    "papers/file_index.html": ("卷内目录", "申请人：汤阴县岳河职业培训学校", "授权委托书.pdf", "共3件；办理记录41条", "归档日期：2026年11月23日"),
    "papers/service_address_form.html": ("送达地址确认书", "邮寄送达", "汤阴县人民路1号郭小梅", "指定", "签名（盖章）", ORGAN["phone"]),
    "papers/power_of_attorney.html": ("授权委托书", "岳长河", "郭小梅", "签收文书", "委托期限", "没有勾选的权限不在委托范围之内"),
    "papers/tolerance_promise.html": ("容缺受理承诺书", "考勤记录：缺少10月14日至16日的签到页", "2026年11月17日前（含当日）", "第二十四条", "视为撤回申请", "可以容缺的次要材料", ORGAN["phone"]),
    "papers/commitment.html": ("告知承诺书", "出勤学时达到要求", "待核实", "“不符合”的不能承诺", "第二十九条", "第五十七条", "撤销决定", "严重失信", "可以提交证明，申请照常办理", ORGAN["phone"]),
} | DEMANDED_OF_ITEMS  # fmt: skip
REMEDIED = [sheet for sheet, data in ALL.items() if "remedies" in data]
SAMPLED = [sheet for sheet, data in ALL.items() if SAMPLE in data["marks"]]


@pytest.mark.parametrize("sheet", ALL)
def test_a_paper_says_what_the_law_demands(samples: Samples, sheet: str) -> None:
    words = said(samples(sheet))
    assert [demanded for demanded in DEMANDED[sheet] if demanded not in words] == []
    assert ALL[sheet]["number"] in words or sheet == "papers/service_proof.html"


@pytest.mark.parametrize("sheet", [sheet for sheet, data in ALL.items() if "case" in data])
def test_a_paper_of_a_case_names_the_case_and_its_applicant(samples: Samples, sheet: str) -> None:
    words, case = everything(samples(sheet)), ALL[sheet]["case"]
    assert [told for told in (case["number"], case["applicant"]) if told not in words] == []


@pytest.mark.parametrize("sheet", ALL)
def test_a_paper_without_a_demanded_field_is_refused_by_name(press: Press, sheet: str) -> None:
    needed = press.sheets.needs(sheet)
    assert {"number", "organ.name", "issued_on"} <= set(needed)
    for name in needed:
        with pytest.raises(FieldMissing) as trouble:
            press.sheets.fill(sheet, _without(ALL[sheet], name), draft=False)
        assert any(field == name or field.startswith(f"{name}.") for field in trouble.value.fields), name


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("papers/receipt.html", "2026年11月3日（推算）前告知"),
        ("papers/acceptance.html", "2026年11月30日（推算）前办结"),
        ("papers/correction.html", "2026年11月17日（推算）前（含当日）"),
        ("papers/supplement.html", "2026年11月17日（推算）前（含当日）补充"),
        ("papers/resumption.html", "2026年12月3日（推算）前（含当日）补充"),
        ("papers/revocation_notice.html", "2026年12月8日（推算）；以后收到的"),
        ("papers/public_notice.html", "2026年11月9日至13日（推算）"),
    ],
)
def test_a_day_that_an_unpublished_year_may_move_is_marked_beside_it(press: Press, sheet: str, words: str) -> None:
    told = {"2026-11-03", "2026-11-30", "2026-11-17", "2026-12-03", "2026-12-08", "2026-11-13"}
    assert words in said(press.render(sheet, ALL[sheet] | {"estimated": sorted(told)}))


@pytest.mark.parametrize("sheet", REMEDIED)
def test_remedies_name_body_address_court_and_both_terms(samples: Samples, sheet: str) -> None:
    foot = "第1页" + ALL[sheet]["demonstration"]  # an address may run over the page
    words = said(samples(sheet)).replace(foot, "")
    assert [part for part in (*REMEDIES.values(), "六十日内", "六个月内") if part not in words] == []


@pytest.mark.parametrize("sheet", REMEDIED)
def test_where_the_law_puts_reconsideration_first_the_paper_says_so(press: Press, sheet: str) -> None:
    words = said(press.render(sheet, ALL[sheet] | {"remedies": REMEDIES | {"reconsideration_first": True}}))
    assert "应当自知道" in words
    assert "十五日内" in words
    assert "六个月内" not in words


@pytest.mark.parametrize("sheet", SAMPLED)
def test_a_paper_with_a_sample_figure_says_so(samples: Samples, sheet: str) -> None:
    assert SAMPLE in said(samples(sheet))


@pytest.mark.parametrize("sheet", [sheet for sheet, data in ALL.items() if data.get("standing") and "summary" in data])
@pytest.mark.parametrize(
    ("standing", "words"), [("sample", "示例标准，非正式公布标准"), ("modelled", "参照标准，非本市"), ("enacted", "")]
)
def test_the_total_carries_its_standing_beside_it(press: Press, sheet: str, standing: str, words: str) -> None:
    data = copy.deepcopy(ALL[sheet]) | {"standing": standing, "marks": []}
    printed = said(press.render(sheet, data))
    assert words in printed
    assert ("非正式公布" in printed) == (standing == "sample")


@pytest.mark.parametrize("sheet", ALL)
def test_no_paper_shows_a_whole_identity_number_phone_or_account(samples: Samples, sheet: str) -> None:
    words = said(samples(sheet))
    assert not re.search(r"(?<!\d)[1-9]\d{5}(19|20)\d{9}[\dX](?!\d)", words)
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", words)


def test_the_public_list_has_the_last_four_figures_and_nothing_more_of_a_person(samples: Samples) -> None:
    words = said(samples("papers/public_notice.html"))
    assert "410523****" not in words
    assert "138****" not in words
    assert "1640" not in words


@pytest.mark.parametrize("sheet", ALL)
def test_every_sample_is_plain_data_that_the_fonts_cover(all_fonts: None, sheet: str) -> None:
    assert glyphs.missing(json.dumps(ALL[sheet], ensure_ascii=False)) == ()


@pytest.mark.parametrize("sheet", ALL)
def test_every_paper_has_a_draft(press: Press, sheet: str) -> None:
    assert "草稿" in everything(press.render(sheet, _without(ALL[sheet], "number"), draft=True))


def test_a_claim_without_struck_lines_counts_its_headings_on(press: Press) -> None:
    data = {key: value for key, value in ALL["papers/determination.html"].items() if key != "struck_off"}
    words = said(press.render("papers/determination.html", data))
    assert "三、救济途径" in words
    assert "核减" not in words


def test_an_acceptance_by_silence_says_so(press: Press) -> None:
    words = said(press.render("papers/acceptance.html", ALL["papers/acceptance.html"] | {"deemed": True}))
    assert "没有在规定时限内告知处理结果" in words
    assert "材料齐全" not in words


def test_a_proof_of_service_can_be_filled_by_hand(press: Press) -> None:
    left_open = ("received", "servers", "proxy", "witnesses", "refused", "remarks")
    data = {key: value for key, value in ALL["papers/service_proof.html"].items() if key not in left_open}
    assert "年月日" in said(press.render("papers/service_proof.html", data)).replace("\u3000", "")


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    """`data` without the dotted key `name`; the sample itself stays whole."""
    rest = copy.deepcopy(data)
    *path, last = name.split(".")
    branch = rest
    for step in path:
        branch = branch[step]
    del branch[last]
    return rest


COUNTED = ("papers/determination.html", "papers/public_notice.html", "papers/funds_request.html", "papers/roster.html")


@pytest.mark.parametrize("sheet", COUNTED)
def test_several_lines_of_one_person_are_not_counted_as_people(press: Press, sheet: str) -> None:
    data = ALL[sheet] | {"part": {"first": True, "last": True, "lines": ALL[sheet]["lines"], "start": 0}}
    several = press.sheets.fill(sheet, data | {"people": 1, "unit": "项"}, draft=False)
    assert re.search(r"合计（\d+项）", several)
    assert not re.search(r"\d\d人", several)
    assert re.search(r"合计（\d+人）", press.sheets.fill(sheet, data, draft=False))
