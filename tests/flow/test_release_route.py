"""A release is written once, numbered after the newest, remembered with its digest, and never touched again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tests.conftest import moment
from tests.flow.smallest import smallest
from workflow_app import checks
from workflow_app.approval.route import Route
from workflow_app.commands import release_route as command
from workflow_app.commands.register_routes import register_routes
from workflow_app.commands.release_route import release_route
from workflow_app.flow.released import newest
from workflow_app.models import RouteRelease
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.audit import released_routes

pytestmark = pytest.mark.django_db
AT = moment("2026-03-02 09:00")


def edited(item: Item, route: Route, monkeypatch: pytest.MonkeyPatch) -> Item:
    """The item after somebody changed its route.py."""
    changed = replace(item, procedures=(replace(item.principal, route=route.to_json()),))
    monkeypatch.setattr(catalogue, "_items", {item.slug: changed})
    return changed


def test_a_first_release_is_number_one(item: Item) -> None:
    file = release_route(item, item.principal, at=AT)
    assert file.name == "trial.1.json"
    assert json.loads(file.read_text(encoding="utf-8")) == item.principal.route
    assert list(RouteRelease.objects.filter(procedure="trial").values_list("version", "seen_at")) == [(1, AT)]


def test_nothing_new_is_said_and_nothing_written(item: Item) -> None:
    release_route(item, item.principal, at=AT)
    with pytest.raises(AlreadyDone, match="与第1版相同"):
        release_route(item, item.principal, at=AT)
    assert len(list(item.routes_folder.iterdir())) == 1


def test_a_changed_route_is_the_next_number_and_new_cases_take_it(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    first = release_route(item, item.principal, at=AT).read_bytes()
    changed = edited(item, smallest("deputy_head"), monkeypatch)
    assert release_route(changed, changed.principal, at=AT).name == "trial.2.json"
    assert newest(changed, changed.principal).version == 2
    assert (item.routes_folder / "trial.1.json").read_bytes() == first


def test_a_faulty_route_is_refused_with_every_fault(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = edited(item, smallest("gardener"), monkeypatch)
    with pytest.raises(NotPossibleNow) as told:
        release_route(faulty, faulty.principal, at=AT)
    assert "有2处要改" in told.value.sentence
    assert "岗位 gardener 没有职责" in told.value.sentence
    assert "没有岗位 gardener" in told.value.sentence
    assert list(item.routes_folder.iterdir()) == []


def test_what_was_released_at_the_same_moment_is_not_overwritten(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "files_of", lambda item, procedure: [])
    other = item.routes_folder / "trial.1.json"
    other.write_text("somebody else's", encoding="utf-8")
    with pytest.raises(AlreadyDone, match="刚刚已经发布"):
        release_route(item, item.principal, at=AT)
    assert other.read_text(encoding="utf-8") == "somebody else's"


def test_the_command_says_what_to_do_next(item: Item, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("release_route", item.slug)
    assert "已发布 trial.1.json" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("release_route", item.slug, "trial", stderr=StringIO())


def test_an_older_number_in_route_py_is_told(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    release_route(item, item.principal, at=AT)
    changed = edited(item, smallest("deputy_head"), monkeypatch)
    release_route(changed, changed.principal, at=AT)
    assert [message.id for message in checks.every_route_is_sound(None)] == ["huimin.W002"]


def test_what_was_seen_is_registered_once(item: Item) -> None:
    release_route(item, item.principal, at=AT)
    assert register_routes(at=moment("2026-03-03 09:00")) == 0
    assert RouteRelease.objects.get(procedure="trial").seen_at == AT


def test_an_edited_release_is_named_by_fsck_and_by_check(item: Item) -> None:
    file = release_route(item, item.principal, at=AT)
    assert list(released_routes.broken()) == []
    file.write_text(file.read_text(encoding="utf-8").replace("section", "deputy_head"), encoding="utf-8")
    (sentence,) = released_routes.broken()
    assert "trial.1.json 在发布后被改动" in sentence
    assert [error.msg for error in checks.no_release_was_edited(None, databases=["default"])] == [sentence]


def test_other_spaces_are_no_edit(item: Item) -> None:
    file = release_route(item, item.principal, at=AT)
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    assert list(released_routes.broken()) == []


def test_a_release_nobody_is_on_may_go(item: Item) -> None:
    release_route(item, item.principal, at=AT).unlink()
    assert list(released_routes.broken()) == []


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"seen_at": datetime(2020, 1, 1, tzinfo=AT.tzinfo)}])
def test_the_row_of_a_release_is_never_changed(item: Item, change: dict[str, object]) -> None:
    release_route(item, item.principal, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        RouteRelease.objects.update(**change)


def test_every_release_is_known_after_migrate() -> None:
    assert register_routes(at=AT) == 0
