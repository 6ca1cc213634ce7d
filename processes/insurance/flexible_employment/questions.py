"""What the two procedures of 灵活就业社会保险补贴 ask.

claim (首次申领), filed by the person

    section       answer                 value
    person        applicant_name, applicant_id, applicant_phone, applicant_address
    place         street                 nine-digit code (processes.insurance.place)
    work          flexible_work          text: what they live on
                  was_worker             'yes' or 'no' (decides the retirement age of women)
    months        months                 rows: first_month, last_month ('2026-03' or None: the first alone),
                                         pension_fen, medical_fen (int fen a month, or None: the record says it)
                  payment_proof          files or None
    social_card   payee_name, payee_bank, payee_account
    service       service_way, service_address
    declarations  declare_truth, declare_checks (authorises the registers), declare_changes

renewal (续领), a short form for the months after it

    oneself       applicant_name, applicant_id, applicant_phone
    again         claim_number           text, the case number of the first claim
                  was_worker             as above
    months, social_card                  as above
    declarations  as above, with declare_unchanged

Not asked, because registers answer it: contributions (unless they are not found), employers, licences, pension, recognition.
"""

from __future__ import annotations

from forms.blocks import declarations, declare, person_applicant, service_address, social_card
from forms.fields import Choice, Column, Files, Money, Option, PersonId, PersonName, Phone, Roster, Text
from forms.questionnaire import Questionnaire, Section
from processes.insurance import FIRST_MONTH
from processes.insurance.month_question import MonthQuestion
from processes.insurance.place import street_section

LAST_WORK = (Option("yes", "工人岗位"), Option("no", "管理或者技术岗位，或者没有在单位工作过"))
MOST_A_MONTH = 2_000_000  # fen; a contribution above it is a slip of the pen
WAS_WORKER = Choice("was_worker", "最后从事的单位岗位", LAST_WORK, hint="用来计算法定退休年龄")
SPAN_COLUMNS = (
    Column(MonthQuestion("first_month", "从哪个月", hint="例如 2026年1月", longest=10, not_before=FIRST_MONTH)),
    Column(MonthQuestion("last_month", "到哪个月", hint="只有一个月的不用填", longest=10, required=False)),
    Column(
        Money("pension_fen", "每月缴纳的养老保险费（元）", required=False, at_least_fen=1, at_most_fen=MOST_A_MONTH)
    ),
    Column(
        Money("medical_fen", "每月缴纳的医疗保险费（元）", required=False, at_least_fen=1, at_most_fen=MOST_A_MONTH)
    ),
)
CHANGES = declare("declare_changes", "到单位就业、办理营业执照、领取养老金的，及时告知，多领的补贴如数退回。")
UNCHANGED = declare(
    "declare_unchanged", "首次申领以后仍然是灵活就业，没有到单位就业，没有办理营业执照，没有领取养老金。"
)


def _work() -> Section:
    work = Text("flexible_work", "从事的灵活就业", hint="例如 家政小时工、摆摊、送外卖", longest=60)
    return Section("work", "灵活就业", (work, WAS_WORKER))


def _months() -> Section:
    fields = (
        Roster("months", "申领的月份", SPAN_COLUMNS, unit="行", at_most=36, typed=True),
        Files("payment_proof", "税务部门出具的缴费凭证", hint="缴费记录查不到时才需要", at_most=10, required=False),
    )
    lead = "缴费金额由办理机关查询，可以不填；填写的会与缴费记录核对。"
    return Section("months", "申领哪些月份", fields, lead)


def _oneself() -> Section:
    fields = (
        PersonName("applicant_name", "姓名", hint="与身份证一致", autocomplete="name"),
        PersonId("applicant_id", "身份证号"),
        Phone("applicant_phone", "手机号", hint="办理进度发到这个手机", autocomplete="tel"),
    )
    return Section("oneself", "您的信息", fields)


def _again() -> Section:
    number = Text("claim_number", "首次申领的办件编号", hint="首次核定通知书上的办件编号", longest=40)
    return Section("again", "续领", (number, WAS_WORKER))


CLAIM = Questionnaire(
    "flexible_employment.claim",
    1,
    (
        person_applicant(),
        street_section(),
        _work(),
        _months(),
        social_card(),
        service_address(),
        declarations(CHANGES),
    ),
)
RENEWAL = Questionnaire(
    "flexible_employment.renewal",
    1,
    (_oneself(), _again(), _months(), social_card(), service_address(), declarations(CHANGES, UNCHANGED)),
)
