"""Categories and levels; what-if 23 takes the townships out."""

from __future__ import annotations

from solver.domain.words import Category, Level, Role
from solver.modelling.cases import build_case
from solver.rules.source_category import SourceCategory


def test_default_refuses_contract_staff_only() -> None:
    instance = build_case({"candidates": [{"category": category} for category in [*Category, None]]}).problem.instance
    refused = [c.category for c in instance.candidates if not SourceCategory().admits(c, Role.MEMBER, instance)]
    assert refused == [Category.CONTRACT]


def test_townships_out() -> None:
    levels = tuple(level for level in Level if level is not Level.TOWNSHIP)
    rule = SourceCategory(SourceCategory.Params(allowed_levels=levels))
    instance = build_case({"candidates": [{"level": level} for level in [*Level, None]]}).problem.instance
    refused = [c.level for c in instance.candidates if not rule.admits(c, Role.MEMBER, instance)]
    assert refused == [Level.TOWNSHIP]


def test_roster_goes_before_the_table_of_units() -> None:
    """A person of the county whose unit's row says township is a person of the county."""
    facts = {"candidates": [{"level": Level.COUNTY}], "units": [{"unit_id": "U1", "level": Level.TOWNSHIP}]}
    instance = build_case(facts).problem.instance
    assert SourceCategory(SourceCategory.Params(allowed_levels=(Level.COUNTY,))).admits(
        instance.candidates[0], Role.MEMBER, instance
    )


def test_refusal_names_category_and_level() -> None:
    instance = build_case({"candidates": [{"category": Category.CONTRACT}]}).problem.instance
    text = SourceCategory().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("zh") == "P1不在选派来源内：人员类别“编外聘用”，单位层级“县”。"
