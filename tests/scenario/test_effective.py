"""The effective scenario loads to the same scenario, and says where each value comes from."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.scenario.effective import _flow, effective_yaml
from solver.scenario.loading import Scenario
from solver.scenario.nodes import plain
from solver.scenario.yaml_reader import read_yaml

from .conftest import Write, load_scenario

SAMPLES = Path(__file__).parent / "samples"


def reload(scenario: Scenario, **options: bool) -> Scenario:
    """Write the effective scenario beside the original, and load that."""
    with tempfile.NamedTemporaryFile(suffix=".yaml", dir=scenario.folder) as file:
        path = Path(file.name)
        path.write_text(effective_yaml(scenario, **options), encoding="utf-8")
        return load_scenario(path, root=scenario.root)


@pytest.mark.parametrize("name", ["county.yaml", "what-if.yaml"])
@pytest.mark.parametrize("origins", [False, True])
@pytest.mark.parametrize("defaults", [False, True])
def test_samples_load_to_the_same(write: Write, name, origins, defaults):
    folder = write("").parent
    for sample in ("county.yaml", "what-if.yaml"):
        (folder / sample).write_bytes((SAMPLES / sample).read_bytes())
    scenario = load_scenario(folder / name)
    again = reload(scenario, origins=origins, defaults=defaults)
    assert again.settings == scenario.settings
    assert again == scenario
    assert again.changes()
    assert [c.reason for c in again.changes()] == [c.reason for c in scenario.changes()]


def test_origins_golden():
    lines = effective_yaml(load_scenario(SAMPLES / "what-if.yaml"), origins=True).splitlines()
    assert "    scope: county  # what-if.yaml:6" in lines
    assert "    enabled: true  # county.yaml:16" in lines
    assert '  on_post_date: "2025年6月1日"  # county.yaml:9' in lines
    assert "  mode: final  # what-if.yaml:7" in lines
    assert '    reason: "县里一贯做法；试算"  # what-if.yaml:4' in lines
    assert not any("extension" in line for line in lines)  # reset


def test_defaults_are_marked():
    lines = effective_yaml(load_scenario(SAMPLES / "county.yaml"), origins=True, defaults=True).splitlines()
    assert "    severity: 10  # default" in lines
    assert "  need_fit:" in lines
    assert "    weight: 8  # county.yaml:20" in lines


def test_numbers_typed_as_text_stay_as_typed(write: Write):
    text = "format: 1\nrosters: rosters\nreference: {reference_date: 2025.04, on_post_date: 2025.10}\nname: 007\n"
    scenario = load_scenario(write(text, minimal=False))
    assert "on_post_date: 2025.10" in effective_yaml(scenario)
    assert reload(scenario) == scenario


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(values)
@settings(max_examples=150, deadline=None)
def test_any_value_is_printed_so_that_it_is_read_again(value: Any):
    tree, faults = read_yaml(f"key: {_flow(value)}\n".encode(), "f")
    assert not faults
    assert tree is not None
    assert plain(tree)["key"] == value


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scenarios = st.fixed_dictionaries(
    {},
    optional={
        "title": st.fixed_dictionaries({}, optional={"zh": texts, "en": texts}),
        "description": st.fixed_dictionaries({"zh": texts}),
        "language": st.sampled_from(["zh", "en"]),
        "effort": st.fixed_dictionaries(
            {"level": st.sampled_from(["quick", "thorough"]) | st.integers(1, 99)},
            optional={"seconds": st.integers(1, 99), "workers": st.integers(1, 8)},
        ),
        "fairness": st.sampled_from([{"kind": "floor", "floor": 3}]),
        "goals": st.fixed_dictionaries({}, optional={"need_fit": st.just({"weight": 0}), "primary_need": st.just({})}),
        "rules": st.fixed_dictionaries(
            {},
            optional={
                "home_avoidance": st.fixed_dictionaries(
                    {
                        "enabled": st.booleans(),
                        "reason": st.text("甲 no:#'\"\\{}[]12\n,&*!", min_size=1).filter(str.strip),
                    },
                    optional={"scope": st.sampled_from(["village", "county"])},
                )
            },
        ),
    },
)


@given(scenarios, st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_round_trip(sections: dict[str, Any], origins: bool, defaults: bool):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rosters").mkdir()
        file = Path(folder) / "s.yaml"
        head = "format: 1\nrosters: rosters\nreference: {reference_date: 2025-04-01, on_post_date: 2025-06-01}\n"
        file.write_text(head + "".join(f"{key}: {_flow(value)}\n" for key, value in sections.items()), encoding="utf-8")
        scenario = load_scenario(file)
        assert reload(scenario, origins=origins, defaults=defaults) == scenario
