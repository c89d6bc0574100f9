"""The table of clauses in DESIGN (§11) and the rule book say the same."""

from __future__ import annotations

import re

import pytest

from solver.goals import GOALS
from solver.rules import RULES
from tests.project.tree import read

STATUTES = (*RULES, *GOALS)
SLUGS = {statute.slug for statute in STATUTES}

CLAUSES = {
    *(f"G{n}" for n in range(1, 11)),
    *(f"S{n}" for n in range(1, 7)),
    *(f"E{n}" for n in range(1, 18)),
    "E9b",
    *(f"D{n}" for n in range(1, 7)),
    *(f"M{n}" for n in range(1, 16)),
    "M3b",
    *(f"O{n}" for n in range(1, 15)),
    "O3b",
}
"""All clauses of domain.md, A.1 to A.6."""

LOCAL = {
    "home avoidance",
    "age limits",
    "distance",
    "women per team",
    "maximum per unit",
    "minimum staff",
    "cooling-off",
    "couples",
    "language",
    "hardship turns",
    "rank of captain",
    "fixed pairings",
    "named person",
    "forbidden pairs",
}
"""What A.7 lists: not in the policy, but every county asks for it."""

TABLE = {
    clause.strip(): where.strip()
    for clause, _, where in re.findall(
        r"^\| ((?:[GSEDMO]\d+b?|A\.7 [^|]+?)) \| ([^|]*) \| ([^|]*) \|$", read("solver/DESIGN.md"), re.MULTILINE
    )
}


def _slugs(where: str) -> set[str]:
    """Return the names in code type that could be slugs: no dots, no colons."""
    return set(re.findall(r"`([a-z][a-z_]+)`", where))


def test_every_clause_stands_in_the_table() -> None:
    assert set(TABLE) == CLAUSES | {f"A.7 {item}" for item in LOCAL}


@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.slug)
def test_every_rule_and_goal_stands_at_each_clause_it_cites(statute: type) -> None:
    for clause in statute.clauses:  # type: ignore[attr-defined]
        rows = [where for name, where in TABLE.items() if name == clause or name.startswith(f"{clause} ")]
        assert any(f"`{statute.slug}`" in where for where in rows), f"{statute.slug} cites {clause}"  # type: ignore[attr-defined]


def test_the_table_names_only_rules_and_goals_that_exist() -> None:
    parameters = {"count_in_caps"}
    unknown = {name for where in TABLE.values() for name in _slugs(where)} - SLUGS - parameters
    assert unknown == set()


@pytest.mark.parametrize("clause", sorted(TABLE))
def test_every_clause_has_a_place_or_a_reason(clause: str) -> None:
    where = TABLE[clause]
    told = re.search(r"\b(report|facts|scenario)\b", where) or "out, because" in where
    assert _slugs(where) or told, f"{clause}: {where}"
    assert not where.startswith("out") or "because" in where or "report" in where


def test_every_option_is_called_one() -> None:
    off = {rule.slug for rule in RULES if not rule.mandatory and not rule.Params().enabled}
    for clause, where in TABLE.items():
        for slug in _slugs(where) & off:
            assert re.search(rf"options? [^;]*`{slug}`", where), f"{clause}: `{slug}` is off by default"


def test_the_design_is_short() -> None:
    """The table of clauses aside, whose length is the policy's."""
    text, clauses = read("solver/DESIGN.md").split("## §11", 1)
    assert clauses.startswith(" Clause by clause")
    assert len(text.splitlines()) <= 400
