"""Words officers write every day, to begin an opinion with."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workflow_app.models import CaseState


def phrases(state: str) -> list[str]:
    """Those that fit what the case is in law."""
    if state == CaseState.SUBMITTED:
        return [
            _("材料齐全，符合法定形式，予以受理。"),
            _("材料不齐全，请按所列问题补正。"),
            _("不属于本机关职权范围，请向有权机关申请。"),
        ]
    return [
        _("经审核，材料真实、齐全，符合规定条件，同意。"),
        _("经核对，名单、证书、考勤一致，同意。"),
        _("材料与实际情况不符，请核实后再报。"),
        _("金额计算有误，请核对后再报。"),
        _("不符合规定条件，不予同意。"),
    ]
