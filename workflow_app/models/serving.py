"""送达: each way a paper was brought to whom it is for, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.paper import IssuedDocument


class ServiceMethod(models.TextChoices):
    """民事诉讼法 第八十八条至第九十五条, as administration follows it."""

    ELECTRONIC = "electronic", "电子送达"
    POST = "post", "邮寄送达"
    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    ANNOUNCED = "announced", "公告送达"


class ServiceState(models.TextChoices):
    """A letter is on its way until it arrives or comes back; what two officers did is told until the second has confirmed it; every
    other way is recorded once it is done. What was recorded by mistake is taken back by two people (`TakingBack`)."""

    SENT = "sent", "已寄出"
    TOLD = "told", "待同去人员确认"
    SERVED = "served", "已送达"
    RETURNED = "returned", "退回"
    DECLINED = "declined", "没有确认"
    TAKEN_BACK = "taken_back", "登记已注销"


S = ServiceState
# What may be true of one paper once at most: nobody serves twice what is served, told or on its way.
LIVE = (S.SENT, S.TOLD, S.SERVED)
# What two people may take back.
MISTAKABLE = (S.SENT, S.SERVED, S.RETURNED)


class Service(models.Model):
    """One attempt. `served_on` is the day the law counts from: of a letter the day on its receipt, of a paper left behind the day
    it was left, of an announced one the end of its thirty days. `by` None is the system.
    """

    paper = models.ForeignKey(IssuedDocument, models.RESTRICT, related_name="services")
    method = models.CharField("送达方式", max_length=20, choices=ServiceMethod)
    state = FSMField("送达状态", default=S.SERVED, choices=S.choices, protected=True)
    recipient = models.CharField("受送达人", max_length=80)
    at = models.DateTimeField("登记时间")  # of an electronic service the moment it arrived
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    with_whom = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")  # the second of two servers
    place = models.CharField("送达地点", max_length=120, blank=True)
    tracking = models.CharField("邮件号", max_length=40, blank=True)
    sent_on = models.DateField("寄出日期", null=True)
    served_on = models.DateField("送达日期", null=True)
    returned_on = models.DateField("退回日期", null=True)
    receiver = models.CharField("签收人", max_length=80, blank=True)
    relation = models.CharField("与受送达人的关系", max_length=40, blank=True)  # '' the party itself signed
    refusal = models.CharField("拒收事由", max_length=200, blank=True)
    witnesses = models.CharField("见证人", max_length=80, blank=True)
    filmed = models.BooleanField("拍照录像", default=False)
    words = models.CharField("备注", max_length=200, blank=True)
    settled_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    settled_at = models.DateTimeField("邮件结果登记或者同去人员确认的时间", null=True)
    answer = models.CharField("没有确认的原因", max_length=200, blank=True)
    proof = models.ForeignKey(IssuedDocument, models.RESTRICT, null=True, related_name="proves")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="service_state_is_a_state"),
            models.UniqueConstraint(fields=["paper"], condition=Q(state__in=LIVE), name="one_live_service_of_a_paper"),
            models.CheckConstraint(
                condition=~Q(state=S.SERVED) | Q(served_on__isnull=False), name="a_served_paper_says_on_which_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.SENT) | (~Q(tracking="") & Q(sent_on__isnull=False)),
                name="a_letter_says_its_number_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.RETURNED) | Q(returned_on__isnull=False),
                name="a_returned_letter_says_on_which_day",
            ),
            models.CheckConstraint(
                condition=~Q(method=ServiceMethod.LEFT) | (~Q(refusal="") & (~Q(witnesses="") | Q(filmed=True))),
                name="what_is_left_behind_says_why_and_who_saw_it",
            ),
        ]
        indexes = [models.Index(fields=["tracking"], condition=~Q(tracking=""), name="letters_by_tracking")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.method} {self.state}"

    @transition(field=state, source=S.SENT, target=S.SERVED)
    def arrive(self) -> None:
        """The receipt says who took it and when."""

    @transition(field=state, source=S.SENT, target=S.RETURNED)
    def come_back(self) -> None:
        """Nobody took it: another attempt is needed."""

    @transition(field=state, source=S.TOLD, target=S.SERVED)
    def confirm(self) -> None:
        """The second server was there too."""

    @transition(field=state, source=S.TOLD, target=S.DECLINED)
    def decline(self) -> None:
        """The second server was not there, or who recorded it named the wrong one."""

    @transition(field=state, source=list(MISTAKABLE), target=S.TAKEN_BACK)
    def take_back(self) -> None:
        """It was recorded by mistake: the paper is not served, no day runs from it."""
