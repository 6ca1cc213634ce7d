"""The demonstration city, played once a run and laid down for each module of tests that looks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_fsm import FSMField

from tests.conftest import moment
from tests.remembered import once_a_run
from workflow_app.models import Account

SECOND_WEEK = "2027-01-11 10:00"  # half the play was last year


@contextmanager
def played(blocker: pytest.FixtureRequest, tmp: pytest.TempPathFactory) -> Iterator[None]:
    """As long as it lasts the city stands as it was played; afterwards nothing is left of it."""
    with pytest.MonkeyPatch.context() as patch, blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        patch.setattr(timezone, "now", lambda: moment(SECOND_WEEK))
        folder = tmp.mktemp("city")
        patch.setattr(settings, "FILES", folder / "files")
        patch.setattr(settings, "REGISTER_WORLD", folder / "registers.json")
        once_a_run(_of_the_run(tmp) / "city.pickle", lambda: call_command("demo_city", stderr=StringIO()))
        yield
        transaction.set_rollback(True)


def _of_the_run(tmp: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share, and no other run."""
    own = tmp.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def page(username: str, path: str) -> str:
    """What somebody of the city reads there."""
    visitor = Client()
    visitor.force_login(Account.objects.get(username=username))
    return visitor.get(path).content.decode()


def states_shown_nowhere(app: str) -> dict[str, set[str]]:
    """Of each state machine of a family's rows the states no row stands in."""
    machines = (
        (model, field)
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FSMField)
    )
    missing = {
        f"{model.__name__}.{field.name}": {value for value, _ in field.choices or ()}
        - set(model._default_manager.values_list(field.name, flat=True))
        for model, field in machines
    }
    return {name: states for name, states in missing.items() if states}
