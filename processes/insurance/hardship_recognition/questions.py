"""What the procedures of 就业困难人员认定 ask.

recognition (认定), filed by the person

    section       answer                 value
    person        applicant_name, applicant_id, applicant_phone, applicant_address
    place         street                 nine-digit code of the street or township (processes.insurance.place)
    situation     category               see CATEGORIES
                  was_worker             'yes' or 'no': last worked at the bench (decides the retirement age of women)
                  graduated_on           date, of graduates only
                  category_proof         files, of the categories no register knows
    service       service_way, service_address
    declarations  declare_truth, declare_checks (authorises the registers)

removal (退出), filed by the person when the reason is gone

    person        as above
    leaving       recognition_number     text, the case number of the recognition
                  reason                 see REASONS
                  changed_on             date
    service, declarations                as above

Not asked, because registers answer it: since when unemployed, employers, licences, pension.
"""

from __future__ import annotations

from forms.blocks import declarations, person_applicant, service_address
from forms.condition import Is
from forms.fields import Choice, Day, Files, Option, Text
from forms.questionnaire import Questionnaire, Section
from processes.insurance.place import street_section

CATEGORIES = (
    Option("zero_employment", "城镇零就业家庭成员", "全家有劳动能力的人都没有就业"),
    Option("near_retirement", "接近法定退休年龄的登记失业人员"),
    Option("long_unemployed", "连续失业的登记失业人员"),
    Option("graduate", "困难家庭高校毕业生"),
    Option("landless", "就业困难的被征地农民"),
    Option("disabled", "失业残疾人"),
    Option("veteran", "失业的退役军人"),
    Option("model_worker", "失业的县级以上劳动模范"),
    Option("military_family", "失业的军人或者烈士家属"),
    Option("single_parent", "抚养未成年人的单亲家庭成员"),
)
BY_REGISTER = ("near_retirement", "long_unemployed")
PROVEN = tuple(option.value for option in CATEGORIES if option.value not in BY_REGISTER)
LAST_WORK = (Option("yes", "工人岗位"), Option("no", "管理或者技术岗位，或者没有在单位工作过"))
REASONS = (
    Option("employed", "已经到单位就业"),
    Option("business", "已经办理营业执照"),
    Option("retired", "已经领取基本养老金"),
    Option("status", "认定时的家庭或者个人情况已经改变"),
    Option("wish", "本人不再需要"),
)


def _situation() -> Section:
    fields = (
        Choice("category", "属于哪一类就业困难人员", CATEGORIES),
        Choice("was_worker", "最后从事的岗位", LAST_WORK, hint="用来计算法定退休年龄"),
        Day("graduated_on", "毕业日期", hint="毕业证书上的日期", when=Is("category", "graduate")),
        Files(
            "category_proof",
            "证明所选类别的证件",
            hint="例如残疾人证、退出现役证件、毕业证书、征地补偿协议、户口簿、荣誉证书",
            at_most=5,
            when=Is("category", PROVEN),
        ),
    )
    return Section("situation", "您的情况", fields, "失业登记、就业、执照、养老待遇由办理机关查询，不用填写。")


def _leaving() -> Section:
    fields = (
        Text("recognition_number", "认定编号", hint="认定书上的办件编号", longest=40),
        Choice("reason", "退出的原因", REASONS),
        Day("changed_on", "情况改变的日期", hint="从这一天起不再作为就业困难人员享受政策"),
    )
    return Section("leaving", "退出认定", fields)


RECOGNITION = Questionnaire(
    "hardship_recognition.recognition",
    1,
    (person_applicant(), street_section(), _situation(), service_address(), declarations()),
)
REMOVAL = Questionnaire(
    "hardship_recognition.removal",
    1,
    (person_applicant(), _leaving(), service_address(), declarations()),
)
