"""The section that says why, and the page of answers: both languages, private facts, hostile cells, counties."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from solver.report.context import Context
from solver.report.html.answers_report import answers_html
from solver.report.html.files import INDEX, plan_pages
from solver.report.html.page import Page
from solver.report.why.explanation import Answer, Explanation
from solver.text import LANGS, Lang, Text
from tests.report.html.pages import taken_apart
from tests.report.html.test_pages import province
from tests.report.html.test_safety import EVIL, trapped
from tests.report.samples import county, hand_made


def told(heading: str, lines: tuple[str, ...], shared: tuple[str, ...] = ()) -> Explanation:
    texts = [tuple(Text(line, line) for line in part) for part in (lines, shared)]
    return Explanation(Text(heading, heading), texts[0], False, shared=texts[1])


ANSWERS = (
    Answer("shortage", told("SHORT", ("hidden-word-a",), ("open-a",))),
    Answer("repairs", told("REPAIR", ("hidden-word-b",), ("open-b",))),
    Answer("seat", told("SEAT", ("hidden-word-c",), ("open-c",)), "V2"),
    Answer("prices", told("PRICE", ("hidden-word-d",), ("open-d",))),
    Answer("why_not", told("WHY-NOT-P4", ("hidden-word-e",))),
    Answer("person", told("PERSON-P4", ("hidden-word-f",))),
)


@cache
def why(lang: Lang, private: bool = False, solved: bool = False) -> str:
    pages = plan_pages(hand_made(), lang, private=private, folder="out/a plan", answers=ANSWERS if solved else ())
    found = re.search(r'<section id="why">.*?</section>', dict(pages)[INDEX], re.DOTALL)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("lang", LANGS)
def test_what_can_be_counted_is_there_without_being_asked_for(lang: Lang) -> None:
    """V2 is open: six nominees, three full members, all three with posts. The gap of the sample is 3 points."""
    text = taken_apart(why(lang)).text
    said: dict[Lang, tuple[str, ...]] = {
        "zh": ("2村 第一书记：空缺1个", "须为正式党员", "−3", "这3人中，3人", "差距3分", "未满足，但无论怎样合起来算"),
        "en": ("2村, first secretary: 1 open", "full Party member", "−3", "Of these 3, 3", "3 points", "falls short"),
    }
    for words in said[lang]:
        assert words in text
    assert "villages-first report &#39;out/a plan&#39; --explain" in why(lang)
    assert "张某1(P1)" not in text  # priced, but a price is a person's: only in the internal version
    assert "张某1(P1)" in taken_apart(why(lang, private=True)).text


def test_the_bars_of_a_funnel_are_shares_of_all_nominees() -> None:
    bars = re.findall(r'width: (\d+)%"></i></i><b>(\d+)</b>', why("en"))
    assert bars == [("100", "6"), ("50", "3")]


@pytest.mark.parametrize("lang", LANGS)
def test_answers_stand_in_the_place_of_what_is_only_counted(lang: Lang) -> None:
    html = why(lang, private=True, solved=True)
    order = [html.index(word) for word in ("SHORT", "1村", "REPAIR", "SEAT", "PRICE", "WHY-NOT-P4", "PERSON-P4")]
    assert order == sorted(order)
    assert all(f"hidden-word-{sign}" in html for sign in "abcdef")
    assert "open-a" not in html
    assert "差距3分" not in html
    assert "gap of 3 points" not in html
    assert "--explain" not in html
    assert html.count("1 open") + html.count("空缺1个") == 1  # V1's member is counted; V2 was answered


@pytest.mark.parametrize("lang", LANGS)
def test_names_and_reasons_of_answers_are_private(lang: Lang) -> None:
    for html in (why(lang, solved=True), answers_page(lang)):
        assert "hidden-word" not in html
        assert all(f"open-{sign}" in html for sign in "abcd")
        assert "P4" not in taken_apart(html).text
        assert Text("2项有关个人的问答", "2 answers about persons").to(lang) in html


def answers_page(lang: Lang, private: bool = False) -> str:
    return answers_html(Page(Context(hand_made(), lang), private, answers=ANSWERS))


@pytest.mark.parametrize("private", [False, True], ids=["open", "private"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_answers(lang: Lang, private: bool) -> None:
    html = answers_page(lang, private)
    found = taken_apart(html)
    assert found.unbalanced == []
    assert len(set(found.ids)) == len(found.ids)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert {link for link in found.links if not link.startswith("#")} == {"data:,"}
    assert re.findall(r'<section id="([a-z]+)"', html) == ["plan", "shortage", "repairs", "seat", "prices", "asked"]
    assert "default-src 'none'" in html
    assert Text("甲县试例 · 问答", "Sample county · answers").to(lang) in html
    badge = Text("内部版", "Internal") if private else Text("不含个人情况", "Without personal facts")
    assert badge.to(lang) in found.text


def test_cards_lead_to_the_reason() -> None:
    page = dict(plan_pages(hand_made(), "en", answers=ANSWERS[2:3]))[INDEX]
    cards = re.findall(r"<article.*?</article>", page, re.DOTALL)
    assert [re.findall(r'href="#(why-[a-z]+-\d+)"', card) for card in cards] == [["why-open-1"], ["why-seat-1"]]
    found = taken_apart(page)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_each_county_says_its_own() -> None:
    answers = (*ANSWERS, Answer("seat", told("OTHER", ("x",), ("x",)), "V1"))
    pages = dict(plan_pages(province(), "en", split=True, private=True, answers=answers))
    index, first, second = (pages[name] for name in (INDEX, "county-001.html", "county-002.html"))
    assert [word in index for word in ("SHORT", "REPAIR", "PRICE", "PERSON-P4", "SEAT", "OTHER")] == [True] * 4 + [
        False
    ] * 2
    assert ("OTHER" in first, "SEAT" in first, "REPAIR" in first) == (True, False, False)
    assert ("OTHER" in second, "SEAT" in second, "REPAIR" in second) == (False, True, False)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_cells_stay_text(lang: Lang) -> None:
    solved = trapped()
    answers = (Answer("seat", told(EVIL, (EVIL, "{{7*7}}"), (EVIL,)), 'V<0>&"'),)
    answers += (Answer("person", told("</details>", ("</script><b>",))),)
    page = Page(Context(solved, lang), private=True, answers=answers)
    htmls = [answers_html(page), answers_html(replace(page, private=False))]
    htmls += dict(plan_pages(solved, lang, private=True, answers=answers)).values()
    for html in htmls:
        found = taken_apart(html)
        assert found.unbalanced == []
        assert found.tags.count("script") == 1
        assert found.handlers == []


def test_a_large_county_says_it_in_little_room() -> None:
    with_why = dict(plan_pages(county(60, 100), "zh", private=True))[INDEX]
    found = re.search(r'<section id="why">.*?</section>', with_why, re.DOTALL)
    assert found is not None
    assert len(found[0].encode()) < 4_000 * 60 * 2  # at most two roles are open in a village
