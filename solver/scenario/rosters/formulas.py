"""Find cells of an .xlsx whose formula failed or was never calculated.

The reader shows both as blank, and a blank is a legal answer in many columns: a broken VLOOKUP would pass in silence.
(The older .xls and .ods do not tell; save as .xlsx if formulas are used.)
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_NAMES = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_RESULT = re.compile(rb"<v\b[^>]*>[^<]")
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')


class _Failed:
    """The content of a cell whose formula has no result."""

    def __repr__(self) -> str:
        return "#"


FAILED = _Failed()


def failed_cells(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Return sheet name to the 0-based (row, column) of every failed formula; empty for files that are not .xlsx."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _failed(archive.read(part)) for name, part in _parts(archive).items()}
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError):
        return {}  # a workbook that calamine can read and this cannot: there is nothing to add


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.attrib["Id"]: link.attrib["Target"] for link in links.findall("p:Relationship", _NAMES)}
    parts = {}
    for sheet in book.findall("m:sheets/m:sheet", _NAMES):
        target = targets[sheet.attrib[f"{{{_NAMES['r']}}}id"]]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets" in part:
            parts[sheet.attrib["name"]] = part
    return parts


def _failed(xml: bytes) -> list[tuple[int, int]]:
    # Most sheets have no formula at all, so a look for the two marks spares the walk over all cells.
    if b't="e"' not in xml and b"<f" not in xml:
        return []
    found = []
    for attributes, content in _CELL.findall(xml):
        # A formula whose result is the empty text is stored with t="str": it was calculated.
        uncalculated = b"<f" in content and b't="str"' not in attributes and not _RESULT.search(content)
        if b't="e"' in attributes or uncalculated:
            place = _PLACE.search(attributes)
            if place is not None:
                found.append((int(place[2]) - 1, _column(place[1])))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
