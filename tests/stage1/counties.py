"""Small counties for the tests of stage 1."""

from __future__ import annotations

from typing import Any

from solver.book.entitle import check_posts, entitlements
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.village import Post
from solver.domain.words import Mode, VillageType
from solver.engine.stage1 import Stage1, freeze_villages
from solver.modelling.cases import build_case
from solver.modelling.listing import Entitlement

WEAK, LIFTED, RESETTLEMENT = VillageType.WEAK, VillageType.LIFTED, VillageType.RESETTLEMENT
HEAVY, OTHER = VillageType.HEAVY, VillageType.OTHER


def village(*types: VillageType, **fields: Any) -> dict[str, Any]:
    """Return the facts of a village of these types."""
    return {"types": frozenset(types), **fields}


def county(*villages: dict[str, Any], people: int = 100, **facts: Any) -> Instance:
    """Return an instance of these villages with so many good nominees; other facts as ``build_case`` takes them."""
    return build_case({"villages": list(villages), "candidates": [{}] * people, **facts}).problem.instance


def due_of(instance: Instance, **rules: dict[str, Any]) -> tuple[Entitlement, ...]:
    """Return what the villages are due under these parameters."""
    return entitlements(instance, RuleBook.of(rules))


def freeze(instance: Instance, **rules: dict[str, Any]) -> Stage1:
    """Freeze the villages under these parameters, and hold the result against what must always be true of it."""
    book = RuleBook.of(rules)
    stage = freeze_villages(instance, book)
    assert stage.proved
    assert [p.village_id for p in stage.posts] == [v.village_id for v in instance.villages]
    assert stage.violations == check_posts(instance, stage.posts, book)
    assert all(p.reasons and p.members_min <= p.members_target == p.members_max for p in stage.posts)
    for post in stage.posts:
        for reason in post.reasons:
            assert reason.to("zh")
            assert reason.to("en")
    return stage


def shape(post: Post) -> str:
    """Return a post in short: ``-``, ``fs`` or ``fs+members``."""
    return {Mode.NONE: "-", Mode.FIRST_SECRETARY_ONLY: "fs"}.get(post.mode, f"fs+{post.members_target}")


def shapes(stage: Stage1) -> list[str]:
    """Return all posts in short, in the order of the villages."""
    return [shape(post) for post in stage.posts]
