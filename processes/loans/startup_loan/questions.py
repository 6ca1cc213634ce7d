"""What the procedures of 个人创业担保贷款 ask of who files.

Who employs the applicant is not asked: the register of employment says it. The spouse is, because nobody may be looked up
before they authorised it, and the register of marriages is asked only once the filing is here.

application (贷款申请), filed by the person who starts a business

    section          answer                       value
    authorisations   marital                      'single' 'married' 'divorced' 'widowed'
                     credit_authorisation         files (征信查询授权书 of the applicant)
                     spouse_name, spouse_id, spouse_authorisation (files)   when married
                     authorise_registers          True
    person           applicant_name, applicant_id, applicant_phone, applicant_address
    group            applicant_group              see GROUPS;  group_proof files
                     certificate_kind             'startup' 就业创业证, 'unemployment' 就业失业登记证
                     certificate_number           text;  certificate_county '410502' …;  certificate files
    business         county                       '410502' …: the place of business, whose HRSS bureau decides
                     business_name, credit_code, business_address, licence (files), premises (files)
    wish             purpose, plan (files)
                     wished_fen                   int, whole fen;  wished_months  int
                     earlier_loans                int, guaranteed start-up loans had before
    other_loans      other_loans                  tuple of OTHER_LOANS, of applicant and spouse
                     consumer_fen                 int or None, what small consumer loans and credit cards come to
    counter_guarantee counter_guarantee           see COUNTER_GUARANTEES
                     guarantor_name, guarantor_id, guarantor_income (files)   when a person stands surety
                     collateral, collateral_proof (files)                    when things do
    service, declarations   as everywhere

interest_subsidy (贴息申请), filed by the borrower or by the lending bank, for one quarter of one loan

    filing           filed_as                     'person' 'organisation'
    person | organisation   as everywhere
    quarter          loan_number                  case number of the application;  borrower_id;  quarter '2026Q1'
                     interest_receipt             files;  borrower_consent  files, when the bank files
    social_card | basic_account   payee_name, payee_bank, payee_account

fund_claim (代偿申请), filed by the lending bank

    organisation     as everywhere
    default          loan_number, statement (files), demands (files), demanded text

write_off (核销申请), filed by the guarantee institution or the bank

    organisation     as everywhere
    loss             loan_number, ground see GROUNDS, ground_proof (files), recovery text
"""

from __future__ import annotations

from typing import Any

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
from forms.fields import Choice, Confirm, Count, CreditCode, Field, Files, Money, Option, PersonId, PersonName, Text
from forms.questionnaire import Questionnaire, Section

MARITAL = (
    Option("single", "未婚"),
    Option("married", "已婚"),
    Option("divorced", "离异"),
    Option("widowed", "丧偶"),
)
GROUPS = (
    Option("migrant", "返乡创业农民工"),
    Option("unemployed", "城镇登记失业人员"),
    Option("difficult", "就业困难人员（含残疾人）"),
    Option("veteran", "复员转业退役军人"),
    Option("released", "刑满释放人员"),
    Option("graduate", "高校毕业生", "含大学生村官和留学回国学生"),
    Option("overcapacity", "化解过剩产能企业职工和失业人员"),
    Option("farmer", "农村自主创业农民"),
    Option("online", "网络商户"),
    Option("poor", "脱贫（建档立卡）人口"),
)
CERTIFICATES = (Option("startup", "就业创业证"), Option("unemployment", "就业失业登记证"))
OTHER_LOANS = (
    Option("none", "没有下列贷款"),
    Option("student", "助学贷款"),
    Option("microcredit", "脱贫人口小额信贷"),
    Option("housing", "住房贷款"),
    Option("car", "购车贷款"),
    Option("consumer", "小额消费贷款（含信用卡）"),
    Option("business", "其他经营性贷款或者商业贷款"),
)
COUNTER_GUARANTEES = (
    Option("guarantor", "自然人保证"),
    Option("mortgage", "不动产抵押"),
    Option("pledge", "存单等权利质押"),
    Option("forest", "林权抵押"),
    Option("livestock", "活体畜禽、水产品抵押"),
)
THINGS = ("mortgage", "pledge", "forest", "livestock")
MARRIED, SURETY, COLLATERAL = (
    Is("marital", "married"),
    Is("counter_guarantee", "guarantor"),
    Is("counter_guarantee", THINGS),
)
BY_PERSON, BY_BANK = Is("filed_as", "person"), Is("filed_as", "organisation")
GROUNDS = (
    Option("died", "借款人死亡，没有遗产或者遗产不足清偿"),
    Option("bankrupt", "借款人经营实体破产、关闭，没有财产可供清偿"),
    Option("enforcement", "法院裁定终结执行或者终结本次执行程序"),
    Option("disaster", "遭受重大灾害或者事故，确实无力清偿"),
)


def _authorisations() -> Section:
    fields: tuple[Field[Any], ...] = (
        Choice("marital", "婚姻状况", MARITAL),
        Files("credit_authorisation", "本人征信查询授权书", hint="本人签名并写明日期；没有授权不得查询征信", at_most=2),
        PersonName("spouse_name", "配偶姓名", when=MARRIED),
        PersonId("spouse_id", "配偶身份证号", when=MARRIED),
        Files("spouse_authorisation", "配偶征信查询授权书", hint="由配偶本人签名", at_most=2, when=MARRIED),
        Confirm(
            "authorise_registers",
            "同意查询登记信息",
            "同意办理机关为本次贷款向身份、婚姻、就业和市场主体登记机关查询我的信息。",
        ),
    )
    return Section("authorisations", "授权", fields, "先授权，后查询：没有这一页的授权，谁也不能查询您和配偶的信用。")


def _group() -> Section:
    fields: tuple[Field[Any], ...] = (
        Choice("applicant_group", "人员类别", GROUPS),
        Files("group_proof", "人员类别证明", hint="例如外出务工证明、退役证、毕业证、残疾人证", at_most=5),
        Choice("certificate_kind", "持有的证件", CERTIFICATES),
        Text("certificate_number", "证件编号", longest=30),
        Choice("certificate_county", "发证地", county().options, hint="在创业地办理"),
        Files("certificate", "证件照片或扫描件", at_most=3),
    )
    return Section("group", "人员类别和证件", fields)


def _business() -> Section:
    fields: tuple[Field[Any], ...] = (
        county("创业地所在县（市、区）", "由创业地人力资源社会保障局受理"),
        Text("business_name", "经营实体名称", hint="与营业执照一致", longest=100),
        CreditCode("credit_code", "统一社会信用代码"),
        Text("business_address", "经营地址", longest=200),
        Files("licence", "营业执照", at_most=2),
        Files("premises", "经营场所证明", hint="房产证明或者租赁合同", at_most=5),
    )
    return Section("business", "创业情况", fields)


def _wish() -> Section:
    fields: tuple[Field[Any], ...] = (
        Text("purpose", "贷款用途", hint="例如 购买缝纫设备和布料", longest=200, lines=True),
        Files("plan", "创业计划和资金使用计划", at_most=5),
        Money("wished_fen", "申请额度（元）", at_least_fen=100_000, at_most_fen=1_000_000_000),
        Count("wished_months", "申请期限", "个月", at_least=1, at_most=120),
        Count("earlier_loans", "此前享受过的创业担保贷款次数", "次", at_most=20),
    )
    return Section("wish", "申请的贷款", fields)


def _other_loans() -> Section:
    fields: tuple[Field[Any], ...] = (
        Choice("other_loans", "本人和配偶的其他贷款", OTHER_LOANS, several=True),
        Money("consumer_fen", "小额消费贷款和信用卡的余额合计（元）", hint="没有的填0"),
    )
    return Section("other_loans", "其他贷款", fields, "银行会依您的授权核对征信报告。")


def _counter_guarantee() -> Section:
    fields: tuple[Field[Any], ...] = (
        Choice("counter_guarantee", "反担保方式", COUNTER_GUARANTEES),
        PersonName("guarantor_name", "保证人姓名", when=SURETY),
        PersonId("guarantor_id", "保证人身份证号", when=SURETY),
        Files("guarantor_income", "保证人收入证明", at_most=3, when=SURETY),
        Text(
            "collateral",
            "抵押（质押）物",
            hint="名称、坐落或者存放地、权属证号",
            longest=200,
            lines=True,
            when=COLLATERAL,
        ),
        Files("collateral_proof", "权属证明", at_most=5, when=COLLATERAL),
    )
    return Section("counter_guarantee", "反担保", fields)


APPLICATION = Questionnaire(
    "startup_loan.application",
    2,
    (
        _authorisations(),
        person_applicant(),
        _group(),
        _business(),
        _wish(),
        _other_loans(),
        _counter_guarantee(),
        service_address(),
        declarations(),
    ),
)


def _who_files() -> Section:
    options = (
        Option("person", "借款人本人，利息已经由本人付清"),
        Option("organisation", "经办银行，贴息由银行从利息中扣减"),
    )
    return Section("filing", "谁来申请", (Choice("filed_as", "申请人", options),))


def _quarter() -> Section:
    fields: tuple[Field[Any], ...] = (
        Text("loan_number", "贷款申请编号", hint="贷款决定通知书上的办件编号", longest=40),
        PersonId("borrower_id", "借款人身份证号"),
        Text("quarter", "贴息季度", hint="例如 2026Q1：2026年3月20日结息的那一季度", longest=6),
        Files("interest_receipt", "付息凭证", at_most=5),
        Files(
            "borrower_consent",
            "借款人同意查询的授权书",
            hint="由借款人签名，同意办理机关查询本人的死亡信息",
            at_most=2,
            when=BY_BANK,
        ),
    )
    return Section("quarter", "贴息的贷款和季度", fields)


INTEREST_SUBSIDY = Questionnaire(
    "startup_loan.interest_subsidy",
    2,
    (
        _who_files(),
        person_applicant(when=BY_PERSON),
        organisation_applicant("经办银行", when=BY_BANK),
        _quarter(),
        social_card(when=BY_PERSON),
        basic_account(when=BY_BANK),
        service_address(),
        declarations(),
    ),
)


def _default() -> Section:
    fields: tuple[Field[Any], ...] = (
        Text("loan_number", "贷款申请编号", hint="贷款决定通知书上的办件编号", longest=40),
        Files("statement", "本息结欠清单", hint="列明截至申请日的本金和利息", at_most=3),
        Files("demands", "催收记录", hint="催收通知书和送达凭证", at_most=10),
        Text("demanded", "催收情况", longest=500, lines=True),
    )
    return Section("default", "逾期的贷款", fields)


FUND_CLAIM = Questionnaire(
    "startup_loan.fund_claim",
    1,
    (organisation_applicant("经办银行"), _default(), service_address(), declarations()),
)


def _loss() -> Section:
    fields: tuple[Field[Any], ...] = (
        Text("loan_number", "贷款申请编号", hint="贷款决定通知书上的办件编号", longest=40),
        Choice("ground", "核销理由", GROUNDS),
        Files("ground_proof", "证明文件", hint="死亡证明、破产裁定、终结执行裁定等", at_most=10),
        Text("recovery", "追偿经过", longest=500, lines=True),
    )
    return Section("loss", "追偿不能的贷款", fields)


WRITE_OFF = Questionnaire(
    "startup_loan.write_off",
    1,
    (organisation_applicant("担保机构或者经办银行"), _loss(), service_address(), declarations()),
)
