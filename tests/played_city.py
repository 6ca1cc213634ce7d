"""The demonstration city, played once for a module of tests: whole, or only some items of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_fsm import FSMField

from tests.conftest import moment
from workflow_app.management import acting
from workflow_app.management.town.play import play
from workflow_app.models import Account
from workflow_app.policy.item import Item

SECOND_WEEK = "2027-01-11 10:00"  # half the play was last year


@contextmanager
def played(
    blocker: pytest.FixtureRequest, tmp: pytest.TempPathFactory, items: Iterable[Item] | None = None
) -> Iterator[None]:
    """As long as it lasts the city stands as it was played; afterwards nothing is left of it."""
    with pytest.MonkeyPatch.context() as patch, blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        patch.setattr(timezone, "now", lambda: moment(SECOND_WEEK))
        patch.setattr(settings, "FILES", tmp.mktemp("files"))
        patch.setattr(settings, "REGISTER_WORLD", tmp.mktemp("registers") / "registers.json")
        if items is None:
            call_command("demo_city", stderr=StringIO())
        else:
            acting.found_city(moment(SECOND_WEEK))
            play(moment(SECOND_WEEK), str, items=items)
        yield
        transaction.set_rollback(True)


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
