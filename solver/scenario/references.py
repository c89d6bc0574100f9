"""Names that rule parameters use must exist in the rosters: a cap for a unit that nobody belongs to would do nothing.

When to modify
    A rule gets a parameter whose keys are names of the rosters: add a line to ``NAMED``.
"""

from __future__ import annotations

from solver.domain.instance import Instance
from solver.errors import Fault
from solver.scenario.loading import Scenario
from solver.scenario.nodes import ListNode, MappingNode, Mark, Node, ScalarNode, fault_at, find
from solver.scenario.rosters.findings import did_you_mean
from solver.text import Text

NAMED: dict[tuple[str, str], str] = {
    ("unit_quota", "caps"): "unit",
    ("headcount_budget", "counties"): "county",
    ("other_types", "types"): "type",
}
"""Rule and parameter to what its keys (or, of a list, its items) name."""

_KINDS = {"unit": Text("单位", "unit"), "county": Text("县", "county"), "type": Text("村类型", "village type")}
_UNKNOWN = Text("花名册中没有这个{kind}{hint}", "the rosters hold no such {kind}{hint}")
_MEND = Text("改正名称，或删去它。", "correct the name, or delete it.")


def faults_of_names(scenario: Scenario, instance: Instance) -> list[Fault]:
    """Return a fault for every name that the rosters do not hold."""
    known = {
        "unit": {u.unit_id for u in instance.units} | {c.unit_id for c in instance.candidates},
        "county": {v.county for v in instance.villages},
        "type": {t for v in instance.villages for t in v.custom_types},
    }
    faults = []
    for (slug, parameter), kind in NAMED.items():
        path = ("rules", slug, parameter)
        spot = find(scenario.tree, path)
        for name, mark in _names(spot.node) if spot.path == path else ():
            if name not in known[kind]:
                problem = _UNKNOWN.with_values(kind=_KINDS[kind], hint=did_you_mean(name, known[kind]))
                faults.append(fault_at(mark, "unknown_name", problem, _MEND, path=spot.dotted, value=name))
    return faults


def _names(node: Node) -> list[tuple[str, Mark]]:
    if isinstance(node, MappingNode):
        return [(name, entry.key_mark) for name, entry in node.entries.items()]
    items = node.items if isinstance(node, ListNode) else ()
    return [(item.source, item.mark) for item in items if isinstance(item, ScalarNode)]
