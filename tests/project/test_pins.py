"""What is installed is pinned, without addresses, and within what the project says it needs."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.tree import read

PROJECT = tomllib.loads(read("pyproject.toml"))
LINES = [line for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]
PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}


def test_no_address_and_no_place() -> None:
    text = read("constraints.txt")
    assert "://" not in text
    assert " @ " not in text
    assert "-e " not in text


def test_every_line_pins_one_exact_version() -> None:
    odd = [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)]
    assert odd == []
    assert len(PINS) == len(LINES)


def test_every_direct_need_is_pinned_within_its_range() -> None:
    project = PROJECT["project"]
    extras = [need for extra in project["optional-dependencies"].values() for need in extra]
    needs = [*project["dependencies"], *extras, *PROJECT["build-system"]["requires"]]
    for need in map(Requirement, needs):
        pin = PINS.get(canonicalize_name(need.name))
        assert pin is not None, need.name
        assert need.specifier.contains(pin), f"{need} does not admit the pinned {pin}"
