"""Needs of a village: latent factors by its types, noise, and exactly one primary need (domain.md C.4)."""

from __future__ import annotations

from solver.domain.needs import SERVED_BY
from solver.domain.words import NEED_ITEMS, Expertise, VillageType
from solver.generate.draw import Draw

_LATENT: dict[VillageType, dict[str, float]] = {
    VillageType.WEAK: {"D1a": 1.6, "D1b": 2.4, "D1c": 2.4, "D3b": 1.7, "D3c": 2.2},
    VillageType.LIFTED: {"D2a": 2.0, "D2b": 2.2, "D2c": 1.3, "D4b": 1.4, "D1b": 1.1},
    VillageType.RESETTLEMENT: {"D3a": 1.4, "D3c": 2.1, "D4a": 2.2, "D4b": 1.5, "D4c": 2.0, "D2b": 1.5},
    VillageType.HEAVY: {"D2b": 2.1, "D2c": 2.0, "D4c": 1.3},
    VillageType.OTHER: {"D1a": 1.5, "D3a": 1.7, "D3c": 1.5, "D2b": 1.3},
}
_PLAIN = 0.6

INDUSTRIES: dict[str, Expertise] = {
    "茶叶": Expertise.AGRONOMY,
    "中药材": Expertise.AGRONOMY,
    "高山蔬菜": Expertise.AGRONOMY,
    "水果": Expertise.AGRONOMY,
    "食用菌": Expertise.AGRONOMY,
    "肉牛养殖": Expertise.LIVESTOCK_FORESTRY,
    "林下养蜂": Expertise.LIVESTOCK_FORESTRY,
    "油茶": Expertise.LIVESTOCK_FORESTRY,
    "乡村旅游": Expertise.TOURISM,
    "农产品加工": Expertise.ECONOMY_TRADE,
    "帮扶车间": Expertise.ECONOMY_TRADE,
    "劳务输出": Expertise.SOCIAL_SECURITY,
}
"""Main industries and the expertise that serves them."""


def draw_needs(draw: Draw, types: frozenset[VillageType], heavy: bool) -> tuple[tuple[int, ...], str]:
    """Return the 12 weights 0-3 and the primary need: the item of the largest latent need, weighed 3.

    Parameters
    ----------
    types
        Types of the village; of overlapping types the stronger factor counts.
    heavy
        Whether the task is heavy: the second duty then weighs more.
    """
    latent = []
    for item in NEED_ITEMS:
        mean = max([_PLAIN, *(_LATENT[kind].get(item, 0.0) for kind in VillageType if kind in types)])
        latent.append(mean + (0.4 if heavy and item.startswith("D2") else 0.0) + draw.normal(0.0, 0.75))
    first = max(range(len(latent)), key=lambda i: latent[i])
    needs = [min(3, max(0, round(value))) for value in latent]
    needs[first] = 3
    return tuple(needs), NEED_ITEMS[first]


def wanted(draw: Draw, primary: str, industry: str) -> tuple[Expertise, ...]:
    """Return the expertise a village asks for: that of its main industry if that is the need, else one that serves."""
    if draw.chance(0.2):
        return ()
    if primary == "D2b" and INDUSTRIES[industry] in SERVED_BY[primary]:
        return (INDUSTRIES[industry],)
    # sets have no order that is the same in every process: go by the order of the vocabulary
    able = [expertise for expertise in Expertise if expertise in SERVED_BY[primary]]
    return tuple(sorted(draw.sample(able, 1 + draw.chance(0.25)), key=list(Expertise).index))
