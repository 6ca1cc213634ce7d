"""People who act at the same instant: one wins, the others read who and when. A thousand rounds are `bench races`."""

import pytest

from workflow_app.management.bench.races import RACES

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
ROUNDS = {"reviewers": 30, "determinations": 1, "a crowd for the last money": 2, "batches, releases, returns": 3}
ROUNDS["receipts of a recovery"] = 2
ROUNDS |= {"a payment approved and the year closed": 2, "a payment approved and a table of payments": 2}
ROUNDS |= {name: 30 for name in RACES if name.startswith("approval and")}


@pytest.mark.parametrize("name", RACES)
def test_nothing_goes_wrong_when_several_act_at_once(name: str) -> None:
    assert list(RACES[name](ROUNDS.get(name, 5))) == []
