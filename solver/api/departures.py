"""Who leaves an announced plan and why, and the scenario that says so: the inputs of a replan."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solver.errors import Fault, InputError, OutputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.rounds import Round
    from solver.domain.plan import Plan
    from solver.scenario.objections import Objection

UNWRITABLE = Text("不能写入{file}：{why}", "Cannot write {file}: {why}")
EVERYBODY = "all"
"""``freeze`` value: nobody moves who need not go."""


@dataclass(frozen=True)
class Departures:
    """What happened since the plan was announced.

    Attributes
    ----------
    why
        Person ID to the reason of leaving the announced post.
    frozen
        People whose seats are not to change.
    idle
        Lines of objections that change nothing: the person is neither posted in this plan nor a nominee, or does not
        serve in the village that is named.
    """

    recalled: tuple[str, ...]
    withdrawn: tuple[str, ...]
    kept_away: tuple[tuple[str, str, str], ...]
    why: dict[str, Text]
    frozen: frozenset[str]
    idle: tuple[str, ...] = ()


def departures_of(
    plan: Plan,
    recall: Sequence[str],
    withdraw: Sequence[str],
    freeze: Sequence[str],
    objections: Sequence[Objection] = (),
) -> Departures:
    """Check the names and say what becomes of each person.

    Raises
    ------
    InputError
        With every name that is unknown, or to leave and to stay at once.
    """
    instance = plan.problem.instance
    place_of = {i.person.person_id: i.village_id for i in instance.staying}
    staying, seats = set(place_of), {(a.person_id, a.village_id) for a in plan.assignments}
    sent = {person for person, _ in seats}
    nominees = set(instance.candidate_index)
    faults = [*_unknown("--recall", recall, staying | sent), *_unknown("--withdraw", withdraw, nominees)]
    village_people = _people_by_village(plan)
    # who stays on post, and a village that nobody is sent to, are kept whatever happens: to freeze them is granted
    faults += _unknown("--freeze", freeze, {*sent, *staying, *instance.village_index, EVERYBODY})
    whole = [o.person_id for o in objections if not o.village_id]
    local = [(o.person_id, o.village_id) for o in objections if o.village_id]
    off_post = [person for person, village in local if place_of.get(person) == village]
    apart = tuple((o.person_id, o.village_id, o.reason) for o in objections if o.village_id and o.person_id in nominees)
    why = {o.person_id: Text("公示异议：{reason}", "objection: {reason}", {"reason": o.reason}) for o in objections}
    why |= dict.fromkeys(withdraw, Text("退出", "withdrawn")) | dict.fromkeys(recall, Text("召回", "recalled"))
    gone = dict.fromkeys((*recall, *withdraw, *whole))
    frozen = {p for name in freeze for p in (sent if name == EVERYBODY else village_people.get(name, {name}) & sent)}
    must_go = {*gone, *off_post, *(person for person, village in local if (person, village) in seats)}
    if EVERYBODY not in freeze:
        faults += [_clash(person) for person in dict.fromkeys(freeze) if person in must_go]
    if faults:
        raise InputError(faults)
    known = {*nominees, *staying}
    idle = [
        o.line
        for o in objections
        if o.person_id not in known or (o.village_id and o.person_id not in nominees and o.person_id not in off_post)
    ]
    return Departures(
        recalled=tuple(p for p in dict.fromkeys((*gone, *off_post)) if p in staying),
        withdrawn=tuple(p for p in gone if p in nominees),
        kept_away=apart,
        why=why,
        frozen=frozenset(frozen - must_go),
        idle=tuple(idle),
    )


def write_overlay(base: Round, plan: Plan, departures: Departures, within: Path | None = None) -> Path:
    """Write the scenario of the mended plan and its list of posts beside the base scenario; return its path.

    Raises
    ------
    OutputError
        If the files cannot be written.
    """
    from solver.scenario.effective import yaml_text
    from solver.scenario.posts_table import write_posts

    folder = within or base.path.parent
    supposed = base.opened.scenario.settings.suppose
    withdrawn = dict.fromkeys((*_before(supposed, "withdraw", "people"), *departures.withdrawn))
    recalled = dict.fromkeys((*_before(supposed, "recall"), *departures.recalled))
    apart = [{"person": p.person, "village": p.village, "reason": p.reason} for p in _before(supposed, "keep_away")]
    apart += [{"person": p, "village": v, "reason": reason} for p, v, reason in departures.kept_away]
    for number in range(1, 1000):
        name = f"{base.path.stem}-replan-{number:02d}"
        file, posts = folder / f"{name}.yaml", folder / f"{name}-posts.csv"
        if not (os.path.lexists(file) or os.path.lexists(posts)):
            break
    suppose: dict[str, object] = {}
    if withdrawn:
        suppose["withdraw"] = {"people": list(withdrawn)}
    if recalled:
        suppose["recall"] = list(recalled)
    if apart:
        suppose["keep_away"] = apart
    tree = {
        "extends": base.path.name,
        "name": name,
        "title": {
            "zh": f"{base.title.to('zh')}（调整）",
            "en": f"{base.title.to('en')} (mended)",
        },
        "posts": posts.name,
        "suppose": suppose,
    }
    write_posts(posts, plan.problem.posts, plan.problem.instance, base.lang)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(yaml_text(tree))
    except OSError as error:
        posts.unlink(missing_ok=True)
        raise OutputError(UNWRITABLE.with_values(file=file.name, why=error.strerror or str(error))) from error
    return file


def remove_overlay(file: Path) -> None:
    """Remove what :func:`write_overlay` wrote, where no plan came of it."""
    file.unlink(missing_ok=True)
    file.with_name(f"{file.stem}-posts.csv").unlink(missing_ok=True)


def _before(supposed: Any, *path: str) -> tuple[Any, ...]:
    """Return what the base scenario supposes already: an overlay's lists replace the base's."""
    for name in path:
        supposed = getattr(supposed, name, None)
    return tuple(supposed) if isinstance(supposed, (tuple, list)) else ()


def _people_by_village(plan: Plan) -> dict[str, set[str]]:
    """Return the people newly sent to each village; of a village where all stay, none."""
    found: dict[str, set[str]] = {village.village_id: set() for village in plan.problem.instance.villages}
    for a in plan.assignments:
        found[a.village_id].add(a.person_id)
    return found


def _unknown(option: str, names: Iterable[str], known: set[str]) -> list[Fault]:
    from difflib import get_close_matches

    faults = []
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            problem = Text("方案中没有{name}", "the plan does not have {name}", {"name": name})
            mend = Text("请核对编号", "check the code")
            if near:
                mend = Text("是否为“{near}”？", "did you mean “{near}”?", {"near": near[0]})
            faults.append(Fault("unknown_person", problem, mend, value=option))
    return faults


def _clash(person: str) -> Fault:
    problem = Text("{person}既要离任又要保留", "{person} is to leave and to be kept", {"person": person})
    return Fault("freeze_clash", problem, Text("只留一项。", "keep one of them."), value="--freeze")
