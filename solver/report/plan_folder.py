"""The plan folder: written whole or not at all, never over an older one, readable by its owner only.

Everything is made in memory first, written beside the target under a hidden name, and put in place by one rename. What
breaks off in between leaves no folder of the target's name.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from solver.errors import ModelError, OutputError
from solver.report import certificate_file, plan_file, run_file
from solver.report.all_tables import build_tables
from solver.report.columns import PUBLICATION
from solver.report.csv_files import csv_bytes
from solver.report.solved import Solved
from solver.report.wording import DRAFT_MARK
from solver.report.workbook import workbook_bytes
from solver.text import Text

SUMS = "SHA256SUMS"
"""Digests of all other files of a plan folder, in the form of ``sha256sum``."""


def write_plan_folder(solved: Solved, target: Path, *, within: Path | None = None) -> Path:
    """Write all outputs of a plan into a new folder.

    Parameters
    ----------
    target
        The folder to make. Its parents are made if they are missing.
    within
        Folder that the target must lie in once symbolic links are followed; ``None`` allows any place.

    Returns
    -------
    Path
        The folder, with symbolic links of its parents followed.

    Raises
    ------
    OutputError
        If the target exists, lies outside of ``within``, or cannot be written. Its argument is a ``Text``.
    ModelError
        If the plan breaks a hard rule, or its figures are not those of its certificate: such a plan is never written.
    """
    _refuse_unsound(solved)
    place = _place(target, within)
    files = plan_files(solved)
    partial: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".partial", dir=place.parent))
        _write_files(partial, files)
        if os.path.lexists(place):  # again: somebody may have been faster
            raise _exists(place)
        partial.rename(place)
        partial = None
        _sync(place.parent)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise _exists(place) from error
        values: dict[str, object] = {"folder": str(place), "why": error.strerror or str(error)}
        raise OutputError(Text("不能写入{folder}：{why}", "Cannot write {folder}: {why}", values)) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)
    return place


def plan_files(solved: Solved) -> dict[str, bytes]:
    """Return every file of a plan folder: path inside the folder to content."""
    tables = build_tables(solved)
    draft = solved.plan.problem.instance.reference.mode == "draft"
    title = solved.title.to(solved.lang) + (DRAFT_MARK.to(solved.lang) if draft else "")
    public = tuple(table for table in tables if table.sheet is PUBLICATION)
    files = {
        "plan.xlsx": workbook_bytes(tables, title, solved.lang),
        "publication.xlsx": workbook_bytes(public, title, solved.lang),
        plan_file.FILE: plan_file.plan_text(solved).encode(),
        certificate_file.FILE: certificate_file.certificate_text(solved.certificate).encode(),
        "scenario.effective.yaml": solved.scenario_text.encode(),
        "run.log": solved.log.encode("utf-8", "replace"),
        **{f"csv/{table.sheet.slug}.csv": csv_bytes(table) for table in tables},
    }
    if solved.run:
        files[run_file.FILE] = run_file.run_text(solved.run).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return {**files, SUMS: sums.encode()}


def changed_files(folder: Path) -> tuple[str, ...]:
    """Return the files of a plan folder that are not as they were written: changed, missing, or not listed.

    Raises
    ------
    OutputError
        If the folder has no list of digests, or it cannot be read.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        wanted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        found = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file() and path != folder / SUMS
        }
    except OSError as error:
        values: dict[str, object] = {"folder": str(folder), "why": error.strerror or str(error)}
        raise OutputError(Text("{folder}不是方案文件夹：{why}", "{folder} is no plan folder: {why}", values)) from error
    return tuple(sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)))


def _refuse_unsound(solved: Solved) -> None:
    evaluation, certificate = solved.evaluation, solved.certificate
    if evaluation.hard:
        raise ModelError("the plan breaks a hard rule: " + "; ".join(v.message.to("en") for v in evaluation.hard))
    if (evaluation.severity, evaluation.value) != (certificate.severity.reached, certificate.value.reached):
        raise ModelError(
            f"the plan has severity {evaluation.severity} and value {evaluation.value}, its certificate says "
            f"{certificate.severity.reached} and {certificate.value.reached}"
        )


def _place(target: Path, within: Path | None) -> Path:
    """Resolve the target's parents, and refuse a target that exists or lies outside."""
    place = target.parent.resolve() / target.name
    if target.name in ("", ".", ".."):
        raise OutputError(
            Text("须给出方案文件夹的名称：{path}", "The plan folder needs a name: {path}", {"path": str(target)})
        )
    if within is not None and not place.is_relative_to(within.resolve()):
        values: dict[str, object] = {"folder": str(place), "within": str(within.resolve())}
        raise OutputError(Text("{folder}在{within}之外。", "{folder} lies outside of {within}.", values))
    if os.path.lexists(place):
        raise _exists(place)
    return place


def _exists(place: Path) -> OutputError:
    number = next(n for n in range(2, 1_000_000) if not os.path.lexists(place.with_name(f"{place.name}-{n}")))
    return OutputError(
        Text(
            "{folder}已存在，不覆盖以前的方案。可改用{other}。",
            "{folder} exists; an older plan is never overwritten. Try {other}.",
            {"folder": str(place), "other": str(place.with_name(f"{place.name}-{number}"))},
        )
    )


def _write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write and flush files (0600) and folders (0700) below a folder that exists."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    for path in {folder, *((folder / name).parent for name in files)}:
        _sync(path)


def _sync(folder: Path) -> None:
    """Flush a folder's entries; not every system lets one open a folder."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
