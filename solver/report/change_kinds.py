"""What can become of a person between two plans, in words."""

from __future__ import annotations

from solver.text import Text

CHANGE_KINDS: dict[str, Text] = {
    "sent": Text("新增", "sent now"),
    "dropped": Text("取消", "no longer sent"),
    "moved": Text("换村", "another village"),
    "role": Text("换职务", "another role"),
    "stays": Text("改为留任", "stays now"),
    "leaves": Text("不再留任", "stays no longer"),
}
