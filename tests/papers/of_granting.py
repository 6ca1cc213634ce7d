"""Papers of what is granted: the notice before the public, the meeting, the answer to an objection, the determination."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from forms.identity import group_in_fours, mask_id, mask_name, mask_phone
from tests.papers.head import day, fen, of_case, of_paper, remedies_of, title_of
from tests.papers.leaves import Expected, one_of, says, sentence
from workflow_app.approval.stance import Stance
from workflow_app.models import (
    Action,
    Claim,
    IssuedDocument,
    Meeting,
    Notice,
    NoticeLine,
    Objection,
    Opinion,
    PayeeAccount,
)
from workflow_app.policy.formula import in_words
from workflow_app.policy.standing import Standing

WEAKER = (Standing.ENACTED, Standing.MODELLED, Standing.SAMPLE)  # the standing of a sum is that of its weakest figure


def public_notice(paper: IssuedDocument) -> Expected:
    notice = paper.notice
    assert notice is not None
    lines = list(notice.lines.select_related("claim__case__applicant").order_by("ordinal"))
    told = [_shown(line) for line in lines]
    kinds = {(line["subject"], line["fen"], line["standing"]) for line in told}
    return (
        of_paper(paper)
        | sums([line.claim for line in lines])
        | {
            "batch": f"{notice.year}年第{notice.ordinal}批",
            "item": title_of(notice.item, paper.issued_at.date()),
            "lines": told,
            "standards": [
                {"caption": subject, "amount": f"每人{amount / 100:.2f}元", "standing": standing}
                for subject, amount, standing in sorted(kinds)
            ],
            "townships": any(line["township"] for line in told),
            "organisations": len({line.claim.case.applicant_id for line in lines}),
            "period.since": notice.opened_on.isoformat(),
            "period.until": one_of(notice.ends_on.isoformat(), *_ended_before(notice)),
            "period.working_days": notice.days,
            "period.unit": "个工作日" if notice.days_kind.startswith("working") else "日",
            "period.standing": notice.days_standing,
            "objection.phone": notice.unit.phone,
            "objection.address": notice.unit.address,
            "objection.url": lambda found: found.endswith(f"/notices/{notice.pk}"),
        }
    )


def _ended_before(notice: Notice) -> list[str]:
    """The last day as it was told at the opening, where a holiday notice moved it since."""
    told = Action.objects.filter(stream=notice.stream_id, verb="open_notice").values_list("body", flat=True)
    return [body["ends_on"] for body in told if "ends_on" in body]


def _shown(line: NoticeLine) -> dict[str, Any]:
    who = line.claim.beneficiary
    return {
        "ordinal": line.ordinal,
        "name": who["name"],
        "township": who.get("township") or "",
        "last_four": who["number"][-4:],
        "subject": line.claim.caption,
        "organisation": line.claim.case.applicant.name,
        "fen": fen(line.amount),
        "standing": line.standing,
    }


def sums(claims: Sequence[Claim]) -> Expected:
    """How many, how much, and whose figures."""
    people = len({claim.beneficiary_index for claim in claims})
    return {
        "count": len(claims),
        "people": people,
        "unit": "人" if people == len(claims) else "项",
        "total_fen": sum(fen(claim.amount) for claim in claims),
    }


def weakest(claims: Sequence[Claim]) -> str:
    return str(max((Standing(claim.standing) for claim in claims), key=WEAKER.index, default=Standing.ENACTED))


def line_of(claim: Claim) -> dict[str, Any]:
    """A claim as its applicant's papers and the lists of finance show it."""
    who = claim.beneficiary
    return {
        "name": mask_name(who["name"]),
        "identity": mask_id(who["number"]),
        "phone": mask_phone(who.get("phone", "")),
        "certificate": who.get("evidence", ""),
        "subject": claim.caption,
        "formula": in_words(claim.formula),
        "fen": fen(claim.amount),
        "standing": claim.standing,
    }


def determination(paper: IssuedDocument) -> Expected:
    case = paper.case
    assert case is not None
    acts = Action.objects.filter(stream=case.stream_id, verb="determine").order_by("ordinal")
    ever = [(at, set(body["lines"])) for at, body in acts.values_list("at", "body")]
    *earlier, mine = [lines for at, lines in ever if at <= paper.issued_at]
    claims = list(case.claims.order_by("ordinal"))
    granted = [claim for claim in claims if claim.ordinal in mine]
    before = [claim for claim in claims if any(claim.ordinal in lines for lines in earlier)]
    off = [claim for claim in claims if claim.state == "struck_off" and not any(claim.ordinal in n for _, n in ever)]
    account = PayeeAccount.objects.filter(case=case, at__lte=paper.issued_at).latest("pk")
    people = len({claim.beneficiary_index for claim in claims})
    told = {
        "applied": len(claims),
        "people": people,
        "unit": "人" if people == len(claims) else "项",
        "count": len(granted),
        "total_fen": sum(fen(claim.amount) for claim in granted),
        "standing": weakest(granted),
        "lines": [line_of(claim) for claim in granted],
        "struck_off": [{"name": mask_name(claim.beneficiary["name"]), "reason": claim.reason} for claim in off],
        "open_still": len(claims) - len(off) - len(granted) - len(before),
        "payee": {"name": account.payee, "account": account.masked, "bank": account.bank},
    }
    return of_case(paper) | remedies_of(paper) | told | noticed(granted) | _earlier(paper, before, granted)


def _earlier(paper: IssuedDocument, before: Sequence[Claim], granted: Sequence[Claim]) -> Expected:
    if not before:
        return {}
    whole, case = [*before, *granted], paper.case
    assert case is not None
    papers = case.papers.filter(kind=paper.kind, issued_at__lt=paper.issued_at).order_by("pk")
    sum_of_both = {"count": len(whole), "fen": sum(fen(claim.amount) for claim in whole), "standing": weakest(whole)}
    return {
        "earlier.numbers": list(papers.values_list("number", flat=True)),
        "earlier.count": len(before),
        "earlier.fen": sum(fen(claim.amount) for claim in before),
        "altogether": sum_of_both,
    }


def noticed(claims: Sequence[Claim]) -> Expected:
    """The notice these claims stood on."""
    line = NoticeLine.objects.filter(claim=claims[0], state="cleared").select_related("notice").latest("pk")
    opposed = line.notice.lines.filter(objections__isnull=False).distinct().count()
    return {
        "notice.number": IssuedDocument.objects.get(notice=line.notice, kind="public_notice").number,
        "notice.since": line.notice.opened_on.isoformat(),
        "notice.until": line.notice.ends_on.isoformat(),
        "notice.result": says(f"{opposed}人的异议") if opposed else "公示期间没有收到异议",
    }


def objection_answer(paper: IssuedDocument) -> Expected:
    objection = Objection.objects.get(paper=paper)
    line, notice = objection.line, objection.line.notice
    who = line.claim.beneficiary
    upheld = objection.state == Objection.State.UPHELD
    return of_paper(paper) | {
        "to": mask_name(objection.name),
        "code": group_in_fours(objection.code),
        "objected_on": day(objection.at),
        "notice.batch": f"{notice.year}年第{notice.ordinal}批",
        "notice.number": IssuedDocument.objects.get(notice=notice, kind="public_notice").number,
        "item": title_of(notice.item, paper.issued_at.date()),
        "line.ordinal": line.ordinal,
        "line.name": who["name"],
        "line.township": who.get("township") or "",
        "line.last_four": who["number"][-4:],
        "answer": lambda found: "".join(found) == "".join(objection.answer.split("\n")).replace("\r", ""),
        "follows": says("您提出的异议成立" if upheld else "异议不成立"),
    }


def minutes(paper: IssuedDocument) -> Expected:
    """The session as it was recorded, every signature with its words, and the count."""
    case = paper.case
    assert case is not None
    near = timedelta(seconds=1)
    met = Meeting.objects.filter(
        round__case=case, round__closed_at__range=(paper.issued_at - near, paper.issued_at + near)
    )
    meeting = met.select_related("round", "chair", "by").latest("pk")
    there = sorted(meeting.present.values_list("name", flat=True))
    words = Opinion.objects.filter(seat__round=meeting.round, seat__removed_at=None).select_related("by", "seat")
    spoken = [f"{word.seat.title}{word.by.name}：{Stance(word.stance).label}。{word.words}" for word in words]
    kept = case.claims.exclude(state="struck_off")
    listed = {"number": case.number, "applicant": case.applicant.name}
    organ = paper.data["organ"]["name"]
    return of_paper(paper) | {
        "head": f"{organ}{meeting.round.title}纪要",
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "chair.name": meeting.chair.name,
        "chair.post": says(*words.filter(by=meeting.chair).values_list("seat__title", flat=True)[:1]),
        "recorder": meeting.by.name,
        "present": lambda found: sorted(each["name"] for each in found) == there,
        "absent": lambda found: not {each["name"] for each in found} & set(there),
        "printed_by": f"{organ}办公室",
        "matters.0.title": f"{title_of(case.item, paper.issued_at.date())}审批事项",
        "matters.0.words": says(case.number, meeting.words.strip().rstrip("。"), *spoken, f"{len(spoken)}票"),
        "matters.0.cases": lambda found: found in ([], [listed | {"count": kept.count(), "fen": fen(case.amount)}]),
        "matters.0.resolution": lambda found: (
            found.startswith("退回" if meeting.round.state == "returned" else "")
            and found.startswith("不同意") == (meeting.round.state == "refused")
        ),
    }


OF_GRANTING = {
    "papers/public_notice.html": public_notice,
    "papers/determination.html": determination,
    "papers/objection_answer.html": objection_answer,
    "papers/minutes.html": minutes,
}
__all__ = ["OF_GRANTING", "line_of", "noticed", "sentence", "sums", "weakest"]
