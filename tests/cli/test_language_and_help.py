"""Help, languages, exit codes of faulty commands; and that help loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from solver.cli.exits import MEANINGS
from solver.cli.help_texts import ABOUT, EXAMPLES, HELP, MESSAGES, OPTIONS
from solver.cli.languages import language_asked, language_of_file, language_of_locale
from solver.cli.parser import COMMANDS, SIZES, make_parser
from solver.generate.sizes import SIZE_NAMES
from solver.text import LANGS, Lang
from tests.cli.running import run
from tests.rounds import SCENARIOS

HEAVY = ("ortools", "numba", "numpy", "pandas", "pydantic", "yaml", "rich", "xlsxwriter", "python_calamine")

IMPORTS = """
import sys
try:
    from solver.cli import main
    main({arguments!r})
except SystemExit:
    pass
print("LOADED", sorted(set({heavy!r}) & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["solve", "--help"], ["--version"], ["rules", "--help", "--lang", "zh"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = IMPORTS.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_the_functions_load_no_solver_and_no_pandas() -> None:
    code = "import sys, solver.api; print(sorted({'ortools', 'numba', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_examples(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, lang: Lang
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8")
    said = run(capsys, *([command] if command else []), "--help")
    assert said.code == 0
    assert said.out.startswith(f"{MESSAGES['usage'].to(lang)}villages-first {command}".rstrip())
    assert said.out.count(MESSAGES["usage"].to(lang)) == 1
    assert said.out.count("villages-first") > len(EXAMPLES[command])
    assert all(line.to(lang) in said.out for line in EXAMPLES[command])
    if not command:
        assert all(str(code) in said.out and meaning.to(lang) in said.out for code, meaning in MEANINGS.items())


def test_english_help_fits_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    for command in COMMANDS:
        said = run(capsys, command, "--help")
        assert max(len(line) for line in said.out.splitlines()) <= 80, command


def test_every_option_of_every_command_is_explained_in_both_languages() -> None:
    texts = [ABOUT, *HELP.values(), *OPTIONS.values(), *MESSAGES.values(), *MEANINGS.values()]
    assert all(text.zh and text.en and text.zh != text.en for text in texts)
    assert all(one == two for one, two in (text.placeholders() for text in texts))
    assert set(HELP) == set(COMMANDS)
    assert set(EXAMPLES) == {"", *COMMANDS}
    for lang in LANGS:
        make_parser(lang)


def test_sizes_are_those_of_the_generator() -> None:
    assert SIZES == SIZE_NAMES


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_module(command: str) -> None:
    import importlib

    assert callable(importlib.import_module(f"solver.cli.commands.{command}").run)


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ([], "缺少参数", "required"),
        (["solve"], "缺少参数：SCENARIO", "required: SCENARIO"),
        (["slove"], "不能是", "invalid choice"),
        (["solve", "x.yaml", "--seconds", "0"], "参数 --seconds 的值 '0' 不对", "invalid"),
        (["solve", "x.yaml", "--effort", "huge"], "--effort", "quick, default, thorough"),
        (["solve", "x.yaml", "--out"], "参数 --out 缺少值", "expected one argument"),
        (["generate", "county-s", "--seed", "-1"], "--seed", "--seed"),
        (["verify", "x", "--fast"], "不认识的参数：--fast", "unrecognized arguments"),
    ],
)
def test_faulty_commands_end_with_2_and_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], zh: str, en: str
) -> None:
    for locale, words in (("zh_CN.UTF-8", zh), ("en_GB.UTF-8", en)):
        monkeypatch.setenv("LC_ALL", locale)
        said = run(capsys, *arguments)
        assert said.code == 2
        assert said.out == ""
        assert words in said.err
        assert said.err.count("用法：" if "zh" in locale else "usage:") == 1
        assert "Traceback" not in said.err


def test_language_of_the_locale() -> None:
    assert language_of_locale({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of_locale({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_of_locale({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}) == "zh"
    assert language_of_locale({}) == "en"


def test_language_asked_for_is_found_before_parsing() -> None:
    assert language_asked(["solve", "--lang", "zh"]) == "zh"
    assert language_asked(["--lang=en", "solve"]) == "en"
    assert language_asked(["solve", "--lang"]) is None
    assert language_asked(["solve", "--lang", "fr"]) is None


def test_language_of_a_scenario_file(tmp_path: Path) -> None:
    assert language_of_file(SCENARIOS / "tiny" / "tiny.yaml") == "zh"
    assert language_of_file(tmp_path / "none.yaml") is None
    (tmp_path / "en.yaml").write_text("language: 'en'\n")
    assert language_of_file(tmp_path / "en.yaml") == "en"
