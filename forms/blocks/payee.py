"""The account the money goes to. Both kinds give the same names: payee_name, payee_bank, payee_account."""

from __future__ import annotations

from forms.condition import Is
from forms.fields import BankAccount, Files, PersonName, Text
from forms.questionnaire import Section


def basic_account(*, when: Is | None = None) -> Section:
    """Section `basic_account` of an organisation: its 基本存款账户, with payee_account_proof beside the three names."""
    fields = (
        Text("payee_name", "账户户名", hint="应与单位名称一致", longest=100),
        Text("payee_bank", "开户银行", hint="写到支行，例如 中国银行安阳分行文峰支行", longest=100),
        BankAccount("payee_account", "基本存款账户账号", "organisation"),
        Files("payee_account_proof", "基本存款账户证明", hint="开户许可证或基本存款账户信息表", at_most=2),
    )
    return Section("basic_account", "收款账户", fields, "补贴只能拨到本单位的基本存款账户。", when=when)


def social_card(*, when: Is | None = None) -> Section:
    """Section `social_card` of a person: the bank account of their 社会保障卡."""
    fields = (
        PersonName("payee_name", "持卡人姓名", hint="必须是申请人本人"),
        Text("payee_bank", "社会保障卡开户银行", hint="印在卡面上", longest=100),
        BankAccount(
            "payee_account", "社会保障卡银行账号", "person", hint="卡面上的银行卡号，16至19位，不是社会保障号码"
        ),
    )
    return Section("social_card", "收款账户", fields, "补贴拨到您本人社会保障卡的金融账户。", when=when)
