"""Read one cell by what its column holds. Nothing is guessed: what cannot be read gets a fault code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from solver.domain.needs import NEED_LABELS
from solver.domain.words import NEED_ITEMS, VillageType
from solver.scenario.rosters.columns import Column, Kind, header_key
from solver.scenario.rosters.dates import AmbiguousMonthError, DateSerialError, read_date
from solver.scenario.rosters.findings import did_you_mean
from solver.scenario.rosters.formulas import FAILED
from solver.scenario.rosters.vocabularies import labels, vocabulary
from solver.text import Text

BLANK_MARKS = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "none", "n/a"})
"""What planners put into a cell that has nothing to say. Refused in number columns, where 无 may mean 0."""

PRIVATE = re.compile(r"(?<![0-9])(?:[1-9]\d{16}[0-9Xx]|1[3-9]\d{9})(?![0-9])")
"""An identity number of 18 characters, or a mobile phone number, anywhere in a text."""

_SEPARATORS = re.compile(r"[、;；\n|]+")
_COMMAS = re.compile(r"[,，/+\s]+")
_TEXT_SEPARATORS = re.compile(r"[、;；\n|,，]+")
_YEAR_PREFIX = re.compile(r"^(?:19|20)\d{2}年?度?[::]?")
_SPACES = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?(\d+)")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_NEED = re.compile(r"d([1-4])([abc])")
_BRACKET = re.compile(r"[((](.*?)[))]")
_YES_NO = {
    **dict.fromkeys(("是", "有", "y", "yes", "true", "1", "√", "✓", "对", "同意", "愿意", "愿", "同意留任"), True),
    **dict.fromkeys(
        ("否", "无", "没有", "n", "no", "false", "0", "×", "x", "✗", "不", "不同意", "不愿意", "不愿"), False
    ),
}
_NEED_NAMES = {
    **{header_key(label.zh): item for item, label in NEED_LABELS.items()},
    **{header_key(label.en): item for item, label in NEED_LABELS.items()},
}


class Reading(NamedTuple):
    """What a cell says, and the code of what is wrong or was read in a declared way."""

    value: Any = None
    code: str = ""
    values: dict[str, object] = {}


def read_cell(column: Column, cell: object, typed: bool = True) -> Reading:
    """Return what one cell says in this column; the value ``None`` is a blank cell.

    Parameters
    ----------
    typed
        Whether the file tells numbers from text (a workbook does, a CSV file does not).
    """
    if cell is FAILED:
        return Reading(code="formula_error")
    if _lost_digits(cell, typed):
        return Reading(code="destroyed_number")
    reader = _READERS[column.kind]
    if not isinstance(cell, str):
        return reader(column, cell, typed)
    text = cell.strip().strip("\u200b\ufeff")
    return reader(column, text, typed) if text else Reading()


def clean(cell: object) -> str:
    """Return a cell as text: trimmed, one space for many, none between Chinese characters (张　三), 1001.0 as 1001."""
    if isinstance(cell, str):
        text = cell.strip()
        return _BETWEEN_HAN.sub("", _SPACES.sub(" ", text)) if _SPACES.search(text) else text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)


def shown(cell: object) -> str:
    """Return a cell for a message, with identity and phone numbers and lost digits masked."""
    if isinstance(cell, (int, float)) and abs(cell) >= 1e14:
        return f"{cell:.2E}"
    return PRIVATE.sub(lambda match: f"{match[0][:3]}…", clean(cell))


def _lost_digits(cell: object, typed: bool) -> bool:
    if isinstance(cell, (int, float)):
        return abs(cell) >= 1e14
    if not typed and isinstance(cell, str) and (match := _SCIENTIFIC.fullmatch(cell.strip())):
        return int(match[1]) >= 14
    return False


def _text(column: Column, cell: object, typed: bool) -> Reading:
    text = clean(cell)
    if column.key != "person_id":
        return Reading(code="private_text") if PRIVATE.search(text) else Reading(text)
    return Reading(code="identity_number") if PRIVATE.fullmatch(text) or _long_code(text) else Reading(text)


def _long_code(text: str) -> bool:
    return text.isdecimal() and len(text) == 15


def _name(column: Column, cell: object, typed: bool) -> Reading:
    reading = _text(column, cell, typed)
    return Reading() if _is_blank_mark(reading.value) else reading


def _number(column: Column, cell: object, typed: bool) -> Reading:
    kind = Text("整数", "a whole number") if column.kind is not Kind.FLOAT else Text("数字", "a number")
    wrong = Reading(code="bad_number", values={"kind": kind})
    if isinstance(cell, (bool, date, datetime)):
        return wrong
    if isinstance(cell, (int, float)):
        number = float(cell)
    else:
        text = unicodedata.normalize("NFKC", str(cell)).replace(" ", "")
        bracket = _BRACKET.search(column.zh)
        text = text.removesuffix(bracket[1]) if bracket else text
        if not _NUMBER.fullmatch(text):
            return wrong
        number = float(text.replace(",", ""))
    if column.kind is not Kind.FLOAT and not number.is_integer():
        return wrong
    low, high = column.low, column.high
    if (low is not None and number < low) or (high is not None and number > high):
        limits = {"low": "-" if low is None else f"{low:g}", "high": "∞" if high is None else f"{high:g}"}
        return Reading(code="out_of_range", values=dict(limits))
    return Reading(number if column.kind is Kind.FLOAT else int(number))


def _year(column: Column, cell: object, typed: bool) -> Reading:
    reading = _number(column, str(cell).removesuffix("年") if isinstance(cell, str) else cell, typed)
    if reading.code != "bad_number":
        return reading
    day = _date(column, cell, typed)
    return day if day.code else _number(column, day.value.year, typed)


def _date(column: Column, cell: object, typed: bool) -> Reading:
    if isinstance(cell, str) and _is_blank_mark(cell):
        return Reading()
    try:
        return Reading(read_date(cell, column.month_end, typed))
    except DateSerialError as serial:
        return Reading(serial.day, "date_serial", {"date": serial.day.isoformat()})
    except AmbiguousMonthError as error:
        return Reading(code="ambiguous_month", values={"number": str(error), "year": str(error)[:4]})
    except ValueError:
        return Reading(code="bad_date")


def _yes_no(column: Column, cell: object, typed: bool) -> Reading:
    found = _YES_NO.get(header_key(clean(cell)))
    if found is not None:
        return Reading(found)
    if _is_blank_mark(clean(cell)):
        return Reading()
    return Reading(
        code="unknown_word",
        values={"piece": shown(cell), "hint": Text("", ""), "words": (Text("是", "yes"), Text("否", "no"))},
    )


def _word(column: Column, cell: object, typed: bool) -> Reading:
    assert column.words is not None
    text = clean(cell)
    found = vocabulary(column.words).get(header_key(text))
    if found is not None and len(found) == 1:
        return Reading(found[0])
    if found is not None:  # “either” where one is asked for: for a role that is no restriction
        return Reading()
    return Reading() if _is_blank_mark(text) else _unknown(column, text)


def _words(column: Column, cell: object, typed: bool) -> Reading:
    assert column.words is not None
    spellings = vocabulary(column.words)
    text = cell if isinstance(cell, str) else clean(cell)  # spaces may separate words here
    if _is_blank_mark(text):
        return Reading()
    found: list[Any] = []
    for piece in _pieces(text, spellings):
        members = spellings.get(header_key(piece)) or spellings.get(header_key(_YEAR_PREFIX.sub("", piece)))
        if members is not None:
            found.extend(members)
            continue
        unknown = _unknown(column, piece)
        if column.words is not VillageType or unknown.values["near"]:
            return unknown
        found.append(piece)  # a local type of village (S6)
    return Reading(tuple(found))


def _pieces(text: str, spellings: dict[str, Any]) -> list[str]:
    """Split a list; at commas, slashes, plus signs and spaces only what is no word as a whole."""
    pieces: list[str] = []
    if header_key(text) in spellings:
        return [text]
    for part in filter(None, map(str.strip, _SEPARATORS.split(text))):
        pieces.extend([part] if header_key(part) in spellings else filter(None, _COMMAS.split(part)))
    return pieces


def _unknown(column: Column, piece: str) -> Reading:
    assert column.words is not None
    hint = did_you_mean(piece, labels(column.words))
    values = {"piece": piece, "hint": hint, "near": hint.values.get("near", ""), "words": labels(column.words)}
    return Reading(code="unknown_word", values=values)


def _texts(column: Column, cell: object, typed: bool) -> Reading:
    text = _name(column, cell, typed)
    if text.value is None:
        return text
    return Reading(tuple(piece for part in _TEXT_SEPARATORS.split(text.value) if (piece := part.strip())))


def _need_item(column: Column, cell: object, typed: bool) -> Reading:
    text = header_key(clean(cell))
    if (match := _NEED.match(text)) and f"D{match[1]}{match[2]}" in NEED_ITEMS:
        return Reading(f"D{match[1]}{match[2]}")
    if text in _NEED_NAMES:
        return Reading(_NEED_NAMES[text])
    if _is_blank_mark(clean(cell)):
        return Reading()
    hint = did_you_mean(clean(cell), [label.zh for label in NEED_LABELS.values()])
    return Reading(code="unknown_word", values={"piece": clean(cell), "hint": hint, "words": NEED_ITEMS})


def _skip(column: Column, cell: object, typed: bool) -> Reading:
    return Reading()


def _is_blank_mark(text: str | None) -> bool:
    return text is not None and text.lower() in BLANK_MARKS


_READERS: dict[Kind, Callable[[Column, object, bool], Reading]] = {
    Kind.TEXT: _text,
    Kind.INT: _number,
    Kind.FLOAT: _number,
    Kind.YEAR: _year,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.WORD: _word,
    Kind.WORDS: _words,
    Kind.TEXTS: _texts,
    Kind.NEED_ITEM: _need_item,
    Kind.PLACE: _name,
    Kind.PLACES: _texts,
    Kind.UNIT: _name,
    Kind.PERSON: _name,
    Kind.VILLAGES: _texts,
    Kind.SKIP: _skip,
}
