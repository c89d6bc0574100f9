"""``certificate.json``: everything the certificate holds, written the same byte for byte, and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from solver.domain.certificate import Certificate, Halves, Level, Prices, Proof
from solver.report.json_form import json_text, read_json, whole
from solver.units import PRICE_SCALE

SCHEMA = "villages-first/certificate/1"
FILE = "certificate.json"
MAX_DEPTH = 100
"""Deepest tree of halves that is read."""


def certificate_text(certificate: Certificate) -> str:
    """Return ``certificate.json``. The gaps in it are for readers; reading back recomputes them."""
    return json_text(
        {
            "schema": SCHEMA,
            "price_scale": PRICE_SCALE,
            "severity": _level(certificate.severity),
            "value": _level(certificate.value),
            "left_out": list(certificate.left_out),
            "versions": certificate.versions,
            "hashes": certificate.hashes,
        }
    )


def read_certificate(folder: Path) -> Certificate:
    """Read ``certificate.json`` of a plan folder.

    Raises
    ------
    InputError
        If the file is missing, is no certificate, or was damaged.
    """
    return read_json(folder / FILE, SCHEMA, _certificate)


def _level(level: Level) -> dict[str, object]:
    return {
        "reached": level.reached,
        "bound": level.bound,
        "search_bound": level.search_bound,
        "gap": level.gap,
        "proof": _proof(level.proof),
    }


def _proof(proof: Proof) -> dict[str, object]:
    if isinstance(proof, Prices):
        return {"prices": proof.rows, "halves": list(proof.halves), "severity_price": proof.severity}
    at_most, more = _proof(proof.at_most), _proof(proof.more)
    return {"count": proof.count, "limit": proof.limit, "at_most": at_most, "more": more}


def _certificate(found: dict[str, Any]) -> Certificate:
    if whole(found["price_scale"]) != PRICE_SCALE:
        raise ValueError(f"price_scale {found['price_scale']} instead of {PRICE_SCALE}")
    return Certificate(
        severity=_read_level(found["severity"]),
        value=_read_level(found["value"]),
        left_out=tuple(str(key) for key in found["left_out"]),
        versions={str(name): str(version) for name, version in found["versions"].items()},
        hashes={str(name): str(digest) for name, digest in found["hashes"].items()},
    )


def _read_level(found: dict[str, Any]) -> Level:
    return Level(
        reached=whole(found["reached"]),
        bound=whole(found["bound"]),
        proof=_read_proof(found["proof"], 0),
        search_bound=None if found["search_bound"] is None else whole(found["search_bound"]),
    )


def _read_proof(found: dict[str, Any], depth: int) -> Proof:
    if depth > MAX_DEPTH:
        raise ValueError(f"more than {MAX_DEPTH} halves deep")
    if "prices" in found:
        return Prices(
            rows={str(key): whole(price) for key, price in found["prices"].items()},
            halves=tuple(whole(price) for price in found["halves"]),
            severity=whole(found["severity_price"]),
        )
    return Halves(
        count=str(found["count"]),
        limit=whole(found["limit"]),
        at_most=_read_proof(found["at_most"], depth + 1),
        more=_read_proof(found["more"], depth + 1),
    )
