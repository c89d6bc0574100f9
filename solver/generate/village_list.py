"""Villages of a county: types that overlap, task weights, households, needs, roads and beds."""

from __future__ import annotations

from solver.domain.village import Village
from solver.domain.words import TaskWeight, VillageType
from solver.generate.draw import Draw
from solver.generate.need_vectors import INDUSTRIES, draw_needs, wanted
from solver.generate.setting import Setting, Township
from solver.generate.sizes import Size

_SHARES: dict[bool, dict[tuple[VillageType, ...], float]] = {
    # a key county: nearly all post villages are lifted ones
    True: {
        (VillageType.LIFTED,): 0.68,
        (VillageType.LIFTED, VillageType.WEAK): 0.035,
        (VillageType.LIFTED, VillageType.RESETTLEMENT): 0.015,
        (VillageType.RESETTLEMENT,): 0.03,
        (VillageType.WEAK,): 0.045,
        (VillageType.HEAVY,): 0.12,
        (VillageType.HEAVY, VillageType.WEAK): 0.015,
        (VillageType.OTHER,): 0.06,
    },
    False: {
        (VillageType.LIFTED,): 0.52,
        (VillageType.LIFTED, VillageType.WEAK): 0.04,
        (VillageType.RESETTLEMENT,): 0.03,
        (VillageType.WEAK,): 0.06,
        (VillageType.HEAVY,): 0.22,
        (VillageType.HEAVY, VillageType.WEAK): 0.02,
        (VillageType.OTHER,): 0.11,
    },
}
"""Types of *post* villages by whether the county is a key county; half of the weak villages are on another list too."""

_WEIGHTS: dict[bool, dict[TaskWeight, float]] = {
    True: {TaskWeight.HEAVY: 0.40, TaskWeight.NORMAL: 0.50, TaskWeight.LIGHT: 0.10},
    False: {TaskWeight.HEAVY: 0.25, TaskWeight.NORMAL: 0.50, TaskWeight.LIGHT: 0.25},
}
_CUSTOM = ("抵边村", "示范村", "集体经济薄弱村", "红色村")


def draw_villages(size: Size, seed: int, setting: Setting) -> list[Village]:
    """Draw the villages, township by township, in the order in which a county lists them."""
    draw = Draw(seed, size.name, "villages", setting.code)
    places = [(township, name) for township in setting.townships for name in township.villages]
    kinds = draw.deal(_SHARES[size.key_county], len(places))
    bound = [VillageType.LIFTED in kind or VillageType.RESETTLEMENT in kind for kind in kinds]
    weights = iter(draw.deal(_WEIGHTS[size.key_county], sum(bound)))
    villages = []
    for i, ((township, name), kind) in enumerate(zip(places, kinds, strict=True)):
        weight = next(weights) if bound[i] else TaskWeight.HEAVY if VillageType.HEAVY in kind else TaskWeight.NORMAL
        villages.append(_village(draw, size, setting, township, f"{setting.code}V{i + 1:03d}", name, kind, weight))
    return villages


def _village(
    draw: Draw,
    size: Size,
    setting: Setting,
    township: Township,
    village_id: str,
    name: str,
    kind: tuple[VillageType, ...],
    weight: TaskWeight,
) -> Village:
    """Draw one village of given types and weight."""
    types = frozenset(kind)
    resettled = VillageType.RESETTLEMENT in types
    lifted = VillageType.LIFTED in types
    households = _clipped(draw.lognormal(450, 0.45), 120, 1800)
    needs, primary = draw_needs(draw, types, weight is TaskWeight.HEAVY)
    industry = draw.pick(tuple(INDUSTRIES))
    # two thirds of the resettlement sites are in the county seat or a town (C.4)
    town = setting.townships[0] if resettled and draw.chance(0.66) else township
    km = round(town.km + (0 if resettled and town is not township else draw.uniform(1, 14)), 1)
    population = _clipped(households * draw.uniform(3.3, 4.3), 400, 7000)
    altitude = _clipped(draw.normal(900 if size.key_county else 420, 260), 60, 2600) // 10 * 10
    return Village(
        village_id=village_id,
        prefecture=setting.prefecture,
        county=setting.county,
        township=township.name,
        name=name.removesuffix("村") + "社区" if resettled else name,
        types=types,
        custom_types=(draw.pick(_CUSTOM),) if VillageType.OTHER in types else (),
        key_county=size.key_county,
        task_weight=weight,
        weak_since=draw.pick((2023, 2024, 2024, 2025)) if VillageType.WEAK in types else None,
        households=households,
        population=population,
        lifted_households=round(households * draw.uniform(0.15, 0.45)) if lifted or resettled else 0,
        monitored_households=round(households * draw.uniform(0.01, 0.04 if size.key_county else 0.025)),
        party_members=_clipped(population * draw.uniform(0.018, 0.035), 12, 180),
        committee_size=draw.integer(5, 8),
        collective_income=round(draw.lognormal(12, 0.68), 1),
        main_industry=industry,
        primary_need=primary,
        needs=needs,
        wanted_expertise=wanted(draw, primary, industry),
        language=township.language if draw.chance(0.8) else "",
        km=km,
        drive_min=max(5, round(km * setting.road_factor * draw.uniform(0.9, 1.25) / 5) * 5),
        altitude=altitude,
        hardship_class=(1 + (altitude > 1100) if size.key_county else 0),
        beds=draw.integer(4, 7) if weight is not TaskWeight.LIGHT else draw.integer(3, 5),
    )


def _clipped(value: float, low: int, high: int) -> int:
    """Return the value as a whole number within limits."""
    return min(high, max(low, round(value)))
