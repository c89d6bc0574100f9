"""The handful of named decisions: pins with their reasons, and a panel's marks for a few seats."""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.posting import Pin, Score
from solver.domain.village import Village
from solver.domain.words import Gate, Level, PinKind, Role
from solver.generate.draw import Draw
from solver.generate.incumbents import HeldSeat
from solver.generate.setting import REFERENCE, Setting
from solver.generate.sizes import Size
from solver.generate.sketch import Wish
from solver.units import add_months

_FORBID_REASONS = ("近亲属在该村“两委”任职", "曾在该村承包工程", "与村干部有信访纠纷", "配偶原籍在该村")
_MUST_REASONS = ("派出单位定点帮扶村，已与单位商定", "村里项目由其负责，须延续", "县委研究指定")


def draw_pins(
    size: Size,
    seed: int,
    setting: Setting,
    villages: list[Village],
    wishes: list[Wish],
    people: list[Candidate],
    seats: list[HeldSeat],
    lead: dict[str, str],
) -> list[Pin]:
    """Draw about one must per 70 nominees and one forbid per 35; none contradicts another, a rule or who stays."""
    draw = Draw(seed, size.name, "pins", setting.code)
    led = {seat.village_id for seat in seats if seat.stays and seat.role is Role.FIRST_SECRETARY}
    wish_of = {v.village_id: wish for v, wish in zip(villages, wishes, strict=True)}
    village_of = {v.village_id: v for v in villages}
    pins = []
    led_by = {unit: village_id for village_id, unit in sorted(lead.items(), reverse=True)}
    for person in people:
        village_id = led_by.get(person.unit_id, "")
        if (
            person.level is Level.CENTRAL
            and Role.FIRST_SECRETARY in person.roles
            and village_id
            and village_id not in led
        ):
            pins.append(Pin(person.person_id, village_id, PinKind.MUST, _MUST_REASONS[0], Role.FIRST_SECRETARY))
    fit = [p for p in people if _fit_member(p) and not any(pin.person_id == p.person_id for pin in pins)]
    held = [seat.village_id for seat in seats if seat.stays and seat.role is Role.MEMBER]
    room = [v for v in villages if wish_of[v.village_id].members_min >= 2 and held.count(v.village_id) < 2]
    n_must, n_forbid = max(1, round(len(people) / 70)), max(1, round(len(people) / 35))
    for person, village in zip(draw.sample(fit, n_must), draw.sample(room, n_must), strict=False):
        at_home = (person.home.township, person.home.village) == (village.township, village.name)
        if not at_home and village.village_id not in person.avoid:
            reason = draw.pick(_MUST_REASONS[1:])
            pins.append(Pin(person.person_id, village.village_id, PinKind.MUST, reason, Role.MEMBER))
    pinned = {pin.person_id for pin in pins}
    for person in draw.sample([p for p in people if p.person_id not in pinned], n_forbid):
        village = village_of[draw.pick(villages).village_id]
        pins.append(Pin(person.person_id, village.village_id, PinKind.FORBID, draw.pick(_FORBID_REASONS)))
    return pins


def _fit_member(person: Candidate) -> bool:
    """Whether nothing in the person's own facts can stand against a post as member, whatever local options are on."""
    return (
        Role.MEMBER in person.roles
        and person.level is Level.COUNTY
        and not person.avoid
        and not person.spouse_id
        and person.available_from is None
        and person.last_term_end is None
        and person.health is not None
        and person.health.value == "ok"
        and all(gate is Gate.PASS for gate in person.vetting)
        and person.birth is not None
        and add_months(person.birth, 45 * 12) > REFERENCE.on_post_date
    )


def draw_scores(
    size: Size, seed: int, setting: Setting, villages: list[Village], people: list[Candidate]
) -> list[Score]:
    """Draw a panel's marks (60-95) for one nominee in twelve, each for one or two villages."""
    draw = Draw(seed, size.name, "scores", setting.code)
    scores = []
    for person in draw.sample(people, round(len(people) / 12)):
        role = Role.FIRST_SECRETARY if Role.FIRST_SECRETARY in person.roles else Role.MEMBER
        for village in draw.sample(villages, 1 + draw.chance(0.4)):
            scores.append(Score(person.person_id, village.village_id, role, draw.integer(60, 95)))
    return sorted(scores, key=lambda score: (score.person_id, score.village_id))
