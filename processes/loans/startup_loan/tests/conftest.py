"""A city with one loan in it: 150,000 yuan at 3.50 %, paid out on 2026-03-28, nothing repaid yet."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from processes.loans.models import Loan
from processes.loans.startup_loan import play
from processes.loans.startup_loan.item import ITEM
from tests.conftest import own_files
from tests.founding import found
from tests.remembered import remembered
from workflow_app.management.stage import BEGIN, Stage
from workflow_app.models import Account

__all__ = ["bank", "loan", "own_files", "stage"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
FURTHER = 10  # what else a test files is about people the loan does not know


def moment(text: str) -> datetime:
    """`2026-06-20` → ten o'clock of that day."""
    return datetime.fromisoformat(f"{text} 10:00").replace(tzinfo=SHANGHAI)


@pytest.fixture
def stage(db: None) -> Stage:
    found(BEGIN)
    return Stage(ITEM)


@remembered
def granted() -> Loan:
    """A loan in a city just founded."""
    return play.granted(Stage(ITEM), play.REPAYS, BEGIN)[1]


@pytest.fixture
def loan(stage: Stage) -> Loan:
    stage.serial = FURTHER
    return granted()


@pytest.fixture
def bank(loan: Loan) -> Account:
    return play.bank()
