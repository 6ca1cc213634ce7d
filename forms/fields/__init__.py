"""The kinds of question, one noun a file. A field knows how its answer is read, shown and kept; never who asks."""

from forms.fields.certificate import CertificateNumber, level_in
from forms.fields.choice import Choice, Confirm, Option
from forms.fields.day import Day
from forms.fields.field import Field
from forms.fields.files import Files, StoredFile
from forms.fields.money import Count, Money, yuan_text
from forms.fields.numbers import BankAccount, CreditCode, PersonId, Phone
from forms.fields.rate import Rate
from forms.fields.roster import Column, Roster
from forms.fields.text import PersonName, Text

__all__ = [
    'BankAccount', 'CertificateNumber', 'Choice', 'Column', 'Confirm', 'Count', 'CreditCode', 'Day', 'Field', 'Files',
    'Money', 'Option', 'PersonId', 'PersonName', 'Phone', 'Rate', 'Roster', 'StoredFile', 'Text', 'level_in', 'yuan_text',
]  # fmt: skip
