"""Scenes at the first desk: filed, sent back, supplied, too late, not accepted, taken back, accepted by silence."""

from __future__ import annotations

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting, setbacks
from workflow_app.management.town.town import AGENT, ELSEWHERE, Town
from workflow_app.models import Deadline

UNREADABLE = (("own_certificate", "证书照片看不清编号，请重新拍照上传。"),)
INCOMPLETE = (
    ("trainees", "考勤记录缺少最后两天的签到页，请补交。"),
    ("basic_account", "基本存款账户信息表看不清账号，请重新扫描上传。"),
)


def records_on_their_way(town: Town) -> None:
    """开班备案: just filed, at the handler, at the section, refused."""
    for step in ("receive", "handle", "section"):
        acting.sign_until(town.recorded(town.past.at(0)), step, at=town.past.at(0, 1))
    case = town.bring(town.recorded(town.past.at(14), ELSEWHERE), "handle", 14)
    acting.sign_all(case, Stance.REFUSE, "培训地点不具备烹调实训条件，现场与填报不符。", at=town.past.at(13))
    acting.sign_all(case, at=town.past.at(12))


def filed(town: Town) -> None:
    """Begun and left, on one device or another; filed within the hour."""
    at = town.past.at(0)
    for who in (AGENT, ELSEWHERE):
        town.serial += 1
        casting = acting.casting_of(who, town.serial, localtime(at).date())
        acting.fill(town.item.slug, town.record.slug, casting, by=acting.account(who), at=at)
    town.own(0, "li")


def sent_back(town: Town) -> None:
    """Waiting for its correction; corrected and received again; corrected never."""
    setbacks.ask_for_correction(town.own(2, "zhang"), UNREADABLE, town.past.at(2, 4))
    supplied = town.claimed(6)
    setbacks.ask_for_correction(supplied, INCOMPLETE, town.past.at(6, 4))
    setbacks.supply(supplied, town.past.at(0, 2))
    too_late = town.own(30, "li")
    setbacks.ask_for_correction(too_late, UNREADABLE, town.past.at(30, 4))
    setbacks.fall_silent(too_late, Deadline.Kind.CORRECTION, town.past.at(18))


def turned_away(town: Town) -> None:
    """Not this office's matter; taken back by who filed it."""
    not_here = town.own(40, "li")
    acting.sign_all(not_here, Stance.REFUSE, "该培训属于企业内部岗前培训，不属于本事项。", at=town.past.at(40, 4))
    gone = town.own(46, "wang")
    withdraw(gone.pk, words="证书编号填错了，核对后重新申报。", by=acting.account("wang"), at=town.past.at(45))


def accepted_by_silence(town: Town) -> None:
    """Nobody told the school anything in a working day: accepted on the day it filed."""
    setbacks.fall_silent(town.claimed(4), Deadline.Kind.RECEIPT, town.past.at(2))
