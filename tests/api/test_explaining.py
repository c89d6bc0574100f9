"""Questions about plans of tiny rounds: no answer is silent, and none claims more than is proved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.api import explain, generate, solve
from solver.api.explaining import Explainer
from solver.book.evaluation import evaluate
from solver.domain.plan import Plan
from solver.domain.words import Mode, Role
from solver.engine.explaining.exact import Reoptimised
from solver.errors import InputError
from tests.rounds import copy_round


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Explainer:
    """The tiny round, solved."""
    root = tmp_path_factory.mktemp("tiny")
    scenario = copy_round(root)
    return explain(solve(scenario, lang="en").write(root / "plan"), scenario)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Explainer:
    """A tiny prefecture, solved; its counties are explained one at a time."""
    root = tmp_path_factory.mktemp("region")
    generate("prefecture-tiny", root / "in")
    scenario = root / "in" / "prefecture-tiny.yaml"
    found = explain(solve(scenario, lang="en").write(root / "plan"), scenario)
    return Explainer(found.solved, whole=0)


def test_a_village_to_which_nobody_is_sent_is_answered(tiny: Explainer) -> None:
    plan = tiny.solved.plan
    village = plan.assignments[0].village_id
    posts = tuple(replace(p, mode=Mode.NONE) if p.village_id == village else p for p in plan.problem.posts)
    problem = replace(plan.problem, posts=posts)
    fewer = Plan.of(problem, [a for a in plan.assignments if a.village_id != village])
    explainer = Explainer(replace(tiny.solved, plan=fewer, evaluation=evaluate(fewer, tiny.solved.book)))
    (answer,) = explainer.seat(village)
    assert "nobody is newly sent" in answer.heading.to("en")
    assert "没有新派的人" in explainer.seat(village, Role.MEMBER)[0].heading.to("zh")


def test_who_may_fill_neither_role_is_told_why_of_both(tiny: Explainer) -> None:
    """Nobody is sent from a village's own nominees twice: every pair without a seat tells of each role."""
    plan = tiny.solved.plan
    n = 0
    for person in tiny.context.instance.candidates:
        for team in plan.teams:
            answer = tiny.why_not(person.person_id, team.village.village_id)
            if "roles" not in answer.figures:
                continue
            n += 1
            roles = answer.figures["roles"]
            assert isinstance(roles, dict)
            assert set(roles) == {"first_secretary", "member"}
            alone = [tiny.why_not(person.person_id, team.village.village_id, role) for role in Role]
            for one in alone:
                for line in one.lines:
                    assert line.to("zh") in answer.text("zh")
            assert answer.proved == all(one.proved for one in alone)
    assert n


def test_who_cannot_be_sent_at_all_is_said_to_be_so(tiny: Explainer) -> None:
    """An idle nominee with a seat is told the cheapest use, or that there is none; never nothing."""
    plan = tiny.solved.plan
    fewer = Plan.of(plan.problem, plan.assignments[::2])
    explainer = Explainer(replace(tiny.solved, plan=fewer, evaluation=evaluate(fewer, tiny.solved.book)))
    idle = {a.person_id for a in plan.assignments} - {a.person_id for a in fewer.assignments}
    for person in idle:
        use = explainer.person(person).figures["use"]
        assert isinstance(use, dict)
        assert (use["severity"], use["loss"]) < (0, 0)  # each was there before
    gone = explainer.desk.model.seats.person == tiny.context.instance.candidate_index[min(idle)]
    explainer.desk.reoptimise = lambda *_: Reoptimised(None, impossible=True)  # type: ignore[method-assign]
    assert gone.any()
    assert "no plan at all" in explainer.person(min(idle)).text("en")
    explainer.desk.reoptimise = lambda *_: Reoptimised(None)  # type: ignore[method-assign]
    answer = explainer.person(min(idle))
    assert "not proved" in answer.text("en")
    assert not answer.proved


@pytest.mark.parametrize("ask", ["find_person", "find_village"])
def test_unknown_names_are_refused(tiny: Explainer, ask: str) -> None:
    with pytest.raises(InputError):
        getattr(tiny, ask)("no such thing")


def test_counties_are_explained_one_at_a_time(region: Explainer) -> None:
    """Nothing within a county is proved of the whole; what is found is a plan of the whole, and says so."""
    assert region.is_split
    whole = Explainer(region.solved)
    assert not whole.is_split
    village = region.solved.plan.assignments[0].village_id
    for answer, true in zip(region.seat(village), whole.seat(village), strict=True):
        assert answer.heading == true.heading
        assert answer.lines[0] == true.lines[0]
        if answer.figures["next_best"]:
            assert not answer.proved
            assert "within the county" in answer.text("en")
    assert "desk" not in vars(region)  # no model of the whole was made


def test_a_part_found_beside_the_rest_is_legal_in_the_whole(region: Explainer) -> None:
    """The figures of a change within a county, other counties as they are, are those of the whole plan."""
    whole = Explainer(region.solved)
    n = 0
    for team in region.solved.plan.teams:
        near = region.at(team.village)
        desk = near.desk
        before = {(a.person_id, a.village_id, a.role) for a in near.solved.plan.assignments}
        kept = [a for a in region.solved.plan.assignments if (a.person_id, a.village_id, a.role) not in before]
        for seat in range(0, len(desk.model.seats), max(1, len(desk.model.seats) // 3)):
            from solver.book.compile import plan_of
            from solver.engine.explaining.change import Change

            found = desk.reoptimise(Change((seat,)))
            assert not found.proved
            if found.seats is None:
                continue
            part = plan_of(near.solved.plan.problem, desk.model, found.seats)
            judged = evaluate(Plan.of(region.solved.plan.problem, [*kept, *part.assignments]), region.solved.book)
            assert not judged.hard
            here = (found.severity - desk.severity, found.value - desk.value)
            solved = whole.solved.evaluation
            assert here == (judged.severity - solved.severity, judged.value - solved.value)
            n += 1
    assert n


def test_what_takes_the_whole_model_is_told_or_left_out(region: Explainer) -> None:
    everything = [*region.shortage(), *region.repairs(), *region.prices()]
    assert all(answer.lines for answer in everything)
    idle = [c for c in region.context.instance.candidates if c.person_id not in region.context.village_of]
    for person in [*idle[:2], region.context.instance.candidates[0]]:
        assert region.person(person.person_id).text("zh")
    assert "desk" not in vars(region)
    ids = [team.village.village_id for team in region.solved.plan.teams]
    answers = region.everything(places=1)
    assert {answer.village_id for answer in answers} <= {"", *ids}


def test_who_serves_another_county_is_not_called_impossible(region: Explainer) -> None:
    """A seat that is open to somebody whom the plan sends elsewhere: what the move costs was not solved for."""
    of_county = {t.village.village_id: t.village.county for t in region.solved.plan.teams}
    statuses = set()
    for a in region.solved.plan.assignments:
        for village, county in of_county.items():
            if county != of_county[a.village_id]:
                answer = region.why_not(a.person_id, village, a.role)
                statuses.add(answer.figures["status"])
                assert answer.figures["status"] != "impossible"
                if answer.figures["status"] == "not_found":
                    assert not answer.proved
    assert statuses <= {"barred", "no_place", "not_found"}
