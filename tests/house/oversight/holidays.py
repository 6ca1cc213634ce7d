"""A year nobody has published yet, as its notice might read; made up for the tests, and said to be."""

from __future__ import annotations

from workflow_app.clock.holidays import HolidayNotice
from workflow_app.policy.holiday_file import read_holidays

TEXT = """
year: "2027"
document: 国务院办公厅关于2027年部分节假日安排的通知（测试）
number: 测试〔2026〕1号
issued_on: 2026-11-04
days_off:
  元旦: [2027-01-01, 2027-01-03]
  春节: [2027-02-05, 2027-02-11]
  清明节: [2027-04-03, 2027-04-05]
  劳动节: [2027-05-01, 2027-05-05]
  端午节: [2027-06-09, 2027-06-09]
  中秋节: [2027-09-15, 2027-09-15]
  国庆节: [2027-10-01, 2027-10-07]
days_on: [2027-01-31, 2027-02-13, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def year_2027() -> HolidayNotice:
    return read_holidays(TEXT, "2027.yaml")
