"""Begin, continue and discard a draft. A draft is nobody's case yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.hand_in import drop_uploads
from workflow_app.models import Account, Case, Draft, Filing
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow
from workflow_app.queries.scope import drafts_open_to


def start_draft(
    item: str, procedure: str, *, by: Account, at: datetime, answers: dict[str, dict[str, Any]] | None = None
) -> Draft:
    """A new draft of a procedure, with what is known already. Raises NotFound for an unknown one, NotAllowed for officers."""
    catalogue.procedure(item, procedure)
    if by.is_officer:
        raise NotAllowed("工作人员账号不能申报，请用申请人账号登录。")
    return Draft.objects.create(
        account=by, item=item, procedure=procedure, answers=answers or {}, created_at=at, saved_at=at
    )


def start_correction(case: Case, filing: Filing, *, at: datetime) -> Draft:
    """The draft in which the applicant supplies what the one notice names; it begins with what was filed."""
    questions = catalogue.procedure(case.item, case.procedure).questions
    names = {section.slug: [f.name for f in section.fields] for section in questions.sections_asked(filing.answers)}
    answers = {
        slug: {name: filing.answers[name] for name in fields if name in filing.answers}
        for slug, fields in names.items()
    }
    return Draft.objects.create(
        account=filing.by,
        item=case.item,
        procedure=case.procedure,
        correcting=case,
        answers=answers,
        created_at=at,
        saved_at=at,
    )


def save_section(
    draft_id: int, section: str, raw: dict[str, Any], *, revision: int, by: Account, at: datetime
) -> Draft:
    """Keep one page as typed, right or wrong. `revision` is what the page was rendered from.

    Raises NotPossibleNow when another device saved in between: nothing is overwritten unseen.
    """
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        if draft.revision != revision:
            raise NotPossibleNow(
                "这份草稿刚在另一个页面或设备上改过。请刷新本页，核对后再填写；您刚才填的内容没有覆盖它。"
            )
        kept = draft.answers.get(section, {})
        draft.answers = draft.answers | {section: kept | raw}
        return _saved(draft, section, at)


def put_answer(draft_id: int, section: str, name: str, value: Any, *, by: Account, at: datetime) -> Draft:
    """Keep one answer that came by itself: a received file, a read roster."""
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        draft.answers = draft.answers | {section: draft.answers.get(section, {}) | {name: value}}
        return _saved(draft, section, at)


def discard_draft(draft_id: int, *, by: Account, at: datetime) -> None:
    """Throw a draft away. A correction is not thrown away: it ends by being sent or by its deadline."""
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        if draft.correcting_id:
            raise NotPossibleNow("这是补正材料，不能删除；不想继续办理可以撤回申请。")
        drop_uploads(draft)
        draft.delete()


def own_draft(draft_id: int, by: Account, at: datetime) -> Draft:
    """The draft, locked. Raises NotFound for another's: a stranger learns nothing. A correction is everybody's who acts
    for the applicant that day."""
    locked = Draft.objects.select_for_update().filter(pk=draft_id)
    own = locked.filter(account=by, correcting=None).first()  # nearly always, and a third of the other's price
    draft = own or (locked & drafts_open_to(by, localtime(at).date())).first()
    if draft is None:
        raise NotFound("没有找到这份草稿。它可能已经提交或删除，请到“我的申报”查看。")
    return draft


def _saved(draft: Draft, section: str, at: datetime) -> Draft:
    draft.revision += 1
    draft.saved_at = at
    if draft.correcting_id and section not in draft.supplied:
        draft.supplied = [*draft.supplied, section]
    draft.save(update_fields=["answers", "revision", "saved_at", "supplied"])
    return draft
