"""A person's drafts, and one draft as the pages it consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from forms.correction import Correction
from forms.fields import Confirm
from forms.questionnaire import Questionnaire, Reading, Section
from forms.task_list import Task, tasks
from workflow_app.models import Account, Deadline, Defect, Draft
from workflow_app.models.keyring import person_index
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.scope import drafts_open_to, not_represented, parties_of


@dataclass(frozen=True)
class DraftPages:
    """A draft with its procedure. Pages of statements alone are no tasks: they stand above the submit button."""

    draft: Draft
    item: Item
    procedure: Procedure
    account: Account
    on: date

    @property
    def questions(self) -> Questionnaire:
        return self.procedure.questions

    @cached_property
    def reading(self) -> Reading:
        """The whole draft as understood so far."""
        return self.questions.read(self.draft.answers)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The pages that apply, without the declarations."""
        return tuple(s for s in self.questions.sections_asked(self.reading.values) if not is_declaration(s))

    @cached_property
    def declarations(self) -> tuple[Section, ...]:
        return tuple(s for s in self.questions.sections_asked(self.reading.values) if is_declaration(s))

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The task list, in order."""
        mine = {section.slug for section in self.sections}
        return tuple(self._as_told(task) for task in tasks(self.questions, self.draft.answers) if task.slug in mine)

    def _as_told(self, task: Task) -> Task:
        """A page also waits for what an office asked for, and for a number that is one's own."""
        asked = any(defect.section == task.slug for defect in self.defects) and task.slug not in self.draft.supplied
        foreign = any(slug == task.slug for slug, _ in self.foreign)
        return task.with_more(1) if foreign else task.asked_again() if asked else task

    @cached_property
    def defects(self) -> tuple[Defect, ...]:
        """What the one correction notice named; nothing for a first filing."""
        return tuple(self.draft.correcting.defects.order_by("id")) if self.draft.correcting else ()

    @cached_property
    def supply_by(self) -> date | None:
        """The last day to supply it."""
        armed = Deadline.objects.filter(case=self.draft.correcting_id, state=Deadline.State.ARMED)
        due = armed.filter(kind=Deadline.Kind.CORRECTION).first() if self.draft.correcting_id else None
        return due.due_on if due else None

    @cached_property
    def foreign(self) -> tuple[tuple[str, Correction], ...]:
        """(page, what to correct) of every number of an applicant whom the account may not act for."""
        kinds, values = self.procedure.applicant_numbers, self.reading.values
        given = [
            (section.slug, field.name, kinds[field.name], values[field.name])
            for section in self.sections
            for field in section.asked(values)
            if field.name in kinds and values.get(field.name)
        ]
        mine = set(parties_of(self.account, self.on).values_list("number_index", flat=True)) if given else set()
        return tuple(
            (slug, Correction(name, not_represented(kind, number)))
            for slug, name, kind, number in given
            if person_index(number) not in mine
        )

    def read_page(self, slug: str) -> Reading:
        """One page as understood, with what must be corrected before it can be filed by this person."""
        found = self.questions.read_section(slug, self.raw(slug), self.earlier(slug))
        foreign = tuple(correction for page, correction in self.foreign if page == slug)
        return replace(found, corrections=(*found.corrections, *foreign))

    @property
    def left(self) -> tuple[Task, ...]:
        """Pages that still need something."""
        return tuple(task for task in self.tasks if task.state != "done")

    def section(self, slug: str) -> Section:
        """One page of this draft; NotFound for one that does not apply."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise NotFound("这份申报里没有这一页，可能是前面的回答改过了。请回到申报首页继续。")

    def raw(self, slug: str) -> Mapping[str, Any]:
        """What was typed on a page."""
        return self.draft.answers.get(slug, {})

    def earlier(self, slug: str) -> Mapping[str, Any]:
        """Typed answers of the pages before, on which it depends what a page asks."""
        values: dict[str, Any] = {}
        for section in self.questions.sections_asked(self.reading.values):
            if section.slug == slug:
                break
            values |= self.questions.read_section(section.slug, self.raw(section.slug), values).values
        return values

    def after(self, slug: str) -> str:
        """The page that follows; '' after the last."""
        slugs = [section.slug for section in self.sections]
        return next(iter(slugs[slugs.index(slug) + 1 :]), "")

    def files(self) -> dict[str, Mapping[str, Any]]:
        """{sha256: reference} of every file the draft holds."""
        given = (value for answers in self.draft.answers.values() for value in answers.values())
        lists = (value for value in given if isinstance(value, list))
        return {
            each["sha256"]: each for value in lists for each in value if isinstance(each, dict) and "sha256" in each
        }


def is_declaration(section: Section) -> bool:
    """Whether a page holds nothing but statements to agree with."""
    return all(isinstance(field, Confirm) for field in section.fields)


def drafts_of(account: Account, on: date) -> list[Draft]:
    """A person's drafts without their answers, the last touched first."""
    drafts = drafts_open_to(account, on).select_related("correcting")
    return list(drafts.defer("answers").order_by("-saved_at"))


def draft_pages(draft_id: int, account: Account, on: date) -> DraftPages:
    """A draft the person may fill in on that day; NotFound for anybody else's."""
    draft = drafts_open_to(account, on).select_related("correcting__edition").filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿。它可能已经提交或删除，请到“我的申报”查看。")
    item = catalogue.item(draft.item)
    return DraftPages(draft, item, item.procedure(draft.procedure), account, on)
