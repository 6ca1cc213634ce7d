"""Take a table in: every row is tried, and either all that are known and right are written, or nothing is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from forms.roster.read import read_roster
from forms.rows import RosterReading, Row
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import Said, record_each
from workflow_app.commands.treasury.tables.compare_payments import compare_payments
from workflow_app.commands.treasury.tables.hold_first import HOLDS
from workflow_app.commands.treasury.tables.outcome import (
    DONE,
    REFUSED,
    UNREAD,
    Differs,
    Outcome,
    TableNotTaken,
    Told,
)
from workflow_app.commands.treasury.tables.take_answers import answer_payment, answer_plan
from workflow_app.commands.treasury.tables.take_plans import take_plan
from workflow_app.commands.treasury.tables.take_receipts import take_receipt
from workflow_app.models import Account
from workflow_app.policy.refusals import NotAllowed, Refusal
from workflow_app.queries.finance.tables import TAKEN_BY
from workflow_app.queries.workplace import Workplace, workplace
from workflow_app.tables.profile import TableProfile
from workflow_app.tables.profile_file import table_profile

Take = Callable[[Row, Workplace, datetime], Told]

COMPARED = "payment_receipt"
TAKES: Mapping[str, Take] = {
    "spending_plan": take_plan,
    "plan_answer": answer_plan,
    "payment_request": answer_payment,
    "recovery_receipt": take_receipt,
}


def take_table(name: str, data: bytes, filename: str, *, by: Account, at: datetime) -> list[Outcome]:
    """What became of each row of a workbook or CSV of that profile. The same table again changes nothing; a row nobody knows is told
    and left; one that says otherwise than the system, or is refused, refuses the whole.

    Raises NotFound for no such profile, NotAllowed for who does not sit at its desk, TableNotTaken with every row.
    """
    profile = table_profile(name)
    place = workplace(by, localtime(at).date())
    if not place.units(TAKEN_BY[name]):
        raise NotAllowed(f"“{profile.title}”不由您的岗位导入，请由相应岗位的同事导入。")
    reading = _read(profile, data, filename)
    unread = _unread(profile, reading)
    if name == COMPARED:
        return _none_refused([*unread, *compare_payments(reading.rows, place)])
    with transaction.atomic():
        HOLDS.get(name, _nothing)(reading.rows, place)
        done = [_taken(profile, row, place, at) for row in reading.rows]
        outcomes = _none_refused([*unread, *(outcome for outcome, _ in done)])
        counts = Counter(outcome.what for outcome in outcomes if outcome.what != UNREAD)
        if counts[DONE]:
            body = {"table": name, "sha256": hashlib.sha256(data).hexdigest(), "rows": dict(sorted(counts.items()))}
            acts = [*(said for _, said in done if said), Said("take_table", by, at, body)]
            record_each(held_stream(), acts)  # as late as can be: everybody's acts on money wait for this chain
        return outcomes


def _none_refused(outcomes: list[Outcome]) -> list[Outcome]:
    """Raises TableNotTaken where a row is."""
    if any(outcome.what == REFUSED for outcome in outcomes):
        raise TableNotTaken(outcomes)
    return outcomes


def _unread(profile: TableProfile, reading: RosterReading) -> list[Outcome]:
    """What of the file nobody looked at: another sheet, a column of somebody's own. Columns that only ever go out are no news."""
    told = {column.heading for column in profile.columns if column.kind == "told"}
    return [Outcome(0, "", UNREAD, f"{each.words}。") for each in reading.warnings if each.column not in told]


def _nothing(rows: Sequence[Row], place: Workplace) -> None:
    """A table that is only compared holds nothing."""


def _read(profile: TableProfile, data: bytes, filename: str) -> RosterReading:
    """The rows, and what of the file was not read. Raises TableNotTaken naming every cell that cannot be read, by line and column."""
    reading = read_roster(data, filename, profile.roster())
    if reading.corrections:
        wrong = [
            Outcome(each.row or 0, "", REFUSED, f"{each.words}。", each.column or "") for each in reading.corrections
        ]
        if reading.more_corrections:
            wrong.append(Outcome(0, "", REFUSED, f"还有{reading.more_corrections}处，改正以上的再导入。"))
        raise TableNotTaken([*_unread(profile, reading), *wrong])
    return reading


def _taken(profile: TableProfile, row: Row, place: Workplace, at: datetime) -> tuple[Outcome, Said | None]:
    key = str(row[profile.unique[0]])
    try:
        with transaction.atomic():
            what, words, said = TAKES[profile.name](row, place, at)
    except Differs as differs:
        return Outcome(row.line, key, REFUSED, differs.words, differs.column), None
    except Refusal as refusal:
        return Outcome(row.line, key, REFUSED, refusal.sentence), None
    return Outcome(row.line, key, what, words), said
