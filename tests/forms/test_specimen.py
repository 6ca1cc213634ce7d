"""Made-up people are valid, distinct and recognisable."""

from __future__ import annotations

import pytest
from stdnum.cn import uscc

from forms import specimen
from forms.fields import BankAccount, CertificateNumber, CreditCode, PersonId, PersonName, Phone

NUMBERS = [0, 1, 36, 73, 14_999, 15_000, 25_000, 999_999]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_is_one_our_own_fields_take(number: int) -> None:
    person = specimen.person(number)
    taken = [
        PersonName("n", "姓名").read(person.name),
        PersonId("i", "身份证号").read(person.id_number),
        Phone("p", "手机号").read(person.phone),
        BankAccount("c", "账号").read(person.card),
        CreditCode("u", "代码").read(specimen.credit_code(number)),
        CertificateNumber("z", "证书").read(specimen.certificate_number(number)),
    ]
    assert [(found.corrections, found.warnings) for found in taken] == [((), ())] * len(taken)
    assert taken[0].value == person.name


def test_a_city_of_specimens_shares_no_number() -> None:
    people = [specimen.person(number) for number in range(0, 1_000_000, 17)]
    for key in ("id_number", "phone", "card"):
        assert len({getattr(person, key) for person in people}) == len(people)


def test_specimens_are_marked() -> None:
    person = specimen.person(5)
    assert person.id_number.startswith("410599")
    assert person.phone.startswith("19900")
    assert person.card.startswith("629999")
    assert uscc.is_valid(specimen.credit_code(5))
