"""Rows, constraints, triggers and the state machines of law. Never a decision: those are commands."""

from workflow_app.models.account import Account
from workflow_app.models.account_change import AccountChange, ChangeState
from workflow_app.models.action import Action, Stream
from workflow_app.models.attempts import Attempts
from workflow_app.models.audit_package import AuditPackage, PackageState
from workflow_app.models.bank_file import BankFile, BankStatement, PresentedReturn, ProfileChoice, StatementRow
from workflow_app.models.bulk import BulkLine, BulkSigning
from workflow_app.models.case import Case, CaseState
from workflow_app.models.certificate import SigningCertificate
from workflow_app.models.claim import Claim, ClaimState
from workflow_app.models.deadline import Deadline, Pause
from workflow_app.models.doubt import PaymentDoubt
from workflow_app.models.edition import PublishedEdition
from workflow_app.models.filing import (
    AssessmentRecord,
    Commitment,
    Defect,
    Draft,
    FactCorrection,
    Filing,
    FormToken,
    Reveal,
    Ruling,
    SiteCheck,
    StoredFile,
)
from workflow_app.models.instalment import Instalment
from workflow_app.models.meeting import Meeting
from workflow_app.models.money import Appropriation, FundsMove, Ledger, Posting
from workflow_app.models.notice import Notice, NoticeLine, Objection
from workflow_app.models.outbox import OutboxEntry
from workflow_app.models.paper import IssuedDocument, NumberSeries, PaperState
from workflow_app.models.party import Party, Representation
from workflow_app.models.passing import CarbonCopy, Delegation, Recusal
from workflow_app.models.payment import (
    BankReturn,
    BatchState,
    FundsRequest,
    LineState,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
)
from workflow_app.models.payment_limit import PaymentLimit
from workflow_app.models.print_run import PrintRun, PrintRunForm, PrintRunPaper, PrintRunState, PrintRunVolume
from workflow_app.models.recovery import ReceiptEntry, RecoveredLine, Recovery, RecoveryReceipt, RecoveryState
from workflow_app.models.register_record import RegisterRecord
from workflow_app.models.replacement import Replacement, ReplacementGround, ReplacementState
from workflow_app.models.revocation import Revocation, RevocationState
from workflow_app.models.round import Opinion, Round, RoundState, Seat
from workflow_app.models.route_release import RouteRelease
from workflow_app.models.serving import Service, ServiceMethod, ServiceState
from workflow_app.models.sheet_version import OfficeWord, OfficeWords, SheetVersion
from workflow_app.models.spending_plan import PlanState, SpendingPlan
from workflow_app.models.supervision import Extension, HolidayYear, Supervision, Urge
from workflow_app.models.taking_back import TakingBack, TakingBackState
from workflow_app.models.unit import Desk, Holding, Unit, UnitName

__all__ = [
    "Account",
    "AccountChange",
    "Action",
    "Appropriation",
    "AssessmentRecord",
    "Attempts",
    "AuditPackage",
    "BankFile",
    "BankReturn",
    "BankStatement",
    "BatchState",
    "BulkLine",
    "BulkSigning",
    "CarbonCopy",
    "Case",
    "CaseState",
    "ChangeState",
    "Claim",
    "ClaimState",
    "Commitment",
    "Deadline",
    "Defect",
    "Delegation",
    "Desk",
    "Draft",
    "Extension",
    "FactCorrection",
    "Filing",
    "FormToken",
    "FundsMove",
    "FundsRequest",
    "Holding",
    "HolidayYear",
    "Instalment",
    "IssuedDocument",
    "Ledger",
    "LineState",
    "Meeting",
    "Notice",
    "NoticeLine",
    "NumberSeries",
    "Objection",
    "OfficeWord",
    "OfficeWords",
    "Opinion",
    "OutboxEntry",
    "PackageState",
    "PaperState",
    "Party",
    "Pause",
    "PayeeAccount",
    "PaymentBatch",
    "PaymentDoubt",
    "PaymentLimit",
    "PaymentLine",
    "PlanState",
    "Posting",
    "PresentedReturn",
    "PrintRun",
    "PrintRunForm",
    "PrintRunPaper",
    "PrintRunState",
    "PrintRunVolume",
    "ProfileChoice",
    "PublishedEdition",
    "ReceiptEntry",
    "RecoveredLine",
    "Recovery",
    "RecoveryReceipt",
    "RecoveryState",
    "Recusal",
    "RegisterRecord",
    "Replacement",
    "ReplacementGround",
    "ReplacementState",
    "Representation",
    "Reveal",
    "Revocation",
    "RevocationState",
    "Round",
    "RoundState",
    "RouteRelease",
    "Ruling",
    "Seat",
    "Service",
    "ServiceMethod",
    "ServiceState",
    "SheetVersion",
    "SigningCertificate",
    "SiteCheck",
    "SpendingPlan",
    "StatementRow",
    "StoredFile",
    "Stream",
    "Supervision",
    "TakingBack",
    "TakingBackState",
    "Unit",
    "UnitName",
    "Urge",
]
