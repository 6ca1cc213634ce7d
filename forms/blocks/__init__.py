"""Sections that many questionnaires share: who applies, to whom the money goes, what is declared. Never one item's own."""

from forms.blocks.declaration import declarations, declare
from forms.blocks.organisation import organisation_applicant
from forms.blocks.payee import basic_account, social_card
from forms.blocks.person import person_applicant
from forms.blocks.place import COUNTIES, county
from forms.blocks.service_address import service_address

__all__ = [
    "COUNTIES",
    "basic_account",
    "county",
    "declarations",
    "declare",
    "organisation_applicant",
    "person_applicant",
    "service_address",
    "social_card",
]
