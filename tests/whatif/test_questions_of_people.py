"""Questions about who may go where: each changes what it asks about, in the expected direction, and nothing else."""

from __future__ import annotations

from datetime import date

from solver import api
from solver.book.compile import compile_model
from solver.domain.words import Expertise, Gate, Level, Role, Sex, VillageType
from solver.scenario.opening import open_scenario
from solver.units import complete_years
from tests.rounds import SCENARIOS
from tests.whatif.small import WHAT_IFS

from .conftest import County, broken, caps, posted, units_sending

WATER = "棠岭县水务公司"


def test_2_a_unit_withdraws(county: County) -> None:
    """Its three nominees are off the roster, nobody else's quota changes, and the plan is worth less."""
    unit = "澜岫省住房和城乡建设厅"
    before, after = county.instance(), county.instance(2)
    gone = {c.person_id for c in before.candidates} - {c.person_id for c in after.candidates}
    assert gone == {c.person_id for c in before.candidates if c.unit_id == unit}
    assert len(gone) == 3
    assert gone & set(posted(county.base))
    others = {key: limit for key, limit in caps(county).items() if unit not in key}
    assert caps(county, 2) == others
    assert len(posted(county.ask(2))) <= len(posted(county.base))
    assert county.ask(2).value < county.base.value


def test_3_only_the_cap_of_the_unit_changes(county: County) -> None:
    before, after = caps(county), caps(county, 3)
    assert {key for key in before | after if before.get(key) != after.get(key)} == {f"unit_quota@{WATER}#all"}
    assert units_sending(county.base).count(WATER) == 3
    assert units_sending(county.ask(3)).count(WATER) == 1
    assert county.ask(3).value < county.base.value


def test_4_small_units_send_nobody(county: County) -> None:
    staff = {u.unit_id: u.staff or 20 for u in county.instance().units}
    before, after = caps(county), caps(county, 4)
    for key in after:
        unit = key.split("@")[1].split("#")[0]
        if staff[unit] >= 20:
            assert after[key] == before[key], key
    assert any(staff[unit] < 20 for unit in units_sending(county.base))
    assert all(staff[unit] >= 20 for unit in units_sending(county.ask(4)))


def test_5_an_agronomist_is_asked_for_in_every_heavy_village(county: County) -> None:
    """Livestock and forestry do not count as agronomy, and villages need not be lifted: more is asked for."""
    demands = county.villages(5).round.opened.scenario.settings.rules.required_expertise.demands
    assert demands[0].expertise == (Expertise.AGRONOMY,)
    assert demands[0].village_types == ()
    before, after = broken(county.base, "required_expertise"), broken(county.ask(5), "required_expertise")
    assert sum(after.values()) > sum(before.values())
    heavy = {v.village_id for v in county.instance().villages if v.task_weight == "heavy"}
    weak = {v.village_id for v in county.instance().villages if VillageType.WEAK in v.types}
    assert set(after) <= heavy | weak

    def with_agronomist(solution: api.Solution) -> int:
        there = (t for t in solution.plan.teams if t.village.village_id in heavy)
        return sum(any(Expertise.AGRONOMY in m.person.expertise for m in t.people) for t in there)

    assert with_agronomist(county.ask(5)) >= with_agronomist(county.base)


def test_6_party_or_law_in_weak_villages_comes_first(county: County) -> None:
    """Whoever can be given such a first secretary gets one: only those who stay are left without."""
    solution = county.ask(6)
    weak = {v.village_id for v in solution.plan.problem.instance.villages if VillageType.WEAK in v.types}
    wanted = {Expertise.PARTY_AFFAIRS, Expertise.LAW}
    for team in solution.plan.teams:
        for member in team.of_role(Role.FIRST_SECRETARY):
            if team.village.village_id in weak and not member.incumbent:
                assert wanted & set(member.person.expertise)
    worse = [v for v in solution.evaluation.exceptions if v.rule == "required_expertise" and v.place in weak]
    assert all(v.severity >= 20 for v in worse)


def test_9_who_is_excellent_and_wishes_to_stay_stays(county: County) -> None:
    before = {i.person.person_id for i in county.instance().staying}
    after = {i.person.person_id for i in county.instance(9).staying}
    assert after - before == {"A01P2147"}
    assert before < after
    open_before = sum(a.village_id == "A01V056" for a in county.base.plan.assignments)
    assert sum(a.village_id == "A01V056" for a in county.ask(9).plan.assignments) == open_before - 1


def test_10_nobody_serves_a_third_term(county: County) -> None:
    terms = {c.person_id: c.terms_served for c in county.instance().candidates}
    assert [p for p in posted(county.base) if terms[p] >= 2] == ["A01P0016"]
    assert all(terms[p] < 2 for p in posted(county.ask(10)))
    assert county.ask(10).value <= county.base.value


def test_10_as_shipped_it_says_that_nothing_changes(county: County) -> None:
    """In county-s nobody has served twice, and the overlay says so; who has served once is barred by max_terms: 1."""
    shipped = open_scenario(SCENARIOS / "county-s" / "county-s-csv.yaml").instance
    assert {c.terms_served for c in shipped.candidates} == {0, 1}
    assert "nothing changes" in (WHAT_IFS / "10-no-third-term.yaml").read_text(encoding="utf-8")
    once = county.list_with(10, "reason: 试\nrules: {max_terms: {max_terms: 1}}")
    seats = compile_model(once.problem, once.round.book).seats
    people = once.round.instance.candidates
    assert any(c.terms_served == 1 for c in people)
    assert all(people[p].terms_served == 0 for p in set(seats.person.tolist()))


def test_11_age_limits(county: County) -> None:
    instance = county.instance(11)
    for a in county.ask(11).plan.assignments:
        birth = instance.candidates[instance.candidate_index[a.person_id]].birth
        assert birth is not None
        age = complete_years(birth, instance.reference.on_post_date)
        assert age <= (45 if a.role is Role.FIRST_SECRETARY else 50)
    assert county.ask(11).severity >= county.base.severity


def test_12_home_townships_are_avoided(county: County) -> None:
    instance = county.instance(12)

    def at_home(places: dict[str, str]) -> int:
        return sum(
            instance.candidates[instance.candidate_index[p]].home.township
            == instance.villages[instance.village_index[v]].township
            for p, v in places.items()
        )

    assert at_home(posted(county.ask(12))) == 0
    assert len(county.model(12).seats) < len(county.model().seats)


def test_13_no_woman_is_alone_in_a_remote_village(county: County) -> None:
    """In the base the one post of V014, seventy minutes away, goes to a woman."""
    assert posted(county.base)["A01P0184"] == "A01V014"
    instance = county.instance(13)
    places = posted(county.ask(13))
    there = [instance.candidates[instance.candidate_index[p]] for p, v in places.items() if v == "A01V014"]
    assert all(person.sex is not Sex.FEMALE for person in there)
    women = [c for c in county.model(13).all_counts if c.rule == "women_per_team" and c.part == "alone"]
    assert [count.place for count in women] == ["A01V014"]


def test_14_drives_are_measured_from_home(county: County) -> None:
    """P0032 lives 110 minutes from the county seat, V056 lies 80 beyond it: 190 minutes, and 180 are allowed."""
    assert posted(county.base)["A01P0032"] == "A01V056"
    assert posted(county.ask(14)).get("A01P0032") != "A01V056"
    instance = county.instance(14)
    far = [v.village_id for v in instance.villages if v.township != "柳坝镇" and 110 + (v.drive_min or 0) > 180]
    assert "A01V056" in far
    assert posted(county.ask(14)).get("A01P0032") not in far


def test_15_teams_of_one_unit(county: County) -> None:
    """More people of the lead unit go to its village, and the plan fits the needs worse: that is the price."""

    def of_lead_unit(question: int | None) -> int:
        solution = county.base if question is None else county.ask(question)
        return sum(m.person.unit_id == team.village.lead_unit for team in solution.plan.teams for m in team.people)

    assert of_lead_unit(15) > of_lead_unit(None)
    points = county.ask(15).evaluation.points
    assert points["need_fit"] < county.base.evaluation.points["need_fit"]
    assert county.ask(15).severity == county.base.severity
    assert county.ask(15).value - points["unit_mix"] <= county.base.certificate.value.best_bound
    assert not any(count.rule == "unit_share_in_team" for count in county.model(15).all_counts)


def test_16_pairings_are_kept(county: County) -> None:
    def changed(solution_of: int | None) -> int:
        solution = county.base if solution_of is None else county.ask(solution_of)
        return sum(
            m.person.unit_id != team.village.lead_unit
            for team in solution.plan.teams
            for m in team.of_role(Role.FIRST_SECRETARY)
            if team.village.lead_unit and not m.incumbent
        )

    assert changed(16) < changed(None)
    assert sum(broken(county.ask(16), "pairing_changes").values()) == changed(16)
    assert county.ask(16).evaluation.points["need_fit"] <= county.base.evaluation.points["need_fit"]


def test_19_two_waves(county: County) -> None:
    """P0096 can come in August: in the base to V065, where nobody is; a village of the first wave in this one."""
    first = next(r for r in county.villages(19).round.book.rules if r.slug == "two_waves").first_wave(  # type: ignore[attr-defined]
        county.villages(19).problem
    )
    problem = county.villages(19).problem
    open_posts = {
        p.village_id: sum(max(0, p.places(r) - problem.n_staying(v, r)) for r in Role)
        for v, p in enumerate(problem.posts)
    }
    # in order of vacancy until half of the open posts are reached
    n_first, n_all = sum(open_posts[v] for v in first), sum(open_posts.values())
    assert n_first >= n_all / 2
    assert n_first - max(open_posts[v] for v in first) < n_all / 2
    assert "A01V065" in first
    assert posted(county.ask(19)).get("A01P0096") not in first
    starts = county.ask(19).assignments.set_index("person_id")["start"].to_dict()
    for person_id, village_id in posted(county.ask(19)).items():
        assert starts[person_id] >= (date(2025, 6, 1) if village_id in first else date(2025, 12, 1))
    assert {starts[person_id] for person_id in posted(county.ask(19))} >= {date(2025, 6, 1), date(2025, 12, 1)}
    assert caps(county, 19) == caps(county)


def test_20_thirty_per_cent_do_not_pass(county: County) -> None:
    """35 nominees: round(3.5) = 4 fail, round(7) = 7 are pending; the same ones every time."""
    before = {c.person_id: c.vetting for c in county.instance().candidates}
    after = {c.person_id: c.vetting for c in county.instance(20).candidates}
    drawn = {p: gates[0] for p, gates in after.items() if gates != before[p]}
    assert sorted(drawn.values()) == [Gate.FAIL] * 4 + [Gate.PENDING] * 7
    assert not set(drawn) & set(posted(county.ask(20)))
    assert county.ask(20).severity >= county.base.severity


def test_21_only_the_recalled_are_replaced(county: County) -> None:
    """Everybody else on post stays, and exactly five people are sent to the five villages."""
    recalled = {"A01P2008", "A01P2020", "A01P2071", "A01P2104", "A01P2134"}
    today, after = county.instance(0), county.instance(21)
    assert {i.person.person_id for i in today.staying} - {i.person.person_id for i in after.staying} == recalled
    villages = {i.village_id for i in today.incumbents if i.person.person_id in recalled}
    assert set(posted(county.ask(21)).values()) == villages
    assert len(posted(county.ask(21))) == 5
    assert posted(county.ask(0)) == {}


def test_23_township_cadres_stay_at_home(county: County) -> None:
    instance = county.instance(23)
    level = {c.person_id: instance.level_of(c) for c in instance.candidates}
    assert any(level[p] is Level.TOWNSHIP for p in posted(county.base))
    assert all(level[p] is not Level.TOWNSHIP for p in posted(county.ask(23)))
    assert county.ask(23).value < county.base.value


def test_27_a_silent_central_unit_is_an_exception(county: County) -> None:
    """The duty of one first secretary stays with the unit."""
    assert broken(county.base, "central_unit_first_secretary") == {}
    assert broken(county.ask(27), "central_unit_first_secretary") == {"中央某部委": 1}
    assert "中央某部委" in {u.unit_id for u in county.instance(27).units}
