"""How papers may be served: without this confirmation nothing is lawfully served electronically."""

from __future__ import annotations

from forms.condition import Is
from forms.fields import Choice, Option, Text
from forms.questionnaire import Section

WAYS = (
    Option("electronic", "电子送达", "文书发到本系统，并以短信提醒；看到即为送达"),
    Option("post", "邮寄送达"),
    Option("counter", "到窗口领取"),
)


def service_address() -> Section:
    """Section `service`: service_way (electronic, post, counter), and service_address when by post."""
    fields = (
        Choice("service_way", "文书送达方式", WAYS),
        Text("service_address", "邮寄地址和收件人", longest=200, personal=True, when=Is("service_way", "post")),
    )
    return Section("service", "送达地址确认", fields, "受理、补正、决定等文书按您选的方式送达。")
