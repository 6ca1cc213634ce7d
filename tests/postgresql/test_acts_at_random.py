"""Everything anybody may try, drawn at random, with faults and at the same instant; the long run is `bench acts`."""

from __future__ import annotations

import pytest

from workflow_app.management.bench import stage
from workflow_app.management.bench.at_random.drive import begun
from workflow_app.management.bench.at_random.fleet import every_kind
from workflow_app.management.town.play import registers_played

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
SELDOM = 8  # kinds of acts out of forty that so short a run may not come to; the long one comes to all
STEPS, PACE, SEED = 400, 300, 20_261_130


def test_whatever_is_tried_the_rows_still_prove_themselves() -> None:
    """A case of every procedure, also of those that rest on another case, which is granted first."""
    kinds = every_kind()
    with registers_played():
        drive = begun(SEED, len(kinds), kinds, stage.BEGIN, PACE)
        drive.go(STEPS)
    assert drive.broken == []
    assert set(drive.fleet.filed) == {f"{item.slug}/{procedure.slug}" for item, procedure in kinds}
    assert drive.done.total() > STEPS // 3
    assert drive.faults.total() > 0
    assert drive.races.total() > 0
    assert len(drive.told()["never done"]) <= SELDOM
