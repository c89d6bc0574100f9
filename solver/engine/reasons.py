"""Why each village got what it got, in words: no village is listed or left out without a reason (§2)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.domain.words import Mode
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Listing, Row
from solver.modelling.rule import VillageRule
from solver.modelling.seats import IntArray
from solver.text import Text


def reasons_of(
    listing: Listing,
    choices: ChoiceSet,
    taken: IntArray,
    counts: tuple[Count, ...],
    rules: tuple[VillageRule, ...],
) -> list[tuple[Text, ...]]:
    """Return the reasons of every village, in order: what it is due, what was decided, what limits it, remarks.

    Parameters
    ----------
    taken
        int64 array of shape (n_villages,): the choice of each village.
    counts
        The rows that link villages.
    """
    following = _next_larger(choices, taken)
    limits = _limits(choices, taken, following, counts, {rule.slug: rule.title for rule in rules})
    return [
        tuple(_of_village(row, limits[v], bool(following[v] >= 0), listing, rules))
        for v, row in enumerate(listing.rows)
    ]


def _of_village(
    row: Row, limits: list[Text], could_have_more: bool, listing: Listing, rules: tuple[VillageRule, ...]
) -> Iterator[Text]:
    staying = len(listing.instance.staying_by_village.get(row.village.village_id, ()))
    for demand in row.due.demands:
        if demand.coverage != "local" or row.due.coverage == "local":
            yield demand.reason
    if not row.due.demands and not staying:
        yield Text(
            "不属于规定类别，县里也没有申报，不列入。",
            "Of none of the types, and not asked for by the county: not listed.",
        )
    if staying:
        yield Text("{n}人任期未满或留任，计入名额。", "{n} incumbents stay and count.", {"n": staying})
    if row.due.demands or staying:
        yield _decision(row)
    if could_have_more and limits:
        yield Text("未再增加：受{limits}限制。", "No more: limited by {limits}.", {"limits": limits})
    elif could_have_more and not row.listed:
        yield Text(
            "按优先次序和申报，本轮不列入。", "By priority and the county's own demand it is not listed this round."
        )
    for rule in rules:
        remark = rule.remark(row, listing.instance)
        if remark is not None:
            yield remark


def _decision(row: Row) -> Text:
    if row.post.mode is Mode.NONE:
        return Text("本轮不选派。", "Nobody is sent this round.")
    if row.post.mode is Mode.FIRST_SECRETARY_ONLY:
        return Text("定为单独选派第一书记。", "Decided: a first secretary alone.")
    above = row.members - row.due.members_min
    if row.due.members_min and above > 0:
        return Text(
            "定为第一书记和工作队，队员{n}人（下限{least}人，按任务轻重增加{above}人）。",
            "Decided: a first secretary and {n} members (at least {least}, {above} more by task weight).",
            {"n": row.members, "least": row.due.members_min, "above": above},
        )
    return Text("定为第一书记和工作队，队员{n}人。", "Decided: a first secretary and {n} members.", {"n": row.members})


def _next_larger(choices: ChoiceSet, taken: IntArray) -> IntArray:
    """Return each village's next larger choice, or -1: choices of a village stand in the order of their people."""
    following: IntArray = np.where(taken + 1 < choices.start[1:], taken + 1, -1)
    return following


def _limits(
    choices: ChoiceSet, taken: IntArray, following: IntArray, counts: tuple[Count, ...], titles: dict[str, Text]
) -> list[list[Text]]:
    """Return, for each village, the upper limits that its next larger choice would pass."""
    found: list[list[Text]] = [[] for _ in choices.due]
    for count in counts:
        if count.upper is None:
            continue
        upper = count.upper if count.hard_upper is None else count.hard_upper
        weight = np.zeros(len(choices), dtype=np.int64)
        weight[count.seats] = 1 if count.weights is None else count.weights
        left = upper - count.base - int(weight[taken].sum())
        step = np.where(following >= 0, weight[following] - weight[taken], 0)
        title = titles[count.rule]
        for v in np.flatnonzero((step > 0) & (step > left)).tolist():
            if title not in found[v]:
                found[v].append(title)
    return found
