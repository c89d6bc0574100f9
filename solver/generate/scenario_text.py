"""The scenario of a generated county, as keys and values and as YAML text."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import yaml

from solver.domain.words import Level
from solver.generate.setting import REFERENCE

_AGRONOMISTS: dict[str, Any] = {
    "expertise": ["agronomy", "livestock_forestry"],
    "village_types": ["lifted"],
    "task_weight": "heavy",
}
_OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "tiny": {"aggregate_supply": {"percent": 100, "reason": "演示算例：人选恰好够用，不留备选"}},
    "county-s": {
        "home_avoidance": {"enabled": True, "scope": "village", "reason": "县委组织部回避规定：不派回本人申报的原籍村"},
        "unit_share_in_team": {"enabled": True, "most": 2, "reason": "县里要求混合组队，同一单位在一队不超过2人"},
        "women_per_team": {"enabled": True, "least": 1, "reason": "县妇联建议每队至少1名女干部，便于走访妇女儿童"},
        "required_expertise": {
            "enabled": True,
            "demands": [
                _AGRONOMISTS,
                {"expertise": ["party_affairs", "law"], "village_types": ["weak"], "role": "first_secretary"},
            ],
            "reason": "任务重的脱贫村要有懂农业的人，软弱涣散村第一书记要懂党务或政法",
        },
        "drive_time": {
            "enabled": True,
            "max_min": 90,
            "applies_to": "hardship",
            "reason": "照顾家庭困难人员，派往车程一个半小时以内的村",
        },
        "cooling_off": {"enabled": True, "min_months": 12, "reason": "上一轮驻村结束不满一年的不连续选派"},
    },
    "county-m": {
        "required_expertise": {"enabled": True, "demands": [_AGRONOMISTS], "reason": "任务重的脱贫村要有懂农业的人"}
    },
    "county-l": {
        "required_expertise": {"enabled": True, "demands": [_AGRONOMISTS], "reason": "任务重的脱贫村要有懂农业的人"}
    },
}
"""Local options that a generated scenario switches on, with the reasons that the report prints."""


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
        "title": {
            "zh": f"{county}驻村第一书记和工作队轮换（虚构）",
            "en": f"Rotation of first secretaries and work teams, {county} (fictional)",
        },
        "description": {
            "zh": f"按县区轮换的样子随机生成（{name}，种子{seed}），地名、人名均为虚构。",
            "en": f"Drawn at random to look like a county's rotation ({name}, seed {seed}); all names are invented.",
        },
        "rosters": "",
        "reference": {
            "reference_date": REFERENCE.reference_date,
            "on_post_date": REFERENCE.on_post_date,
            "term_months": REFERENCE.term_months,
            "horizon_date": REFERENCE.horizon_date,
            "mode": REFERENCE.mode,
        },
        "budgets": {"first_secretaries": first_secretaries, "members": members},
        "rules": copy.deepcopy(_OPTIONS.get(name, {})),
        "goals": {},
        "effort": "default",
        "language": "zh",
    }


def region_scenario(
    name: str, seed: int, area: str, budgets: Mapping[str, tuple[int, int]], sent: Mapping[Level, int]
) -> dict[str, Any]:
    """Return the scenario of a generated prefecture or province, its rosters left open.

    Parameters
    ----------
    budgets
        First secretaries and members of each county, incumbents who stay included; they add up to those of the whole.
    sent
        Nominees of the levels above the counties; nearly all of them may be sent.
    """
    first_secretaries = sum(a for a, _ in budgets.values())
    members = sum(b for _, b in budgets.values())
    scenario = scenario_of(name, seed, area, first_secretaries, members)
    scenario["title"]["zh"] = f"{area}驻村第一书记和工作队轮换（虚构）"
    scenario["description"] = {
        "zh": f"按{len(budgets)}个县一并轮换的样子随机生成（{name}，种子{seed}），地名、人名均为虚构。",
        "en": f"Drawn at random to look like the rotation of {len(budgets)} counties in one round ({name}, seed "
        f"{seed}); all names are invented.",
    }
    scenario["budgets"]["counties"] = {
        county: {"first_secretaries": a, "members": b} for county, (a, b) in budgets.items()
    }
    scenario["rules"]["required_expertise"] = {
        "enabled": True,
        "demands": [copy.deepcopy(_AGRONOMISTS)],
        "reason": "任务重的脱贫村要有懂农业的人",
    }
    most = {level.value: n - n // 25 for level, n in sent.items() if n}
    if most:
        scenario["rules"]["level_headcount"] = {
            "enabled": True,
            "max": most,
            "reason": "省、市两级留少量人选备用，统筹使用",
        }
    return scenario


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
