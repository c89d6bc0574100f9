"""Digests of documents and files: a change that alters no figure is found too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

DIGEST_KEY = "digest"
"""Key under which a document holds its own digest; it is left out when the digest is computed."""


def digest_of(document: Mapping[str, object]) -> str:
    """Return the SHA-256 of a JSON document without its own digest, whatever the order of its keys.

    Raises
    ------
    TypeError
        If the document holds something that JSON does not know.
    """
    content = {key: value for key, value in document.items() if key != DIGEST_KEY}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
