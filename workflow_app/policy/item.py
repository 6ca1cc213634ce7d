"""An item of the catalogue and its procedures: what a family binds together and the house works from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from forms.questionnaire import Questionnaire, Section
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.edition import Edition
from workflow_app.policy.effect import Effect
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.gist import Gist
from workflow_app.policy.instalments import Part
from workflow_app.policy.known import Known
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.register import Register, RegisterQuery
from workflow_app.policy.sought import Sought
from workflow_app.policy.specimen import Casting, Footing, Specimen
from workflow_app.policy.title_page import TitlePage

Assess = Callable[[Facts, PolicyOnDate], Assessment]
ReadGist = Callable[[Mapping[str, Any]], Gist]
Seek = Callable[[Mapping[str, Any]], tuple[Sought, ...]]
Begin = Callable[[Known], Mapping[str, Mapping[str, Any]]]
AtPayment = Callable[[Facts, str, PolicyOnDate], tuple[Finding, ...]]  # facts, beneficiary, policy
Predicate = Callable[[Assessment, PolicyOnDate], bool]
Queries = Callable[[Mapping[str, Any]], tuple[RegisterQuery, ...]]
SeatSpecimen = Callable[[str, int, date], Mapping[str, Any]]  # page, case, day → what a played signer answers
RegisterContents = Mapping[tuple[str, Register], Mapping[str, Any]]
RegistersSpecimen = Callable[[Casting], RegisterContents]
Play = Callable[[Any], None]  # a story or a scene of an item, played on a stage
# Stage, how many, when → what so many played filings may stand on from that moment on.
Footings = Callable[[Any, int, datetime], Sequence[Footing]]


UNKNOWN_BUDGET = "示例科目（功能分类待核实）"


def begin_with_nothing(known: Known) -> Mapping[str, Mapping[str, Any]]:
    """A draft in which nothing is answered yet."""
    return {}


def seeks_nothing(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """Nothing can be compared before the filing is whole."""
    return ()


def says_nothing(page: str, case_id: int, on: date) -> Mapping[str, Any]:
    """No seat asks anything."""
    return {}


def newcomers(stage: Any, number: int, at: datetime) -> Sequence[Footing]:
    """People nobody has met yet, each for themself."""
    return [Footing(stage.newcomer()) for _ in range(number)]


def nothing_remarkable(casting: Casting) -> RegisterContents:
    """The played registers know of nobody anything but the usual."""
    return {}


def asks_no_register(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Everything is in the filing."""
    return ()


def nobody_else(case_id: int, number: str) -> bool:
    """Only who applied is a party to the case."""
    return False


@dataclass(frozen=True, slots=True)
class Clocks:
    """Which parameters of policy.yaml hold the limits of a procedure."""

    receipt: str = "clock.receipt"
    correction: str = "clock.correction"
    statutory: str = "clock.statutory"
    promised: str = "clock.promised"
    notice: str = "clock.notice"
    extension: str = "clock.extension"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One thing that can be applied for under an item. `gist` says what the house must know of a filing.

    `route` is the readable source of what was released (routes/<slug>.<n>.json in the item's folder);
    `predicates` are the names its edges may ask; `parent` is the procedure whose case this one may rest on; `decision`
    is the kind of paper an approval is told by; `minuted` are the steps whose joint decision leaves minutes;
    `site_checks` are {kind: title} of the looks on the spot that officers record on a case in force, `check_officers` the
    parameter that says how many of them it takes, `check_paper` the kind of paper each of them leaves;
    `state_words` are its own words for states, where the house's do not fit.

    `sought` says what a draft seeks from what is typed so far, by name, so that conflicts are told while it is being filled in;
    `begin` answers {section: {question: raw}} with what is known of an applicant; `applicant_numbers` says which questions
    ask for an applicant's number: {question: person or organisation}; `parent_question` which one names the parent's number;
    `after_parent` tells the holder of such a parent when to apply here;
    `suggests` which list of the policy has the words for a question: {question: parameter}.

    With `pays` off its lines are granted with the approval, without public money; what is paid stands on notice first unless
    `without_notice` says, with its source, why the law asks for none; `filed_by` are the kinds of applicants it
    is for. `queries` says what is asked of which register, and which answer authorises it; `registers_specimen` what the
    played registers know of the people of a played filing, `footings` who may play one. `seat_sections` are the pages of questions seats ask their
    signers (SeatSpec.asks), `seat_specimen` what a played one answers; `step_papers` the kind of paper a step leaves when it
    agrees; `line_paper` the kind each granted line gets for itself. `takes_effect` lets the family write its own rows in the
    deciding transaction; `party_to` says whether somebody (number) may rest on another's case (id), as a lender on the
    borrower's; `life` reads, for what rests on such a case, what those rows say since (case id → JSON-like
    mapping); `screen` is the family's page on what became of it (name of its address, what it is called).
    `at_payment` is what is asked of a beneficiary besides the conditions of the claim before money goes: whether they still
    are on that day (`facts.on`) who they were. `shares` says which tier of the budget carries which part of a case (id) where the
    policy splits: {资金来源: part}, together one. `instalments` says in which parts, how many months after the determination, what is
    granted to a case (id) is paid, where the policy does not pay at once. `reconsideration_first` where a lawyer found that its decisions
    must be reconsidered before they are taken to court (行政复议法 第二十三条): every remedy on its papers then says so.
    """

    slug: str
    title: str
    questions: Questionnaire
    assess: Assess
    gist: ReadGist
    specimen: Specimen
    route: Mapping[str, Any]
    papers: tuple[PaperKind, ...]
    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    parent: str | None = None
    clocks: Clocks = Clocks()
    decision: str = "determination"
    minuted: frozenset[str] = frozenset()
    site_checks: Mapping[str, str] = field(default_factory=dict)
    check_officers: str = ""
    check_paper: str = ""
    state_words: Mapping[str, str] = field(default_factory=dict)
    sought: Seek = seeks_nothing
    begin: Begin = begin_with_nothing
    applicant_numbers: Mapping[str, str] = field(default_factory=dict)
    parent_question: str = ""
    after_parent: str = ""
    suggests: Mapping[str, str] = field(default_factory=dict)
    pays: bool = True
    without_notice: str = ""
    filed_by: frozenset[str] = frozenset({"person", "organisation"})
    queries: Queries = asks_no_register
    registers_specimen: RegistersSpecimen = nothing_remarkable
    footings: Footings = newcomers
    seat_sections: Mapping[str, Section] = field(default_factory=dict)
    seat_specimen: SeatSpecimen = says_nothing
    step_papers: Mapping[str, str] = field(default_factory=dict)
    line_paper: str = ""
    takes_effect: Callable[[Effect], None] | None = None
    party_to: Callable[[int, str], bool] = nobody_else
    life: Callable[[int], Mapping[str, Any]] | None = None
    screen: tuple[str, str] | None = None
    at_payment: AtPayment | None = None
    shares: Callable[[int], Mapping[str, Fraction]] | None = None
    instalments: Callable[[int], Sequence[Part]] | None = None
    reconsideration_first: bool = False

    def seat_questions(self, name: str) -> Questionnaire:
        """The page a seat asks, as a questionnaire of its own; KeyError for a page nobody declared."""
        return Questionnaire(f"{self.slug}.{name}", 1, (self.seat_sections[name],))

    def paper(self, kind: str) -> PaperKind:
        """The paper of that kind; KeyError when the procedure issues none."""
        return {paper.kind: paper for paper in self.papers}[kind]


@dataclass(frozen=True, slots=True)
class Item:
    """A benefit as the catalogue shows it. `claim_kind` is the kind its claims are stored and compared under.

    The first of `procedures` is what people come for; the others serve it. `plays` are its stories from filing to an
    end, `scenes` what only it has to show in the demonstration. `budget` is the code and name under which the
    budget's 功能分类科目 lists it. `leans_on` are kinds of claims, of whatever item, without which nothing is granted here.
    """

    slug: str
    family: str
    title_page: TitlePage
    folder: Path
    procedures: tuple[Procedure, ...]
    claim_kind: str
    plays: tuple[Play, ...] = ()
    scenes: tuple[Play, ...] = ()
    budget: str = UNKNOWN_BUDGET
    leans_on: tuple[str, ...] = ()

    def title_on(self, day: date) -> str:
        """The official name on that day."""
        return self.title_page.name_on(day)

    @property
    def principal(self) -> Procedure:
        """The procedure meant when none is named."""
        return self.procedures[0]

    @property
    def policy_path(self) -> Path:
        """Where its figures stand."""
        return self.folder / "policy.yaml"

    @property
    def routes_folder(self) -> Path:
        """Where its released routes lie, `<procedure>.<n>.json`."""
        return self.folder / "routes"

    def rests_on(self, slug: str) -> tuple[Procedure, ...]:
        """The procedures that may rest on a case of that one."""
        return tuple(procedure for procedure in self.procedures if procedure.parent == slug)

    def procedure(self, slug: str) -> Procedure:
        for procedure in self.procedures:
            if procedure.slug == slug:
                return procedure
        known = "、".join(procedure.slug for procedure in self.procedures)
        raise NotFound(f"事项 {self.slug} 没有名为“{slug}”的办理程序，现有：{known}。")

    def edition_in_folder(self) -> Edition:
        """The edition as the item's own policy.yaml has it now: what publishing would publish."""
        return Edition.read(self.policy_path.read_text(encoding="utf-8"), self.slug)
