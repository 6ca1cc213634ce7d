"""Eight sign-ins of one name at the same instant are eight attempts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.conftest import moment
from workflow_app.commands.count_attempt import count_attempt
from workflow_app.management.bench.racing import race
from workflow_app.models import Attempts
from workflow_app.policy.refusals import TooOften

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
NOON = moment("2026-04-20 12:00")


def test_none_is_overlooked() -> None:
    attempt = partial(count_attempt, "sign_in", "wang", most=5, within=timedelta(minutes=15), at=NOON)
    results = race([attempt] * 8)
    assert sum(isinstance(result, TooOften) for result in results) == 3
    assert Attempts.objects.get().count == 8
