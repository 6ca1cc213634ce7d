"""What the three procedures of 公共租赁住房 ask.

application (保障申请), filed by one adult for the household

    section       answer                  value
    person        applicant_name, applicant_id, applicant_phone, applicant_address
    place         street                  nine-digit code (processes.housing.place)
                  residence               'local' or 'nonlocal'
                  hukou_since             date (local)
                  residence_permit        files (nonlocal)
                  graduated_on            date or None (nonlocal): a bachelor's degree or higher
    household     members                 rows: name, id_number, relation (see RELATIONS), income_fen (a month),
                                          authorised_on (date, of every adult)
                  means_authorisation     files: 家庭经济状况核对授权书, signed by every adult
    support       relief                  see RELIEFS
                  priority                see PRIORITIES
                  support_proof           files or None
    service, declarations                 as everywhere

renewal (续租)  person; tenancy: application_number, new_until (date), people (int), income_fen (of all, a month); service …
exit (退出腾退)  person; tenancy: application_number, leaving_on (date), leaving_why (see LEAVING_WHY); service …

What seats are asked: means, property, record (application), handover (exit); see the end of this file.
"""

from __future__ import annotations

from typing import Any

from forms.blocks import declarations, person_applicant, service_address
from forms.condition import Is
from forms.fields import Choice, Column, Count, Day, Field, Files, Money, Option, PersonId, PersonName, Roster, Text
from forms.questionnaire import Questionnaire, Section
from processes.housing.place import street

LARGEST_INCOME = 100_000_000  # fen a month
RESIDENCES = (Option("local", "本市户籍"), Option("nonlocal", "非本市户籍，在本市稳定就业"))
RELATIONS = (
    Option("self", "本人"),
    Option("spouse", "配偶"),
    Option("child", "子女"),
    Option("parent", "父母"),
    Option("other", "其他有赡养、抚养关系的人"),
)
RELIEFS = (
    Option("general", "一般家庭"),
    Option("low", "低收入家庭"),
    Option("dibao", "最低生活保障家庭"),
)
# 公共租赁住房管理办法第十四条、第十五条: they choose first. Which of them it is never stands on a notice.
PRIORITIES = (
    Option("none", "没有"),
    Option("veteran", "优抚对象"),
    Option("lonely", "孤老病残人员"),
)
LEAVING_WHY = (
    Option("other_home", "已有其他住房"),
    Option("better_off", "收入提高，不再符合条件"),
    Option("moving", "离开本市"),
    Option("expiry", "租期届满不再续租"),
    Option("arrears", "拖欠租金，同意腾退"),
)
LOCAL, NONLOCAL = Is("residence", "local"), Is("residence", "nonlocal")

MEMBER_COLUMNS = (
    Column(PersonName("name", "姓名")),
    Column(PersonId("id_number", "身份证号"), also=("身份证号码",)),
    Column(Choice("relation", "与申请人的关系", RELATIONS), also=("关系",)),
    Column(Money("income_fen", "月均收入（元）", at_most_fen=LARGEST_INCOME), also=("月收入",)),
    Column(Day("authorised_on", "授权书签字日期", required=False), also=("授权日期",)),
)


def _place() -> Section:
    fields: tuple[Field[Any], ...] = (
        street(),
        Choice("residence", "户籍", RESIDENCES),
        Day("hukou_since", "取得本市户籍的日期", when=LOCAL),
        Files("residence_permit", "居住证", at_most=3, when=NONLOCAL),
        Day("graduated_on", "毕业日期", hint="取得学士以上学位的填写，其他人不填", required=False, when=NONLOCAL),
    )
    return Section("place", "居住地和户籍", fields)


def _household() -> Section:
    fields: tuple[Field[Any], ...] = (
        Roster(
            "members",
            "家庭成员",
            MEMBER_COLUMNS,
            hint="申请人本人也要写；关系写本人、配偶、子女、父母或其他；收入写最近12个月的月平均数，没有收入写0；满18周岁的人都要填授权书签字日期",
            at_most=12,
            unique=("id_number",),
            typed=True,
        ),
        Files(
            "means_authorisation",
            "家庭经济状况核对授权书",
            hint="每名成年家庭成员各签一份，写明同意查询身份、婚姻、死亡、不动产和缴费信息",
            at_most=12,
        ),
    )
    return Section("household", "家庭成员和授权", fields)


def _support() -> Section:
    fields: tuple[Field[Any], ...] = (
        Choice("relief", "家庭类别", RELIEFS),
        Choice("priority", "优先情形", PRIORITIES, hint="属于优先情形的先于其他家庭选房；公示时不写明是哪一种"),
        Files("support_proof", "类别和优先情形的证明", at_most=5, required=False),
    )
    return Section("support", "家庭类别", fields)


APPLICATION = Questionnaire(
    "public_rental.application",
    1,
    (person_applicant(), _place(), _household(), _support(), service_address(), declarations()),
)

APPLICATION_NUMBER = Text("application_number", "轮候号", hint="租赁合同和轮候登记通知书上的编号", longest=24)

RENEWAL = Questionnaire(
    "public_rental.renewal",
    1,
    (
        person_applicant(),
        Section(
            "tenancy",
            "续租",
            (
                APPLICATION_NUMBER,
                Day("new_until", "希望续租到"),
                Count("people", "现在的家庭人口", "人", at_least=1, at_most=12),
                Money("income_fen", "全家月均收入（元）", at_most_fen=LARGEST_INCOME),
            ),
        ),
        service_address(),
        declarations(),
    ),
)

EXIT = Questionnaire(
    "public_rental.exit",
    1,
    (
        person_applicant(),
        Section(
            "tenancy",
            "退出",
            (
                APPLICATION_NUMBER,
                Day("leaving_on", "计划交房日期"),
                Choice("leaving_why", "退出原因", LEAVING_WHY),
            ),
        ),
        service_address(),
        declarations(),
    ),
)

# ── what seats are asked ─────────────────────────────────────────────────────────────────────────────────────────

MEANS = Section(
    "means",
    "核对结果",
    (
        Money("checked_income_fen", "核对后的全家月均收入（元）", at_most_fen=LARGEST_INCOME),
        Choice("checked_relief", "核对后的家庭类别", RELIEFS),
        Choice("checked_priority", "核对后的优先情形", PRIORITIES),
    ),
)
PROPERTY = Section(
    "property",
    "不动产核对结果",
    (
        Count("homes_area", "全家在本市的住房面积合计", "平方米", hint="没有住房填0", at_most=10_000),
        Day("last_transfer", "最近一次转让住房的日期", hint="没有转让过不填", required=False),
    ),
)
RECORD = Section(
    "record",
    "住房保障记录",
    (Day("cheated_left_on", "因隐瞒骗租退回住房的日期", hint="没有这种记录不填", required=False),),
)
HANDOVER = Section("handover", "交房验收", (Day("keys_on", "实际交还钥匙的日期"),))
