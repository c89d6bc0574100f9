"""Every rule and goal is listed, documented in both languages, and takes its parameters from YAML."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

import solver.goals
import solver.rules
from solver.domain.candidate import Candidate
from solver.domain.instance import Reference
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Post, Unit, Village
from solver.domain.words import Hardness
from solver.goals import GOALS
from solver.modelling.rule import Goal, Rule, SeatGoal, TeamGoal, VillageRule
from solver.rules import RULES
from tests.conformance.judging import plain, variants

BOOK = (*RULES, *GOALS)
CLAUSE = re.compile(r"([GSEDMO]\d{1,2}b?|A\.[1-7]|B\.[1-4]|§\d+(\.\d+)?)")
CHINESE = re.compile(r"[一-鿿]")

FACTS: dict[str, set[str]] = {
    table: {f.name for cls in classes for f in dataclasses.fields(cls)}
    for table, classes in {
        "candidate": (Candidate,),
        "village": (Village,),
        "unit": (Unit,),
        "incumbent": (Incumbent, Candidate),
        "pairing": (Pairing,),
        "pin": (Pin,),
        "score": (Score,),
        "post": (Post,),
        "reference": (Reference,),
    }.items()
}

each = pytest.mark.parametrize("statute", BOOK, ids=lambda s: s.slug)


@pytest.mark.parametrize(("package", "tuple_"), [(solver.rules, RULES), (solver.goals, GOALS)], ids=["rules", "goals"])
def test_no_file_is_missing(package: Any, tuple_: tuple[Any, ...]) -> None:
    files = {module.name for module in pkgutil.iter_modules(package.__path__)}
    assert files == {statute.slug for statute in tuple_}
    assert len(tuple_) == len(set(tuple_))


def test_slugs_are_unique() -> None:
    assert len({s.slug for s in BOOK}) == len(BOOK)


@each
def test_one_name_everywhere(statute: Any) -> None:
    """File, slug and class are one name."""
    assert statute.__module__.rsplit(".", 1)[1] == statute.slug
    assert statute.__name__ == "".join(part.title() for part in statute.slug.split("_"))


@each
def test_documented(statute: Any) -> None:
    module = importlib.import_module(statute.__module__)
    assert "When to modify" in (module.__doc__ or "")
    assert statute.__doc__
    assert statute.clauses
    for clause in statute.clauses:
        assert CLAUSE.fullmatch(clause), f"{clause} is not a clause of domain.md or a § of the design"
    assert CHINESE.search(statute.phrase)
    for text in (statute.title, statute.statement, *(e.says for e in statute.examples)):
        assert text.zh.strip()
        assert text.en.strip()
        zh, en = text.placeholders()
        assert zh == en
    for text in (statute.title, statute.statement):
        assert CHINESE.search(text.zh), "the Chinese text is Chinese"
        assert not CHINESE.search(text.en), "the English text is English"


@each
def test_reads_facts_that_exist(statute: Any) -> None:
    assert statute.reads
    for fact in statute.reads:
        table, _, field = fact.partition(".")
        assert field in FACTS.get(table, ()), f"{fact} is no fact of the domain"


@each
def test_both_kinds_of_example(statute: Any) -> None:
    wish = issubclass(statute, VillageRule) and statute.hardness is Hardness.SOFT  # rewarded, never refused
    assert {e.accepts for e in statute.examples} == ({True} if wish else {True, False})
    if issubclass(statute, Goal):
        assert all(e.points is not None for e in statute.examples)


@each
def test_parameters_round_trip_through_yaml(statute: Any) -> None:
    for variant in variants(statute):
        text = yaml.safe_dump(plain(variant.params), allow_unicode=True)
        assert statute.Params(**yaml.safe_load(text)) == variant.params


@each
def test_parameters_are_described_and_closed(statute: Any) -> None:
    for name, field in statute.Params.model_fields.items():
        assert field.description, f"{name} has no description"
        assert " · " in field.description, f"the description of {name} is in one language"
    with pytest.raises(ValidationError):
        statute.Params(no_such_key=1)


@each
def test_parameters_cannot_be_changed_later(statute: Any) -> None:
    params = variants(statute)[0].params
    with pytest.raises(ValidationError):
        setattr(params, "enabled" if issubclass(statute, Rule) else "weight", 1)


@each
def test_kind(statute: Any) -> None:
    """A mandatory rule is on by default; a goal is of one of the two kinds and has a weight."""
    if issubclass(statute, Rule):
        assert statute.Params.model_fields["enabled"].default or not statute.mandatory
    else:
        assert issubclass(statute, SeatGoal | TeamGoal)
        assert 0 <= statute.Params().weight <= 1000
