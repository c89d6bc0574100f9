"""Villages that change the unit that leads them."""

from __future__ import annotations

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.pairing_changes import PairingChanges

FS = Role.FIRST_SECRETARY


def test_severity_of_two_over() -> None:
    """Three changed, one allowed: two over at 2 x 12 each."""
    facts = {
        "villages": [{"lead_unit": "U2"}, {"lead_unit": "U3"}, {"lead_unit": "U2"}, {"lead_unit": "U1"}],
        "candidates": [{}, {}, {"unit_id": ""}, {}],
        "assign": [("P1", "V1", FS), ("P2", "V2", FS), ("P3", "V3", FS), ("P4", "V4", FS)],
    }
    (violation,) = PairingChanges(PairingChanges.Params(max_changed=1)).check(build_case(facts))
    assert (violation.size, violation.severity, violation.hard) == (2, 48, False)
    assert violation.message.to("zh") == "3个村的结对单位变动（V1、V2、V3），上限1个。"


def test_a_first_secretary_who_stays_changes_nothing() -> None:
    facts = {"villages": [{"lead_unit": "U2"}], "incumbents": [{"role": FS}]}
    assert not list(PairingChanges().check(build_case(facts)))
    assert not PairingChanges.Params().enabled
