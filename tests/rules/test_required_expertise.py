"""D5: an expertise demanded in certain villages (what-if questions 5 and 6)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from solver.domain.words import Expertise, Mode, Role, VillageType
from solver.rules.required_expertise import RequiredExpertise
from tests.judging import counts_of, judged

WEAK = {"types": frozenset({VillageType.WEAK, VillageType.LIFTED})}
LAWYER = {"expertise": (Expertise.LAW,)}
ASSIGN = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]


def demand(**fields: Any) -> dict[str, Any]:
    """One demand as YAML gives it: keys and lists."""
    return {"demands": [{"expertise": ["law", "party_affairs"], **fields}]}


@pytest.mark.parametrize(("least", "short"), [(1, 0), (2, 0), (3, 1)])
def test_people_are_counted_once(least: int, short: int) -> None:
    """P1 has both domains and P2 one: two people."""
    both = {"expertise": (Expertise.LAW, Expertise.PARTY_AFFAIRS)}
    facts = {"candidates": [both, LAWYER], "assign": ASSIGN}
    found = judged("required_expertise", facts, demand(least=least)).violations
    assert sum(v.size for v in found) == short
    assert sum(v.severity for v in found) == short * 2 * 16  # severity 2, tier 3


def test_role_and_type_narrow_a_demand() -> None:
    facts = {"villages": [WEAK], "candidates": [{}, LAWYER], "assign": ASSIGN}
    assert judged("required_expertise", facts, demand(role="first_secretary", village_types=["weak"])).violations
    assert not judged("required_expertise", facts, demand(role="member", village_types=["weak"])).violations
    assert not judged("required_expertise", facts, demand(role="first_secretary", village_types=["heavy"])).violations


def test_no_demand_where_there_is_no_place_for_the_role() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    assert not judged("required_expertise", {"posts": [post]}, demand(role="member")).violations
    assert judged("required_expertise", {"posts": [post]}, demand()).violations


def test_each_demand_has_its_count() -> None:
    two = {"demands": [{"expertise": ["law"]}, {"expertise": ["tourism"]}]}
    counts = counts_of("required_expertise", {"candidates": [LAWYER]}, two)
    assert [(c.key, len(c.seats)) for c in counts] == [("required_expertise@V1#1", 2), ("required_expertise@V1#2", 0)]
    staying = {"candidates": [LAWYER], "incumbents": [{"person": LAWYER}]}
    assert [c.part for c in counts_of("required_expertise", staying, two)] == ["2"]


@pytest.mark.parametrize("fields", [{"expertise": []}, {"expertise": ["magic"]}, {"least": "2"}, {"lest": 2}])
def test_bad_demands_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RequiredExpertise.Params(**demand(**fields))


def test_demands_are_read_from_json() -> None:
    params = RequiredExpertise.Params.model_validate_json('{"demands": [{"expertise": ["law"], "role": "member"}]}')
    assert params.demands[0].role is Role.MEMBER
