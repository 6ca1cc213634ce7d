"""What the waiver asks.

    section       answer                 value
    organisation  as everywhere (forms.blocks.organisation)
    project       county                 six-digit code
                  project_name, approval_number (立项备案号)
                  project_kind           see PROJECT_KINDS
                  land_area, service_land_area   square metres; service_land_area of an enterprise only
                  total_floor, rental_floor      square metres: of the project, of its public rental homes
                  units, largest_unit            how many homes, square metres of the largest
                  site_plan              files
    fees          fees                   rows: fee (see FEES), fee_name (of other fees), fee_fen, bill
                  bills                  files: 缴费通知书
    service, declarations (declare_use)

Seats are asked: record (发展改革), charges (财政), legal_basis (人防).
"""

from __future__ import annotations

from typing import Any

from forms.agreement import NotBefore
from forms.blocks import county, declarations, declare, organisation_applicant, service_address
from forms.condition import Is
from forms.fields import Choice, Column, Count, Field, Files, Money, Option, Roster, Text
from forms.questionnaire import Questionnaire, Section

PROJECT_KINDS = (
    Option("zone", "开发区、产业园区集中建设的公租房"),
    Option("enterprise", "企业利用办公及生活服务设施用地建设的公租房"),
    Option("market", "市场化租赁住房"),
)
FEES = (
    Option("infrastructure", "城市基础设施配套费"),
    Option("air_defence", "防空地下室易地建设费"),
    Option("other", "其他行政事业性收费、政府性基金"),
)
YES_OR_NO = (Option("yes", "是"), Option("no", "否"))
LARGEST_FEE = 100_000_000_000  # fen
SQUARE_METRES = "平方米"

FEE_COLUMNS = (
    Column(Choice("fee", "收费项目", FEES)),
    Column(Text("fee_name", "其他收费的名称", longest=20, required=False)),
    Column(Money("fee_fen", "应缴金额（元）", at_least_fen=1, at_most_fen=LARGEST_FEE)),
    Column(Text("bill", "征收单位和缴费通知书号", longest=60)),
)


def _project() -> Section:
    fields: tuple[Field[Any], ...] = (
        county("项目所在县（市、区）", "由当地住房和城乡建设局牵头办理"),
        Text("project_name", "项目名称", longest=60),
        Text("approval_number", "立项备案号", longest=30),
        Choice("project_kind", "项目类型", PROJECT_KINDS),
        Count("land_area", "用地面积", SQUARE_METRES, at_least=1),
        Count(
            "service_land_area",
            "其中办公及生活服务设施用地",
            SQUARE_METRES,
            at_least=1,
            when=Is("project_kind", "enterprise"),
        ),
        Count("rental_floor", "公租房建筑面积", SQUARE_METRES, at_least=1),
        Count("total_floor", "项目总建筑面积", SQUARE_METRES, at_least=1),
        Count("units", "公租房套（间）数", "套", at_least=1),
        Count("largest_unit", "最大一套的建筑面积", SQUARE_METRES, at_least=1),
        Files("site_plan", "总平面图和户型图", at_most=5),
    )
    whole = NotBefore("total_floor", "rental_floor", "项目总建筑面积小于公租房建筑面积，请核对两个面积")
    return Section("project", "项目", fields, agree=(whole,))


def _fees() -> Section:
    hint = "收费项目写城市基础设施配套费、防空地下室易地建设费，或者其他行政事业性收费、政府性基金"
    fees = Roster("fees", "申请免收的收费", FEE_COLUMNS, hint=hint, unit="项", at_most=20, typed=True)
    return Section("fees", "申请免收的收费", (fees, Files("bills", "缴费通知书", at_most=10)))


USE = "建成的公租房只配租给已登记的轮候对象，不出售，不改变用途；违反的，补缴免收的费用。"
WAIVER = Questionnaire(
    "project_fee_waiver.waiver",
    1,
    (organisation_applicant(), _project(), _fees(), service_address(), declarations(declare("declare_use", USE))),
)

RECORD = Section("record", "立项核对", (Choice("on_record", "项目已经立项备案，备案号相符", YES_OR_NO),))
CHARGES = Section(
    "charges", "收费性质核对", (Choice("all_listed", "所列各项都是行政事业性收费或者政府性基金", YES_OR_NO),)
)
LEGAL_BASIS = Section(
    "legal_basis",
    "易地建设费的法律依据",
    (
        Choice(
            "listed_by_the_state",
            "本项目属于国家规定的易地建设费减免项目",
            YES_OR_NO,
            hint="河南省实施《人民防空法》办法第十四条：除国家规定的减免项目外，任何部门或者个人不得批准免缴、减缴",
        ),
        Text("state_rule", "国家规定的名称和文号", longest=100, when=Is("listed_by_the_state", "yes")),
    ),
    lead="安政〔2015〕34号（十六）规定“一律免收”，与省的规定不一致。没有国家规定的，易地建设费不能免收。",
)
