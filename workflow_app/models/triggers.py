"""What the database itself refuses: changing or deleting what is only ever appended.

SQLite drops triggers when a table is rebuilt, so they are no migration but this list, installed after every
migrate and compared by `fsck`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "workflow_app_action",
    "workflow_app_opinion",
    "workflow_app_posting",
    "workflow_app_fundsmove",
    "workflow_app_filing",
    "workflow_app_assessmentrecord",
    "workflow_app_publishededition",
    "workflow_app_meeting",
    "workflow_app_sitecheck",
    "workflow_app_payeeaccount",
    "workflow_app_reveal",
    "workflow_app_registerrecord",
    "workflow_app_factcorrection",
    "workflow_app_recusal",
    "workflow_app_urge",
    "workflow_app_holidayyear",
    "workflow_app_routerelease",
    "workflow_app_sheetversion",
    "workflow_app_officewords",
    "workflow_app_signingcertificate",
    "workflow_app_profilechoice",
    "workflow_app_paymentlimit",
    "workflow_app_presentedreturn",
    "workflow_app_bankstatement",
    "workflow_app_statementrow",
    "workflow_app_recoveredline",
    "workflow_app_recoveryreceipt",
)
# A decided claim keeps who, what and how much; only its state may move on.
FROZEN_CLAIM = [
    "amount",
    "kind",
    "key",
    "year",
    "since",
    "until",
    "certificate_index",
    "beneficiary_index",
    "beneficiary",
    "phone_index",
    "masked",
    "caption",
    "formula",
    "standing",
    "case_id",
    "ordinal",
]
# A doubt is settled once; what was found stays as it was found.
FROZEN_DOUBT = ["claim_id", "findings", "record_id", "raised_at"]
# Of an instalment only that it was stopped is ever written, and once.
FROZEN_INSTALMENT = ["claim_id", "ordinal", "amount", "due_on"]
# A change of account is confirmed and ended; what was asked for stays as it was asked for.
FROZEN_CHANGE = [
    "case_id",
    "before_id",
    "payee",
    "account",
    "account_index",
    "masked",
    "bank",
    "towards_id",
    "agreed",
    "after_return",
    "reason",
    "cools_until",
    "asked_by_id",
    "asked_at",
]
# A plan is agreed to, approved or sent back; what was planned stays as it was planned.
FROZEN_PLAN = ["unit_id", "appropriation_id", "number", "month", "amount", "words", "standing", "by_id", "at"]
# What an indicator is; only its counters move, and its year is closed once.
FROZEN_INDICATOR = [
    "unit_id",
    "region",
    "item",
    "year",
    "indicator",
    "fund",
    "tier",
    "functional_class",
    "government_class",
    "department_class",
    "direct",
]
# A receipt typed in is confirmed or sent back, once; another is typed in anew.
FROZEN_ENTRY = ["recovery_id", "line_id", "serial", "paid_on", "amount", "by_id", "at"]
# A request is checked, approved or sent back, and its indicator carried on; what was asked for stays as it was asked for.
FROZEN_REQUEST = ["unit_id", "finance_id", "notice_id", "count", "total", "standing", "by_id", "at", "stream_id"]
# A batch is released, written, settled or discarded; what was built stays as it was built.
FROZEN_BATCH = [
    "finance_id",
    "request_id",
    "number",
    "profile",
    "payer_account",
    "count",
    "total",
    "drafted_by_id",
    "drafted_at",
    "stream_id",
]
# Of a transfer only what the bank says of it is ever written.
FROZEN_LINE = [
    "batch_id",
    "ordinal",
    "claim_id",
    "instalment_id",
    "payee",
    "account",
    "account_index",
    "bank",
    "towards_id",
    "amount",
]
# A letter on its way is settled once, what two officers did is confirmed once; what was recorded stays as it was recorded.
FROZEN_LETTER = ["paper_id", "method", "recipient", "at", "by_id", "with_whom_id", "place", "tracking", "sent_on"]
FROZEN_TOLD = ["served_on", "receiver", "relation", "refusal", "witnesses", "filmed", "words"]
# A service that was a mistake is taken back: of its row the state alone changes, and never again.
FROZEN_SERVICE = [*FROZEN_LETTER, *FROZEN_TOLD, "returned_on", "settled_by_id", "settled_at", "answer", "proof_id"]
# A replacement is decided once; what was asked for stays as it was asked for.
FROZEN_REPLACEMENT = ["paper_id", "ground", "reason", "words", "asked_by_id", "asked_at"]
# A taking back is decided once; what was asked for stays as it was asked for.
FROZEN_TAKING_BACK = ["service_id", "reason", "asked_by_id", "asked_at"]
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION huimin_appended_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is appended only', TG_TABLE_NAME; END $$
"""
INSTALLED = {
    "postgresql": """
SELECT tgname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND tgenabled = 'O' AND prosrc LIKE '%RAISE EXCEPTION%'
""",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
}


@dataclass(frozen=True)
class Trigger:
    """One refusal: its name, its table, the event, and when."""

    name: str
    table: str
    event: str
    when: str = ""

    def create(self, vendor: str) -> str:
        """The statement that installs it."""
        condition = (
            f"WHEN ({self.when.replace(' IS NOT ', ' IS DISTINCT FROM ') if vendor == 'postgresql' else self.when})"
        )
        head = f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW {condition if self.when else ''}"
        if vendor == "postgresql":
            return f"{head} EXECUTE FUNCTION huimin_appended_only()"
        return f"{head} BEGIN SELECT RAISE(ABORT, '{self.table} is appended only'); END"


def of_the_families() -> tuple[str, ...]:
    """The tables a family's app names as `append_only`."""
    return tuple(table for config in apps.get_app_configs() for table in getattr(config, "append_only", ()))


def declared() -> tuple[Trigger, ...]:
    """Every trigger the house needs."""
    plain = tuple(
        Trigger(f"refuse_{event.lower()}_{table}", table, event)
        for table in (*APPEND_ONLY, *of_the_families())
        for event in ("UPDATE", "DELETE")
    )
    changed, found, asked, laid_down = (
        _changed(frozen) for frozen in (FROZEN_CLAIM, FROZEN_DOUBT, FROZEN_CHANGE, FROZEN_INSTALMENT)
    )
    part, served = "workflow_app_instalment", "workflow_app_service"
    decided = "OLD.state IN ('determined', 'paid', 'recovered')"
    claim, doubt, moved = "workflow_app_claim", "workflow_app_paymentdoubt", "workflow_app_accountchange"
    plan, planned = "workflow_app_spendingplan", " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in FROZEN_PLAN)
    return (
        *plain,
        *_kept("workflow_app_receiptentry", FROZEN_ENTRY, "OLD.answered_at IS NOT NULL"),
        *_kept("workflow_app_replacement", FROZEN_REPLACEMENT, "OLD.state <> 'asked'"),
        *_kept("workflow_app_takingback", FROZEN_TAKING_BACK, "OLD.state <> 'asked'"),
        *_kept(
            "workflow_app_appropriation",
            FROZEN_INDICATOR,
            "OLD.closed_on IS NOT NULL AND OLD.closed_on IS NOT NEW.closed_on",
        ),
        *_kept("workflow_app_fundsrequest", FROZEN_REQUEST),
        *_kept("workflow_app_paymentbatch", FROZEN_BATCH),
        *_kept("workflow_app_paymentline", FROZEN_LINE),
        Trigger(f"refuse_update_{claim}", claim, "UPDATE", f"{decided} AND ({changed})"),
        Trigger(f"refuse_delete_{claim}", claim, "DELETE", decided),
        Trigger(f"refuse_update_{doubt}", doubt, "UPDATE", f"OLD.outcome <> '' OR {found}"),
        Trigger(f"refuse_delete_{doubt}", doubt, "DELETE"),
        Trigger(f"refuse_update_{moved}", moved, "UPDATE", f"OLD.state NOT IN ('asked', 'confirmed') OR {asked}"),
        Trigger(f"refuse_delete_{moved}", moved, "DELETE"),
        Trigger(f"refuse_update_{part}", part, "UPDATE", f"OLD.stopped_at IS NOT NULL OR {laid_down}"),
        Trigger(f"refuse_delete_{part}", part, "DELETE"),
        Trigger(f"refuse_update_{plan}", plan, "UPDATE", f"OLD.state NOT IN ('drafted', 'agreed') OR {planned}"),
        Trigger(f"refuse_delete_{plan}", plan, "DELETE"),
        Trigger(f"refuse_update_{served}", served, "UPDATE", _serves_otherwise()),
        Trigger(f"refuse_delete_{served}", served, "DELETE"),
    )


def _changed(columns: Sequence[str]) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def _serves_otherwise() -> str:
    """When a service may not be changed: it is neither settled, nor answered by the second server, nor taken back by that."""
    taken_back = (
        f"OLD.state IN ('sent', 'served', 'returned') AND NEW.state = 'taken_back' AND NOT ({_changed(FROZEN_SERVICE)})"
    )
    settled = f"OLD.state = 'sent' AND NEW.state IN ('sent', 'served', 'returned') AND NOT ({_changed(FROZEN_LETTER)})"
    answered = "(NEW.state = 'told' OR NEW.state IN ('served', 'declined') AND NEW.settled_by_id IS NOT NULL)"
    told = f"OLD.state = 'told' AND {answered} AND NOT ({_changed([*FROZEN_LETTER, *FROZEN_TOLD])})"
    return f"NOT (({taken_back}) OR ({settled}) OR ({told}))"


def _kept(table: str, frozen: list[str], besides: str = "") -> tuple[Trigger, Trigger]:
    """A row that moves on and keeps these columns, and is never deleted."""
    changed = " OR ".join(filter(None, [_changed(frozen), besides]))
    return Trigger(f"refuse_update_{table}", table, "UPDATE", changed), Trigger(
        f"refuse_delete_{table}", table, "DELETE"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every declared trigger in place, whatever was there before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for trigger in declared():
            cursor.execute(_drop(trigger, connection.vendor))
            cursor.execute(trigger.create(connection.vendor))


def install_after_migrate(using: str, **_: Any) -> None:
    """The receiver of `post_migrate`, the one signal of the house."""
    install(connections[using])


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take them all away; only a test that empties its database does."""
    with connection.cursor() as cursor:
        for trigger in declared():
            cursor.execute(_drop(trigger, connection.vendor))


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Names of declared triggers that are not installed, or not as declared."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        there = dict(cursor.fetchall())
    return tuple(t.name for t in declared() if not _is_there(t, there.get(t.name, ""), connection.vendor))


def _is_there(trigger: Trigger, body: str, vendor: str) -> bool:
    """SQLite keeps the statement as it was given; PostgreSQL rewrites it, so its event, table and columns are looked for."""
    if vendor != "postgresql":
        return body == trigger.create(vendor)
    said = (
        f"BEFORE {trigger.event} ON",
        trigger.table,
        "huimin_appended_only()",
        *re.findall(r"OLD\.\w+", trigger.when),
    )
    return all(part.lower() in body.lower() for part in said) and ("WHEN" in body) == bool(trigger.when)


def _drop(trigger: Trigger, vendor: str) -> str:
    return f"DROP TRIGGER IF EXISTS {trigger.name}" + (f" ON {trigger.table}" if vendor == "postgresql" else "")
