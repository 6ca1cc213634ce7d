"""What the two procedures of 职业培训补贴 ask.

class_record (开班备案), filed by a training school before the class begins

    section       answer                 value
    organisation  organisation_name      text
                  credit_code            18 characters
                  organisation_address   text
                  legal_rep_name         name
                  agent_name, agent_id, agent_phone
                  power_of_attorney      files
    training      county                 '410502' … '410581' (forms.blocks.place.COUNTIES)
                  course_name            text
                  occupation             text, as in the 职业分类大典
                  level                  '5' 初级工 … '1' 高级技师, 'special' 专项职业能力
                  trainee_group          see TRAINEE_GROUPS
                  starts_on, ends_on     date
                  training_hours         int (学时)
                  training_place         text
                  training_plan          files
    teachers      teachers               rows: name, subject, qualification
    trainees      roster                 rows: name, id_number, phone
    service       service_way, service_address
    declarations  declare_truth, declare_checks

claim (补贴申领), filed by the school for its class, or by a trainee who paid

    section       answer                 value
    applicant     applicant_kind         'organisation' (the school) or 'person' (a trainee who paid)
  the school:
    organisation  as above
    trainees      class_record_number    text, the case number of the class record
                  roster                 rows: name, id_number, phone, certificate_number, certificate_date (date),
                                         attended_hours (int), township (text or None)
                  attendance             files
                  certificates           files
                  agency_agreement       files (代为申请协议, with each trainee's consent to the look into the register of deaths)
    basic_account payee_name, payee_bank, payee_account, payee_account_proof
  the trainee:
    person        applicant_name, applicant_id, applicant_phone, applicant_address
    own_training  county, township (or None), school_name, course_name, occupation, level, trainee_group, starts_on, ends_on,
                  training_hours, attended_hours (int), attendance (files),
                  fee_fen                int, whole fen paid
                  invoice                files
    own_certificate certificate_number, certificate_date (date), certificates (files)
    social_card   payee_name, payee_bank, payee_account
  both:
    service, declarations                as above

The class of the trade is not asked: policy.yaml's list of occupations gives it. What was not answered is None.
"""

from __future__ import annotations

from typing import Any

from forms.agreement import NotBefore
from forms.blocks import (
    basic_account,
    county,
    declarations,
    organisation_applicant,
    person_applicant,
    service_address,
    social_card,
)
from forms.condition import Is
from forms.fields import (
    CertificateNumber,
    Choice,
    Column,
    Count,
    Day,
    Field,
    Files,
    Money,
    Option,
    PersonId,
    PersonName,
    Phone,
    Roster,
    Text,
)
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
# 河南省职业培训条例第二十五条
TRAINEE_GROUPS = (
    Option("rural_worker", "农村转移就业劳动者"),
    Option("poor", "贫困人口"),
    Option("graduate", "毕业年度高校毕业生"),
    Option("school_leaver", "城乡未继续升学的应届中学毕业生"),
    Option("unemployed", "城镇登记失业人员"),
    Option("employee", "符合条件的企业职工"),
)
APPLICANT_KINDS = (
    Option("organisation", "培训学校，为本校的培训班申领"),
    Option("person", "学员本人，培训费由自己交付"),
)
SCHOOL, TRAINEE = Is("applicant_kind", "organisation"), Is("applicant_kind", "person")

NAME = Column(PersonName("name", "姓名"), also=("学员姓名",))
ID_NUMBER = Column(PersonId("id_number", "身份证号"), also=("身份证号码", "公民身份号码", "居民身份证号码", "证件号码"))
PHONE = Column(Phone("phone", "手机号"), also=("手机号码", "联系电话", "电话", "手机"))
CERTIFICATE_NUMBER = Column(CertificateNumber("certificate_number", "证书编号"), also=("证书号码", "证书号"))
CERTIFICATE_DATE = Column(Day("certificate_date", "发证日期", not_before=IN_FORCE_SINCE), also=("证书日期", "取证日期"))
ATTENDED_HOURS = Column(Count("attended_hours", "出勤学时", "学时", at_most=5_000), also=("实际学时", "出勤课时"))
# The notice tells namesakes apart by it; who leaves it out is shown without.
TOWNSHIP = Column(Text("township", "乡镇街道", longest=20, required=False), also=("乡镇", "街道", "乡镇（街道）"))
TEACHER_COLUMNS = (
    Column(PersonName("name", "教师姓名"), also=("姓名",)),
    Column(Text("subject", "任教内容", longest=60)),
    Column(Text("qualification", "职称或资格", longest=60), also=("职称", "资格")),
)


def _course() -> tuple[Field[Any], ...]:
    return (
        Text("course_name", "培训课程名称", longest=60),
        Text("occupation", "职业（工种）", hint="按《职业分类大典》写，例如 中式烹调师", longest=60),
        Choice("level", "等级", LEVELS),
        Choice("trainee_group", "学员类别", TRAINEE_GROUPS),
    )


def _term() -> tuple[Field[Any], ...]:
    return (
        Day("starts_on", "开班日期", hint="例如 2026年3月1日", not_before=IN_FORCE_SINCE),
        Day("ends_on", "结业日期", not_before=IN_FORCE_SINCE),
        Count("training_hours", "培训学时", "学时", at_least=1, at_most=5_000),
    )


ENDS_AFTER_IT_STARTS = NotBefore("ends_on", "starts_on", "结业日期早于开班日期，请核对两个日期")
NOT_MORE_THAN_TAUGHT = NotBefore("training_hours", "attended_hours", "培训学时少于出勤学时，请核对两个学时")


def _training() -> Section:
    fields = (
        county("培训地所在县（市、区）", "由当地人力资源社会保障局办理"),
        *_course(),
        *_term(),
        Text("training_place", "培训地点", hint="写到门牌号和教室", longest=200),
        Files("training_plan", "培训计划和课程表", at_most=5),
    )
    return Section("training", "培训班", fields, agree=(ENDS_AFTER_IT_STARTS,))


def _teachers() -> Section:
    teachers = Roster("teachers", "授课教师", TEACHER_COLUMNS, at_most=30, typed=True)
    return Section("teachers", "授课教师", (teachers,))


def _enrolled() -> Section:
    roster = Roster("roster", "学员名单", (NAME, ID_NUMBER, PHONE), unique=("id_number",), hint="请用模板填写后上传")
    return Section("trainees", "学员名单", (roster,))


def _certified() -> Section:
    columns = (NAME, ID_NUMBER, PHONE, CERTIFICATE_NUMBER, CERTIFICATE_DATE, ATTENDED_HOURS, TOWNSHIP)
    fields = (
        Text("class_record_number", "开班备案号", hint="开班备案通过后通知书上的编号", longest=40),
        Roster("roster", "申领名单", columns, unique=("id_number", "certificate_number"), hint="请用模板填写后上传"),
        Files("attendance", "考勤记录", at_most=20),
        Files("certificates", "证书复印件", hint="可以把全班的证书扫描成一个PDF", at_most=20),
        Files(
            "agency_agreement",
            "代为申请协议",
            hint="学员委托学校代为申领补贴、并同意办理机关查询本人死亡信息的协议",
            at_most=20,
        ),
    )
    return Section("trainees", "学员、证书和考勤", fields, when=SCHOOL)


def _own_training() -> Section:
    fields: tuple[Field[Any], ...] = (
        county("培训地所在县（市、区）", "由当地人力资源社会保障局办理"),
        Text("township", "户籍或居住地乡镇、街道", hint="公示时用来区分同名的人", longest=20, required=False),
        Text("school_name", "培训学校名称", longest=100),
        *_course(),
        *_term(),
        Count("attended_hours", "出勤学时", "学时", at_most=5_000),
        Files("attendance", "考勤记录", hint="向培训学校索取", at_most=5),
        Money("fee_fen", "本人交付的培训费（元）", at_least_fen=1, at_most_fen=10_000_000),
        Files("invoice", "培训费发票", at_most=3),
    )
    return Section(
        "own_training", "参加的培训", fields, when=TRAINEE, agree=(ENDS_AFTER_IT_STARTS, NOT_MORE_THAN_TAUGHT)
    )


def _own_certificate() -> Section:
    fields = (
        CertificateNumber("certificate_number", "证书编号", hint="与证书一致"),
        Day("certificate_date", "发证日期", not_before=IN_FORCE_SINCE),
        Files("certificates", "证书照片或扫描件", at_most=3),
    )
    return Section("own_certificate", "取得的证书", fields, when=TRAINEE)


CLASS_RECORD = Questionnaire(
    "skill_training.class_record",
    1,
    (organisation_applicant("学校"), _training(), _teachers(), _enrolled(), service_address(), declarations()),
)

CLAIM = Questionnaire(
    "skill_training.claim",
    1,
    (
        Section("applicant", "谁来申领", (Choice("applicant_kind", "申领人", APPLICANT_KINDS),)),
        organisation_applicant("学校", when=SCHOOL),
        person_applicant(when=TRAINEE),
        _certified(),
        _own_training(),
        _own_certificate(),
        basic_account(when=SCHOOL),
        social_card(when=TRAINEE),
        service_address(),
        declarations(),
    ),
)
