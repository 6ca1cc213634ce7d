"""What 职业技能评价补贴 asks of the person who passed.

claim (补贴申领)

    section       answer                 value
    person        applicant_name, applicant_id, applicant_phone, applicant_address
    place         county                 six-digit code
                  township               text or None
                  group                  'migrant' 进城务工人员 or 'hardship' 就业困难人员
    certificate   occupation             text, as on the certificate
                  level                  '5' 初级工 … '1' 高级技师, 'special' 专项职业能力
                  certificate_number     text
                  certificate_date       date
                  certificates           files
                  fee_fen                int, whole fen paid for the assessment
                  invoice                files
    social_card   payee_name, payee_bank, payee_account
    service, declarations
"""

from __future__ import annotations

from forms.blocks import county, declarations, person_applicant, service_address, social_card
from forms.fields import CertificateNumber, Choice, Day, Files, Money, Option, Text
from forms.questionnaire import Questionnaire, Section
from processes.decree import IN_FORCE_SINCE

LEVELS = (
    Option("5", "五级/初级工"),
    Option("4", "四级/中级工"),
    Option("3", "三级/高级工"),
    Option("2", "二级/技师"),
    Option("1", "一级/高级技师"),
    Option("special", "专项职业能力"),
)
LEVEL_NAMES = {level.value: level.label for level in LEVELS}
GROUPS = (
    Option("migrant", "进城务工人员"),
    Option("hardship", "就业困难人员", "须有有效的就业困难人员认定，由办理机关核对"),
)


def _place() -> Section:
    fields = (
        county("户籍或常住的县（市、区）", "由当地人力资源社会保障局办理"),
        Text("township", "乡镇、街道", hint="公示时用来区分同名的人", longest=20, required=False),
        Choice("group", "人员类别", GROUPS),
    )
    return Section("place", "在哪里办理", fields)


def _certificate() -> Section:
    fields = (
        Text("occupation", "职业（工种）", hint="与证书一致，例如 养老护理员", longest=60),
        Choice("level", "等级", LEVELS),
        CertificateNumber("certificate_number", "证书编号", hint="与证书一致"),
        Day("certificate_date", "发证日期", not_before=IN_FORCE_SINCE),
        Files("certificates", "证书照片或扫描件", at_most=3),
        Money("fee_fen", "本人交付的评价费（元）", at_least_fen=1, at_most_fen=1_000_000),
        Files("invoice", "评价费票据", at_most=3),
    )
    return Section("certificate", "证书和评价费", fields)


CLAIM = Questionnaire(
    "skill_evaluation.claim",
    1,
    (person_applicant(), _place(), _certificate(), social_card(), service_address(), declarations()),
)
