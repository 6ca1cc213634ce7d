"""What 企业吸纳就业困难人员社会保险补贴 asks of the employer.

claim (补贴申领)

    section       answer                 value
    organisation  organisation_name, credit_code, organisation_address, legal_rep_name, agent_name, agent_id, agent_phone,
                  power_of_attorney
    place         county                 six-digit code
    employees     roster                 rows: name, id_number, was_worker ('yes', 'no'), contract_since, contract_until (dates),
                                         first_month, last_month ('2026-03' or None: the first alone),
                                         pension_fen, medical_fen, unemployment_fen (int fen a month, the employer's own part;
                                         None: the record says it), township (text or None)
                  contracts              files
                  employee_consents      files: each employee's written consent to the look into the registers
    basic_account payee_name, payee_bank, payee_account, payee_account_proof
    service       service_way, service_address
    declarations  declare_truth, declare_checks

An employee may stand in several rows, with different months. The employee's own part is never asked for.
"""

from __future__ import annotations

from forms.blocks import basic_account, county, declarations, organisation_applicant, service_address
from forms.fields import Choice, Column, Day, Files, Money, Option, PersonId, PersonName, Roster, Text
from forms.questionnaire import Questionnaire, Section
from processes.insurance import FIRST_MONTH
from processes.insurance.month_question import MonthQuestion

LAST_WORK = (Option("yes", "工人"), Option("no", "管理或者技术"))
MOST_A_MONTH = 5_000_000  # fen; a contribution above it is a slip of the pen


def _paid(name: str, label: str) -> Column:
    field = Money(name, f"单位每月缴纳{label}（元）", required=False, at_least_fen=1, at_most_fen=MOST_A_MONTH)
    return Column(field, also=(f"单位{label}", label))


COLUMNS = (
    Column(PersonName("name", "姓名"), also=("职工姓名",)),
    Column(PersonId("id_number", "身份证号"), also=("身份证号码", "公民身份号码", "证件号码")),
    Column(Choice("was_worker", "岗位", LAST_WORK), also=("岗位性质",)),
    Column(Day("contract_since", "合同开始日期"), also=("合同起始日期", "合同起")),
    Column(Day("contract_until", "合同结束日期"), also=("合同终止日期", "合同止")),
    Column(MonthQuestion("first_month", "从哪个月", longest=10, not_before=FIRST_MONTH), also=("起始月份",)),
    Column(MonthQuestion("last_month", "到哪个月", longest=10, required=False), also=("截止月份",)),
    _paid("pension_fen", "养老保险费"),
    _paid("medical_fen", "医疗保险费"),
    _paid("unemployment_fen", "失业保险费"),
    Column(Text("township", "乡镇街道", longest=20, required=False), also=("乡镇", "街道")),
)


def _employees() -> Section:
    fields = (
        Roster("roster", "吸纳人员名单", COLUMNS, hint="请用模板填写后上传；同一人不同月份金额不同的，分几行写"),
        Files("contracts", "劳动合同", hint="期限一年以上", at_most=20),
        Files("employee_consents", "职工同意查询的授权书", hint="没有授权的职工不查询，由经办人员核对", at_most=20),
    )
    lead = "只填单位缴纳的部分，个人缴纳的部分不补贴；缴费金额由办理机关查询，可以不填。"
    return Section("employees", "吸纳的人员", fields, lead)


def _place() -> Section:
    return Section("place", "在哪里办理", (county("登记地所在县（市、区）", "由当地人力资源社会保障局办理"),))


CLAIM = Questionnaire(
    "employer_hiring.claim",
    1,
    (
        organisation_applicant("企业"),
        _place(),
        _employees(),
        basic_account(),
        service_address(),
        declarations(),
    ),
)
