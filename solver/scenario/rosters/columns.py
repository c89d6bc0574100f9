"""What a column of a planner's table is: its headers, what its cells hold, and where it is written.

The tables themselves are declared in ``village_columns``, ``candidate_columns``, ``unit_columns`` and
``posting_columns``; ``sheets`` collects them. The same declarations serve reading and writing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from solver.domain.words import Word
from solver.text import Lang, Text


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    YEAR = "year"
    DATE = "date"
    YES_NO = "yes_no"
    WORD = "word"  # one member of a vocabulary
    WORDS = "words"  # several members, separated
    TEXTS = "texts"  # several free texts, separated
    NEED_ITEM = "need_item"  # one of D1a … D4c
    PLACE = "place"
    PLACES = "places"
    UNIT = "unit"  # a reference: name, abbreviation or code of a unit
    PERSON = "person"  # a reference: code (or, if unique, name) of a person
    VILLAGES = "villages"  # references to villages, or to whole townships
    SKIP = "skip"  # known and never used: 序号, ages typed by hand


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes
    ----------
    key
        Name of the column in the program; unique in its sheet.
    zh, en
        Headers as they are written; ``aliases`` are read too.
    kind, words
        What a cell holds; ``words`` is the vocabulary of ``WORD`` and ``WORDS``.
    required
        The header must be there and no cell may be blank.
    low, high
        Inclusive limits of numbers.
    by_month
        Written as year and month (1985.03), as personnel files do; both forms are read everywhere.
    month_end
        A date given by month only means its last day (ends of terms) instead of its first.
    group
        Upper header of the two-row merged form, or ``None``.
    """

    key: str
    zh: str
    en: str
    kind: Kind = Kind.TEXT
    words: type[Word] | None = None
    aliases: tuple[str, ...] = ()
    required: bool = False
    low: float | None = None
    high: float | None = None
    by_month: bool = False
    month_end: bool = False
    group: Text | None = None

    def header(self, lang: Lang) -> str:
        """Return the header as it is written in one language."""
        return self.zh if lang == "zh" else self.en

    def headers(self) -> frozenset[str]:
        """Return every normalised header that names this column in a one-row header."""
        names = {self.zh, self.en, self.key, *self.aliases}
        if self.group is not None:
            names |= {self.group.zh + self.zh, self.group.en + self.en}
        return frozenset(header_key(name) for name in names)


@dataclass(frozen=True)
class Sheet:
    """One table: its sheet names and its columns, in the order in which they are written.

    Attributes
    ----------
    key
        Name of the table in the program, the field of ``Rosters``, and of its CSV file.
    required
        A workbook without this sheet cannot be planned.
    """

    key: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    required: bool = False

    def title(self, lang: Lang) -> str:
        """Return the sheet name (and CSV file name without its ending) in one language."""
        return self.zh if lang == "zh" else self.en

    def column(self, key: str) -> Column:
        """Return the column of this key.

        Raises
        ------
        KeyError
            If there is none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def names(self) -> frozenset[str]:
        """Return every normalised sheet name that means this table."""
        return frozenset(header_key(name) for name in (self.key, self.zh, self.en, *self.aliases))


_NOISE = re.compile(r"[\s_*:\"'“”‘’·.、/-]+")


@lru_cache(maxsize=1 << 15)
def header_key(text: str) -> str:
    """Normalise a header or sheet name for comparison.

    NFKC (full-width letters, digits and brackets), lower case, and no white space, quotes, dots, hyphens or asterisks.

    >>> header_key("村（社区） ") == header_key("村(社区)")
    True
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


VILLAGE_REFERENCE: tuple[Column, ...] = (
    Column("village_id", "村编码", "village_id", aliases=("村代码", "村编号", "行政村编码", "village code")),
    Column("county", "县(市、区)", "county", aliases=("县", "县区", "县市区", "所在县", "县(市区)", "派驻县")),
    Column(
        "township", "乡镇", "township", aliases=("乡镇(街道)", "乡(镇)", "乡镇街道", "所在乡镇", "town", "派驻乡镇")
    ),
    Column(
        "village",
        "村(社区)",
        "village",
        aliases=("村", "村名", "行政村", "村(居)", "所在村", "派驻村", "驻村", "village name"),
    ),
)
"""How every other table names a village: by ID, or by county, township and name as far as needed."""

SERIAL = Column("seq", "序号", "seq", Kind.SKIP, aliases=("编次", "no", "#", "serial"))
NOTE = Column("note", "备注", "note", aliases=("说明", "notes", "remark", "remarks", "附注"))
