"""Default weights: a county planner recognises the order (design §5)."""

from __future__ import annotations

from datetime import date

from solver.book.evaluation import evaluate, seat_points
from solver.book.rule_book import RuleBook
from solver.domain.candidate import Place
from solver.domain.words import Expertise, Grade, Role, Route, Sex, TaskWeight
from solver.modelling.cases import build_case
from solver.modelling.rule import TeamGoal

# lifted village of heavy task: monitoring 2, industry 3, disputes 2, policies 1
VILLAGE = {
    "task_weight": TaskWeight.HEAVY,
    "needs": (0, 1, 0, 2, 3, 1, 0, 0, 2, 1, 1, 0),
    "primary_need": "D2b",
    "wanted_expertise": (Expertise.AGRONOMY,),
    "drive_min": 50,
}
PEOPLE = [
    {
        "expertise": (Expertise.PARTY_AFFAIRS, Expertise.LAW),
        "appraisals": (Grade.EXCELLENT,),
        "birth": date(1980, 1, 1),
    },
    {"expertise": (Expertise.AGRONOMY,), "rural_years": 4, "sex": Sex.FEMALE, "route": Route.BOTH},
    {"expertise": (Expertise.HEALTH,), "wishes": (Place("甲县"),), "birth": date(1996, 1, 1)},
]
ASSIGN = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER), ("P3", "V1", Role.MEMBER)]
CASE = build_case({"villages": [VILLAGE], "candidates": PEOPLE, "assign": ASSIGN})
BOOK = RuleBook.of()


def test_a_typical_seat_is_worth_60_to_150_points() -> None:
    seats = [sum(seat_points(a, CASE, BOOK).values()) for a in CASE.assignments]
    assert min(seats) >= 60
    assert sum(seats) / len(seats) <= 150


def test_a_typical_team_earns_100_to_250_points_together() -> None:
    points = evaluate(CASE, BOOK).points
    # primary need 60; duties D2 (3) and D3 (2): 5 x 12 = 60; ages 29, 38 and 45: two bands, 16; a woman 10
    assert sum(points[goal.slug] for goal in BOOK.goals_of(TeamGoal)) == 60 + 60 + 16 + 10


def test_needs_come_before_everything_that_a_person_brings() -> None:
    """Serving two needs of degree 3 outweighs the wish, and signing up, and years of rural work, and the source."""
    weight = {goal.slug: goal.params.weight for goal in BOOK.goals}
    two_needs = 2 * 3 * weight["need_fit"]
    assert (
        two_needs > weight["wish"] + weight["volunteer"] + 5 * weight["rural_experience"] + weight["source_preference"]
    )
    assert weight["primary_need"] > max(w for slug, w in weight.items() if slug != "primary_need")
