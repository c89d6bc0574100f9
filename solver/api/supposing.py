"""What if: a few lines of YAML over a scenario, or a few more nominees, without touching a file."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.errors import Fault, InputError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.api.rounds import Round
    from solver.domain.candidate import Candidate

NOBODY = Text("没有可照样增加的合格人选", "no nominee is eligible for both roles, to be taken as a pattern")
NOMINATE = Text("先补报人选。", "nominate somebody first.")
NO_FILE = Text("这一方案本身是假设，没有可供继承的配置文件", "this round is a what-if itself, without a file to extend")
PUT_TOGETHER = Text(
    "把几处改动写在一起，叠加在原配置上。", "write all lines together over the scenario that has a file."
)
NEW_UNIT = "增派单位"


def what_if(base: Round | str | Path, lines: str, lang: Lang | None = None) -> Round:
    """Return a round with a few changed lines laid over a scenario, as a file with ``extends:`` would.

    Parameters
    ----------
    base
        A round with a file, or the path of its scenario. The files are read again: what :func:`one_more` added is not
        there.
    lines
        YAML without ``extends:``; the input files stay as they are, and nothing is written beside them.

    Raises
    ------
    InputError
        If the lines have faults, or the round is itself a what-if.

    Examples
    --------
    >>> what_if("scenarios/tiny/tiny.yaml", "goals: {need_fit: {weight: 2}}").name  # doctest: +SKIP
    'what-if'
    """
    from solver.api.rounds import load

    the_round = base if not isinstance(base, (str, Path)) else load(base, lang)
    base_file = file_of(the_round)
    with tempfile.TemporaryDirectory(prefix="villages-first-") as folder:
        here = Path(folder).resolve()
        where = os.path.relpath(base_file, here).replace(os.sep, "/")
        file = here / "what-if.yaml"
        file.write_text(f'extends: "{where}"\n{lines.strip()}\n', encoding="utf-8")
        return load(file, lang or the_round.lang, root=the_round.opened.scenario.root)


def file_of(the_round: Round) -> Path:
    """Return the scenario file of a round, to be extended.

    Raises
    ------
    InputError
        If the round is a what-if, whose lines were never in a file that could be extended.
    """
    if the_round.path.resolve().is_relative_to(the_round.opened.scenario.root.resolve()):
        return the_round.path
    raise InputError([Fault("no_base", NO_FILE, PUT_TOGETHER, value=the_round.name)])


def one_more(the_round: Round, expertise: str, n: int = 1) -> Round:
    """Return the round with more nominees of one expertise, to ask what they would be worth.

    They are like the first nominee who may fill either role, nominated for both, with another expertise, and come from
    a new unit without quotas. Such a round is for asking only: ``verify`` would refuse its plan, as no input file holds
    them.

    Parameters
    ----------
    expertise
        Key of an expertise, as ``agronomy``.

    Raises
    ------
    InputError
        If nobody is eligible for both roles.
    ValueError
        If there is no such expertise.
    """
    from solver.domain.instance import Instance
    from solver.domain.village import Unit
    from solver.domain.words import Expertise

    instance = the_round.instance
    pattern = _pattern(the_round)
    word, level = Expertise(expertise), instance.level_of(pattern)
    # asked of a round that has some already, more come
    there = sum(c.unit_id == NEW_UNIT for c in instance.candidates)
    more = tuple(
        replace(pattern, person_id=f"+{i:02d}", alias=f"增{i:02d}", expertise=(word,), unit_id=NEW_UNIT, spouse_id="")
        for i in range(there + 1, there + n + 1)
    )
    tables = {name: getattr(instance, name) for name in ("villages", "incumbents", "pairings", "pins", "scores")}
    changed = Instance.build(
        instance.reference,
        candidates=(*instance.candidates, *more),
        units=instance.units if there else (*instance.units, Unit(NEW_UNIT, level)),
        **tables,
    )
    return replace(the_round, opened=replace(the_round.opened, instance=changed))


def _pattern(the_round: Round) -> Candidate:
    """Return the first nominee who may fill either role once nominated for both."""
    from solver.domain.words import ROLES
    from solver.modelling.rule import EligibilityRule

    rules = the_round.book.rules_of(EligibilityRule)
    for candidate in the_round.instance.candidates:
        person = replace(candidate, roles=frozenset(ROLES))
        if all(rule.admits(person, role, the_round.instance) for rule in rules for role in ROLES):
            return person
    raise InputError([Fault("no_pattern", NOBODY, NOMINATE)])
