"""The words routes are written in, so that a route.py reads as a table of steps."""

from __future__ import annotations

from fractions import Fraction

from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import END, Edge, Route, Step
from workflow_app.approval.stance import Outcome

Member = Quorum | SeatSpec
APPLICANT = SeatSpec(applicant=True)


def desk(
    role: str,
    title: str,
    unit: str = "competent",
    limit: str = "",
    asks: str = "",
    tier: str = "",
    veto: bool = False,
    duty: str = "",
) -> SeatSpec:
    """A seat of a desk at the competent unit, or at another kind of unit of the same place (at the nearest of them, or at
    the one of a `tier`). `asks` is the page of questions its signer answers to agree; `duty` what they do on the case, where it is not what the role does
    elsewhere."""
    return SeatSpec(desk=role, unit=unit, title=title, limit=limit, asks=asks, tier=tier, veto=veto, duty=duty)


def any_of(*members: Member) -> Quorum:
    """或签: the first who speaks."""
    return Quorum("any", members)


def all_of(*members: Member, first_no_decides: bool = True) -> Quorum:
    """会签: everyone; with `first_no_decides=False` everyone is heard before a no counts."""
    return Quorum("all", members, first_no_decides=first_no_decides)


def at_least(number: int, *members: Member) -> Quorum:
    """票签: so many of them."""
    return Quorum("at_least", members, Fraction(number))


def to(step: str, legal: str = "", when: str = "") -> Edge:
    """On to a step; `when` names a predicate of the procedure, `legal` what the case then is in law."""
    return Edge(step, when, legal)


def end(legal: str) -> Edge:
    """The route ends, and the case is this in law."""
    return Edge(END, legal=legal)


def step(
    name: str, title: str, legal: str, quorum: Quorum | None, limit: str = "", **outcomes: Edge | tuple[Edge, ...]
) -> Step:
    """One step; without a quorum the house itself moves it on. `outcomes` are approved=, refused=, returned=, lapsed=."""
    edges = {Outcome(name): edge if isinstance(edge, tuple) else (edge,) for name, edge in outcomes.items()}
    return Step(name, title, legal, edges, quorum, limit)


def route(procedure: str, version: int, *steps: Step) -> Route:
    """The steps in their order; a case begins at the first."""
    return Route(procedure, version, steps[0].name, {step.name: step for step in steps})


def receipt(window: SeatSpec, then: str, title: str = "受理") -> tuple[Step, ...]:
    """受理 and 补正: silence means accepted, no correction in time means withdrawn (《安阳市政务服务条例》第三十六条)."""
    return (
        step(
            "receive", title, "submitted", any_of(window), "clock.receipt",
            approved=to(then), returned=to("correct"), refused=end("not_accepted"), lapsed=to(then),
        ),
        step(
            "correct", "补正", "awaiting_correction", any_of(APPLICANT), "clock.correction",
            approved=to("receive"), lapsed=end("deemed_withdrawn"),
        ),
    )  # fmt: skip


def refusal(signer: SeatSpec, back: str, title: str = "拟不予批准") -> Step:
    """Who signs a refusal, or sends the case back to be looked at again."""
    return step(
        "refuse", title, "deciding", any_of(signer), "step.refuse", approved=end("refused"), returned=to(back)
    )  # fmt: skip


def bureau_decides(finance: SeatSpec, signer: SeatSpec, after: str) -> tuple[Step, ...]:
    """局财务股复核 and 分管领导审批, each sending back one step; what is approved goes on notice."""
    return (
        step(
            "bureau_finance", "局财务股复核", "accepted", any_of(finance), "step.bureau_finance",
            approved=to("deputy_head"), refused=to("refuse"), returned=to(after),
        ),
        step(
            "deputy_head", "分管领导审批", "deciding", any_of(signer), "step.deputy_head",
            approved=to("notice"), refused=to("refuse"), returned=to("bureau_finance"),
        ),
    )  # fmt: skip


def notice(then: str, back: str) -> Step:
    """公示, which the house opens and ends; an upheld objection sends the case back."""
    return step("notice", "公示", "deciding", None, approved=to(then), returned=to(back))


def notice_to_funds(signer: SeatSpec, back: str) -> tuple[Step, ...]:
    """公示 → 核定 → 提请拨付, the way of every case that is paid."""
    return (
        notice("confirm", back),
        step(
            "confirm", "核定", "deciding", any_of(signer), "step.confirm",
            approved=to("request_funds", legal="approved"), refused=end("refused"), returned=to(back),
        ),
        step("request_funds", "提请拨付", "approved", None, "step.request_funds", approved=end("approved")),
    )  # fmt: skip
