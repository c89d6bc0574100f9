"""Reports as text: complete, well formed, in one language, and without anything from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from solver.domain.certificate import Certificate, Level
from solver.domain.words import Mode
from solver.modelling.cases import build_case
from solver.report.html.comparison_report import FigureLine, MoveLine, comparison_html
from solver.report.html.files import INDEX, is_split, plan_pages
from solver.report.solved import Solved
from solver.text import LANGS, Lang, Text
from tests.report.html.pages import taken_apart
from tests.report.samples import FAULTS, county, hand_made, solved_of

ANCHORS = ["headline", "map", "villages", "exceptions", "why", "gaps", "units", "needs", "mix", "teams", "handovers"]
ANCHORS += ["training", "costs", "people", "changes", "proof"]


@cache
def page(lang: Lang, private: bool = False) -> str:
    return dict(plan_pages(hand_made(), lang, private=private, folder="out/a plan"))[INDEX]


@pytest.mark.parametrize("private", [False, True], ids=["open", "private"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_well_formed_and_its_links_lead_somewhere(lang: Lang, private: bool) -> None:
    found = taken_apart(page(lang, private))
    assert found.unbalanced == []
    assert len(set(found.ids)) == len(found.ids)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert {link for link in found.links if not link.startswith("#")} == {"data:,"}  # the empty icon
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in page(lang, private)


def test_every_part_is_there() -> None:
    sections = re.findall(r'<section id="([a-z]+)"', page("zh"))
    assert sections == ANCHORS
    private = re.findall(r'<section id="([a-z]+)"', page("zh", True))
    assert [anchor for anchor in private if anchor not in ANCHORS] == ["reserves", "unposted", "repairs"]


def test_each_language_speaks_for_itself() -> None:
    english, chinese = page("en"), page("zh")
    assert '<html lang="en">' in english
    assert '<html lang="zh-CN">' in chinese
    assert "Exceptions to sign" in english
    assert "例外清单" in chinese
    headings = re.findall(r"<h[2-4]>([^<]*)", english) + re.findall(r"<th[^>]*>([^<]*)", english)
    ours = [text for text in headings if not re.search(r"村|某|\(roster\)", text)]
    assert len(ours) > 60
    assert not any("\u4e00" <= sign <= "\u9fff" for text in ours for sign in text)


def test_the_headline_says_what_the_plan_says() -> None:
    text = taken_apart(page("zh")).text
    assert "1/2" in text  # villages served: V1 has people, V2 nobody; V3 is not listed
    assert "例外不加重时，得分最多还能提高1分" in text  # the search bound of the sample is one above the value
    assert "villages-first verify &#39;out/a plan&#39;" in page("zh")


def test_the_same_plan_is_the_same_page() -> None:
    again = dict(plan_pages(hand_made(), "zh", folder="out/a plan"))[INDEX]
    assert again == page("zh")


def test_a_plan_without_people_or_exceptions_still_reports() -> None:
    plan = build_case({"posts": [{"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}]})
    for lang in LANGS:
        found = taken_apart(dict(plan_pages(solved_of(plan), lang, private=True))[INDEX])
        assert found.unbalanced == []
        assert Text("没有例外，无须签字。", "There is no exception to sign.").to(lang) in found.text


def test_a_large_county_stays_small() -> None:
    """240 villages, 800 people; the limit is 5 MB (county-l itself: 3.6 MB, and 2.3 MB without private facts)."""
    html = dict(plan_pages(county(240, 800), "en", private=True))[INDEX]
    assert len(html.encode()) < 5_000_000
    assert html.count('class="team ') == 240


def test_counties_get_a_page_each() -> None:
    solved = province()
    assert not is_split(solved.plan)  # three villages fit on one page
    pages = dict(plan_pages(solved, "en", split=True))
    assert list(pages) == ["index.html", "county-001.html", "county-002.html"]
    index = taken_apart(pages["index.html"])
    assert {"county-001.html", "county-002.html"} <= set(index.links)
    assert "county-001.html" not in "".join(re.findall(r"<nav.*?</nav>", pages["index.html"], re.DOTALL))
    first, second = taken_apart(pages["county-001.html"]), taken_apart(pages["county-002.html"])
    assert "index.html" in first.links
    assert "张某1(P1)" in first.text
    assert "张某1(P1)" not in second.text
    assert "张某2(P2)" in second.text
    assert [first.text.count(section) for section in ("Sending units", "Gap analysis")] == [0, 0]
    assert index.text.count("Sending units") == 1
    for found in (index, first, second):
        assert found.unbalanced == []
        assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def province() -> Solved:
    facts = {
        "villages": [{"county": "甲县"}, {"county": "乙县"}, {"county": "乙县"}],
        "candidates": [{}, {}],
        "assign": [("P1", "V1", "first_secretary"), ("P2", "V2", "first_secretary")],
    }
    return solved_of(build_case(facts))


@pytest.mark.parametrize("lang", LANGS)
def test_a_comparison(lang: Lang) -> None:
    figures = [
        FigureLine("severity", Text("例外严重度", "severity"), 340, 320),
        FigureLine("value", Text("得分", "value"), 1_000, 990),
        FigureLine("new", Text("新项", "new"), None, 5),
    ]
    assert [figure.tone for figure in figures] == ["gain", "loss", ""]
    moves = [
        MoveLine("P1", "张某1", "moved", "甲村 第一书记", "乙村 第一书记"),
        MoveLine("P2", "", "dropped", "甲村", "—"),
    ]
    html = comparison_html(("a<b", "c"), figures, moves, lang)
    found = taken_apart(html)
    assert found.unbalanced == []
    assert "a&lt;b" in html
    assert "-20" in found.text
    assert "张某1(P1)" in found.text
    same = taken_apart(comparison_html(("a", "b"), figures, [], lang))
    assert Text("两个方案的人员安排相同。", "Both plans post the same people to the same places.").to(lang) in same.text


def test_a_proved_plan_says_so() -> None:
    solved = hand_made()
    value = solved.evaluation.value
    proved = Certificate(solved.certificate.severity, Level(value, value))
    html = dict(plan_pages(replace(solved, certificate=proved, faults=FAULTS), "en"))[INDEX]
    assert "proved best" in html
