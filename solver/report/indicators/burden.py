"""What a plan asks of units, of people and of the budget: loads, continuity, handovers, roads, training, cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from solver.report.context import Context
from solver.report.costs import cost_table
from solver.report.indicators.indicator import Indicator, gini, quantile, share
from solver.report.indicators.subject import Subject
from solver.report.training import needs_training
from solver.text import Text

UNITS = Text("单位", "Units")
CONTINUITY = Text("衔接", "Continuity")
ROADS = Text("路程", "Roads")
MEANS = Text("培训和经费", "Training and cost")


def unit_indicators(subject: Subject) -> Iterator[Indicator]:
    """How evenly units bear the load: people on post for each of its staff."""
    load = Counter(member.person.unit_id for _, member in subject.people)
    staffed = [load[unit.unit_id] / unit.staff for unit in subject.instance.units if unit.staff]
    title = Text("单位负担的基尼系数(在岗人数/编制)", "Load of units (people on post by staff): Gini")
    yield Indicator("units.gini", UNITS, title, gini(staffed), "ratio", -1)


def continuity_indicators(subject: Subject, ctx: Context) -> Iterator[Indicator]:
    """Pairings and incumbents kept, and handovers with the whole overlap.

    A pairing is kept where somebody of the village's lead unit, or of a unit paired with it, is in the team.
    """
    instance = subject.instance
    paired = [(team, _paired_units(subject, team.village.village_id)) for team in subject.listed]
    bound = [(team, units) for team, units in paired if units]
    kept = sum(any(m.person.unit_id in units for m in team.people) for team, units in bound)
    title = Text("结对帮扶关系保持", "Pairings kept")
    yield Indicator("pairings", CONTINUITY, title, share(kept, len(bound)), "share", 1)
    here = {(member.person.person_id, team.village.village_id) for team, member in subject.people}
    same = sum((i.person.person_id, i.village_id) in here for i in instance.incumbents)
    title = Text("在岗人员留在原村", "Incumbents kept")
    yield Indicator("incumbents", CONTINUITY, title, share(same, len(instance.incumbents)), "share")
    handed = [s for found in ctx.successions_of.values() for s in found if not s.is_same_person and s.successor]
    due = [s for s in handed if not s.leaver.recalled and s.leaver.end is not None]
    met = 0
    for s in due:
        if s.successor is None or s.leaver.end is None:
            continue
        start = ctx.reference.on_post_date if s.successor.incumbent else ctx.arrival(s.successor.person)
        met += s.leaver.end >= start + timedelta(days=ctx.overlap_days)
    title = Text("原任期内完成压茬交接", "Overlap met within the old term")
    yield Indicator("overlap", CONTINUITY, title, share(met, len(due)), "share", 1)


def _paired_units(subject: Subject, village_id: str) -> set[str]:
    instance = subject.instance
    village = instance.villages[instance.village_index[village_id]]
    named = {pairing.unit_id for pairing in instance.pairings if pairing.village_id == village_id}
    named |= {unit.unit_id for unit in instance.units if village_id in unit.paired_villages}
    return named | ({village.lead_unit} if village.lead_unit else set())


def road_indicators(subject: Subject) -> Iterator[Indicator]:
    """Minutes by road from the county seat to where people are on post."""
    minutes = [team.village.drive_min for team, _ in subject.people if team.village.drive_min is not None]
    for key, name, part in (("p50", Text("中位", "P50"), 0.5), ("p90", Text("90%分位", "P90"), 0.9)):
        title = Text("到县城车程(分钟)：{name}", "Drive from the county seat (minutes): {name}", {"name": name})
        yield Indicator(f"drive.{key}", ROADS, title, quantile(minutes, part))


def means_indicators(subject: Subject, ctx: Context) -> Iterator[Indicator]:
    """People who have had their training, and what the people sent cost."""
    trained = sum(not needs_training(ctx, member) for _, member in subject.people)
    title = Text("本任期已参加培训", "Trained already in this term")
    yield Indicator("training", MEANS, title, share(trained, len(subject.people)), "share")
    cost = int(cost_table(ctx).frame["cost"].sum()) if subject.sends else None
    title = Text("新派人员任期内经费(元)", "Cost of the people sent over the term (yuan)")
    yield Indicator("cost", MEANS, title, cost, "yuan", -1)
