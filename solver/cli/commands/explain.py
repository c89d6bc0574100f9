"""``explain``: questions about a plan, answered with what is proved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.cli.exits import DONE
from solver.cli.languages import language_of_plan
from solver.cli.output import Output
from solver.cli.progress import Display, display_for
from solver.errors import Fault, InputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.words import Role
    from solver.report.why.explanation import Answer

PROVED = Text("（全部已证明）", "(all of it proved)")
NOT_PROVED = Text("（未全部证明，以文中所述为限）", "(not all of it proved: only what it says is)")

WRITTEN = Text("页面：{file}", "Page: {file}")
PRIVATE = Text("内部版，含个人情况，请勿外传。", "Internal version with personal facts: not for passing on.")


def run(args: Namespace, out: Output) -> int:
    """Answer every question that is asked; without one, shortage and prices."""
    from solver.api.explaining import explain
    from solver.api.reporting import refuse_target, report_answers

    if args.html is not None:
        refuse_target(args.html, args.plan)
    out.lang = args.lang or language_of_plan(args.plan) or out.lang
    with display_for(out, "explain") as display:
        display.phase("explain")
        explainer = explain(args.plan, args.scenario, out.lang)
        answers = list(_answers(args, explainer, display))
    for answer in answers:
        mark = PROVED if answer.explanation.proved else NOT_PROVED
        out.result(f"{answer.explanation.text(out.lang)}\n  {out.say(mark)}\n")
    known: dict[str, object] = {}
    if args.html is not None:
        file = report_answers(explainer, answers, out=args.html, lang=out.lang, private=args.private)
        out.result("\n".join([out.say(WRITTEN, file=file), *([out.say(PRIVATE)] if args.private else [])]))
        known = {"file": str(file), "private": args.private}
    out.document("explain", exit_code=DONE, answers=[_document(answer, out) for answer in answers], **known)
    return DONE


def _document(answer: Answer, out: Output) -> dict[str, object]:
    explanation = answer.explanation
    return {
        "question": answer.kind,
        "heading": explanation.heading.to(out.lang),
        "lines": [line.to(out.lang) for line in explanation.lines],
        "proved": explanation.proved,
        **explanation.figures,
    }


def _answers(args: Namespace, explainer: Explainer, display: Display) -> Iterator[Answer]:
    from solver.api.answering import PLACES
    from solver.report.why.explanation import Answer

    asked = args.why_not or args.seat or args.person or args.shortage or args.repairs or args.prices or args.all
    if args.why_not:
        person, village, role = _words(args.why_not, 2, "--why-not PERSON VILLAGE [ROLE]")
        yield Answer("why_not", explainer.why_not(person, village, role))
    if args.seat:
        name, _, role = _words(args.seat, 1, "--seat VILLAGE [ROLE]")
        village_id = explainer.find_village(name).village_id
        yield from (Answer("seat", answer, village_id) for answer in explainer.seat(village_id, role))
    if args.person:
        yield Answer("person", explainer.person(args.person))
    if args.all:
        yield from explainer.everything(args.places or PLACES, display.step)
        return
    if args.shortage or not asked:
        yield from (Answer("shortage", answer) for answer in explainer.shortage())
    if args.repairs:
        yield from (Answer("repairs", answer) for answer in explainer.repairs())
    if args.prices or not asked:
        yield from (Answer("prices", answer) for answer in explainer.prices())


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
