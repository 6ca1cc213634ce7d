"""What `manage.py check` refuses: flows without a real lock."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, register
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock


@register()
def every_flow_has_a_real_lock(app_configs: Sequence[Any] | None, **_: Any) -> list[Error]:
    """viewflow's default is no lock: two departments approving at once corrupt half of the cases."""
    return [
        Error(f"{flow_class.__name__} runs without a waiting row lock", id="huimin.E001")
        for flow_class in Flow.__subclasses__()
        if not isinstance(flow_class.lock_impl, SelectForUpdateLock) or flow_class.lock_impl.nowait
    ]
