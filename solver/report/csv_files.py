"""A table as CSV: UTF-8 with a mark, so that Excel opens it; guarded against formulas."""

from __future__ import annotations

import csv
import io
from datetime import date

import pandas as pd

from solver.report.safe_cells import guard_csv
from solver.report.table import Table


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV in ``utf-8-sig``, CRLF lines; dates in ISO form, missing cells empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard_csv(header) for header in table.headers])
    for cells in table.frame.itertuples(index=False, name=None):
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guard_csv(str(value))
