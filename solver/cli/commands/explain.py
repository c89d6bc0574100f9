"""``explain``: questions about a plan, answered with what is proved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.cli.exits import DONE
from solver.cli.languages import language_of_plan
from solver.cli.output import Output
from solver.errors import Fault, InputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer, Explanation
    from solver.domain.words import Role

PROVED = Text("（全部已证明）", "(all of it proved)")
NOT_PROVED = Text("（未全部证明，以文中所述为限）", "(not all of it proved: only what it says is)")


def run(args: Namespace, out: Output) -> int:
    """Answer every question that is asked; without one, shortage and prices."""
    from solver.api.explaining import explain

    out.lang = args.lang or language_of_plan(args.plan) or out.lang
    explainer = explain(args.plan, args.scenario, out.lang)
    answers = []
    for kind, answer in _answers(args, explainer):
        answers.append(
            {
                "question": kind,
                "heading": answer.heading.to(out.lang),
                "lines": [line.to(out.lang) for line in answer.lines],
                "proved": answer.proved,
                **answer.figures,
            }
        )
        mark = PROVED if answer.proved else NOT_PROVED
        out.result(f"{answer.text(out.lang)}\n  {out.say(mark)}\n")
    out.document("explain", exit_code=DONE, answers=answers)
    return DONE


def _answers(args: Namespace, explainer: Explainer) -> Iterator[tuple[str, Explanation]]:
    asked = args.why_not or args.seat or args.person or args.shortage or args.repairs or args.prices
    if args.why_not:
        person, village, role = _words(args.why_not, 2, "--why-not PERSON VILLAGE [ROLE]")
        yield "why_not", explainer.why_not(person, village, role)
    if args.seat:
        village, _, role = _words(args.seat, 1, "--seat VILLAGE [ROLE]")
        for answer in explainer.seat(village, role):
            yield "seat", answer
    if args.person:
        yield "person", explainer.person(args.person)
    if args.shortage or not asked:
        for answer in explainer.shortage():
            yield "shortage", answer
    if args.repairs:
        for answer in explainer.repairs():
            yield "repairs", answer
    if args.prices or not asked:
        for answer in explainer.prices():
            yield "prices", answer


def _words(given: list[str], n: int, usage: str) -> tuple[str, str, Role | None]:
    """Return one or two names, and the role that may follow them.

    Raises
    ------
    InputError
        If there are too few or too many words, or the last is no role.
    """
    from solver.domain.words import ROLES

    words = [*given]
    role = None
    if len(words) == n + 1:
        last = words.pop()
        role = next((r for r in ROLES if last in (r.value, r.label.zh, r.label.en)), None)
        if role is None:
            roles = tuple(r.value for r in ROLES)
            problem = Text("不是职务，可写：{roles}", "is no role; write one of: {roles}", {"roles": roles})
            raise InputError(
                [Fault("bad_role", problem, Text("见 {usage}", "see {usage}", {"usage": usage}), value=last)]
            )
    if len(words) != n:
        problem = Text("应写作 {usage}", "is written {usage}", {"usage": usage})
        raise InputError([Fault("bad_question", problem, Text("请改正。", "correct it."), value=" ".join(given))])
    return words[0], words[-1], role
