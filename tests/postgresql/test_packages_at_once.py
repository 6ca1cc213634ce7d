"""Two ask for the audit package of one batch at the same instant, and two workers make it."""

from __future__ import annotations

from functools import partial

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import batch_settled, own_claim
from workflow_app.commands.pack_for_audit import pack_for_audit
from workflow_app.jobs.pack import pack_package
from workflow_app.management.bench.racing import race
from workflow_app.models import Action, AuditPackage, StoredFile

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
AT = moment("2026-05-06 10:00")


def test_two_askings_are_one_package_made_once() -> None:
    batch = batch_settled(own_claim())
    people = who(cast.FUNDS_CHECK), who(cast.BATCH_RELEASE)
    asked = race([partial(pack_for_audit, batch.pk, "市审计局就业资金审计", by=by, at=AT) for by in people])
    package = AuditPackage.objects.get()
    assert asked == [package, package]
    made = race([partial(pack_package, package.pk, lambda: AT)] * 2)
    assert True in made
    package.refresh_from_db()
    assert package.state == "ready"
    assert StoredFile.objects.filter(kind="zip").count() == 1
    verbs = Action.objects.filter(stream=batch.stream).order_by("ordinal").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["pack_for_audit", "keep_audit_package"]
