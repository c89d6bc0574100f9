"""The scenario of a generated county, as keys and values and as YAML text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from solver.generate.setting import REFERENCE

_OPTIONS: dict[str, dict[str, Any]] = {}


def scenario_of(name: str, seed: int, county: str, first_secretaries: int, members: int) -> dict[str, Any]:
    """Return the scenario of a generated round, its rosters left open.

    Parameters
    ----------
    first_secretaries, members
        Head-count budgets of the round, incumbents who stay included.
    """
    return {
        "format": 1,
        "name": name,
        "title": f"{county}驻村第一书记和工作队轮换（虚构，{name}，种子{seed}）",
        "rosters": "",
        "reference": {
            "reference_date": REFERENCE.reference_date,
            "on_post_date": REFERENCE.on_post_date,
            "term_months": REFERENCE.term_months,
            "horizon_date": REFERENCE.horizon_date,
            "mode": REFERENCE.mode,
        },
        "budgets": {"first_secretaries": first_secretaries, "members": members},
        "rules": dict(_OPTIONS.get(name, {})),
        "goals": {},
        "effort": "default",
        "language": "zh",
    }


def scenario_yaml(scenario: Mapping[str, Any], rosters: str, comment: str = "") -> str:
    """Return the YAML text of a scenario that reads these rosters (a path beside the file).

    Parameters
    ----------
    comment
        Lines for the head of the file, without ``#``.
    """
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    body = yaml.safe_dump({**scenario, "rosters": rosters}, allow_unicode=True, sort_keys=False, width=100)
    return head + body
