"""What the rooms of housing ask of an item's published policy: the names of the figures, and rents read from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from processes.housing.rent import Rates
from workflow_app.policy.citation import Citation
from workflow_app.policy.edition import Edition
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.standing import Standing

RENT_UNIT = "prh.rent_unit"  # yuan a square metre and month within the entitled area
RENT_MARKET = "prh.rent_market"  # the same above it
RENT_RELIEF = "prh.rent_relief"  # share let off, by category of household
RENT_ADVANCE = "prh.rent_advance"  # days before the quarter by which its rent is due
DEPOSIT = "prh.deposit"
LEASE_MAX = "prh.lease_max"  # months
ARREARS_MAX = "prh.arrears_max"  # months
RESULT_NOTICE = "prh.result_notice"
INTENT_RECHECK = "prh.intent_recheck"
ENTITLED_AREA = "prh.entitled_area"  # square metres, by number of people
WAIT_MAX = "prh.wait_max"  # months

RENT_RULE = Citation("公共租赁住房管理办法", "住房和城乡建设部令第11号", "第十九条至第二十二条")


def entitled_area(policy: PolicyOnDate, people: int) -> Decimal:
    """Square metres a household may have at the lower rent; the largest row of the table stands for all larger ones."""
    table = policy.table(ENTITLED_AREA)
    return Decimal(table[str(min(people, len(table.rows)))])


def rates_on(edition: Edition, relief: str, month: date) -> Rates:
    """The rents in force in a month, for a category of household; NotInForce before the first notice of rents."""
    policy = edition.on(month)
    unit, market = policy.money_fen(RENT_UNIT), policy.money_fen(RENT_MARKET)
    share = policy.table(RENT_RELIEF)[relief]
    standing = Standing.weakest(tuple(value.standing for value in policy.used))
    return Rates(unit, market, share, standing, RENT_RULE)
