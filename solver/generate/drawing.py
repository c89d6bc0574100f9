"""The door to the generator: a size and a seed give the tables of a round."""

from __future__ import annotations

from dataclasses import replace

from solver.generate.county import draw_county
from solver.generate.generated import Generated
from solver.generate.region import draw_region
from solver.generate.sizes import REGIONS, SIZES, TINY, RegionSize
from solver.generate.tiny import draw_tiny


def generate(
    size: str,
    seed: int = 1,
    *,
    counties: int | None = None,
    nominees_per_post: float | None = None,
    coupling: float | None = None,
) -> Generated:
    """Return the tables of a fictional round; the same for the same arguments and version of this package.

    Parameters
    ----------
    size
        ``tiny`` (made by hand; the seed only changes names), ``county-s``, ``county-m``, ``county-l``,
        ``prefecture-tiny``, ``prefecture`` or ``province``.
    seed
        A non-negative number.
    counties
        Number of counties, other than the size's; only of a prefecture or province.
    nominees_per_post
        Nominees per open post, 1.0 to 3.0, instead of about 1.2; not of ``tiny``.
    coupling
        Share of the nominees who may serve several counties, 0 to 0.3, instead of 0.1; only of a prefecture or
        province.

    Raises
    ------
    KeyError
        If there is no such size.
    ValueError
        If a figure is out of range, or does not go with the size.
    """
    if size in REGIONS:
        return draw_region(region_size(size, counties, nominees_per_post, coupling), seed)
    if counties is not None or coupling is not None:
        raise ValueError(f"{size} is no prefecture or province")
    if size == TINY:
        if nominees_per_post is not None:
            raise ValueError(f"{size} is made by hand")
        return draw_tiny(seed)
    of_size = SIZES[size]
    return draw_county(of_size.with_ratio(_ratio(nominees_per_post)) if nominees_per_post else of_size, seed)


def region_size(
    size: str, counties: int | None = None, nominees_per_post: float | None = None, coupling: float | None = None
) -> RegionSize:
    """Return a prefecture or province with other figures, as :func:`generate` takes them.

    Raises
    ------
    ValueError
        If a figure is out of range.
    """
    region = REGIONS[size]
    if counties is not None:
        if counties < 1:
            raise ValueError(f"{counties} counties")
        region = region.with_counties(counties)
    if nominees_per_post is not None:
        region = replace(region, nominees_per_post=_ratio(nominees_per_post))
    if coupling is not None:
        if not 0 <= coupling <= 0.3:
            raise ValueError(f"coupling {coupling} is not within 0 and 0.3")
        region = replace(region, coupling=coupling)
    return region


def _ratio(nominees_per_post: float) -> float:
    if not 1 <= nominees_per_post <= 3:
        raise ValueError(f"{nominees_per_post} nominees per post are not within 1 and 3")
    return nominees_per_post
