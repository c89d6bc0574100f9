"""Which expertise serves which need: the table of domain.md A.4, item by item."""

from __future__ import annotations

from solver.domain.words import NEED_ITEMS
from solver.domain.words import Expertise as X
from solver.text import Text

DUTIES: tuple[Text, ...] = (
    Text("建强村党组织", "build a strong village Party organisation"),
    Text("推进强村富民", "strengthen the village, enrich people"),
    Text("提升治理水平", "raise governance"),
    Text("为民办事服务", "serve the people"),
)

NEED_LABELS: dict[str, Text] = {
    "D1a": Text("理论武装", "study and practice of theory"),
    "D1b": Text("“两委”班子与后备力量", "two committees and reserve talent"),
    "D1c": Text("支部规范化与党员管理", "branch standards and member management"),
    "D2a": Text("监测和精准帮扶", "monitoring and precise help"),
    "D2b": Text("产业与集体经济", "industry and collective economy"),
    "D2c": Text("文明生态与乡村建设", "civic, ecological and village construction"),
    "D3a": Text("自治法治德治", "self-rule, law and virtue"),
    "D3b": Text("村务监督协商", "village affairs and supervision"),
    "D3c": Text("化解矛盾与网格", "settling disputes, grid management"),
    "D4a": Text("惠民政策与走访", "policies and visits"),
    "D4b": Text("困难群众关爱", "care for people in difficulty"),
    "D4c": Text("资源下沉", "resources sink to the base"),
}

SERVED_BY: dict[str, frozenset[X]] = {
    "D1a": frozenset({X.PARTY_AFFAIRS, X.PROPAGANDA}),
    "D1b": frozenset({X.PARTY_AFFAIRS}),
    "D1c": frozenset({X.PARTY_AFFAIRS}),
    "D2a": frozenset({X.AGRONOMY, X.SOCIAL_SECURITY, X.FINANCE, X.CIVIL_AFFAIRS}),
    "D2b": frozenset({X.AGRONOMY, X.LIVESTOCK_FORESTRY, X.ECONOMY_TRADE, X.FINANCE, X.TOURISM}),
    "D2c": frozenset({X.ENGINEERING, X.ECOLOGY, X.PROPAGANDA}),
    "D3a": frozenset({X.LAW, X.CIVIL_AFFAIRS}),
    "D3b": frozenset({X.CIVIL_AFFAIRS, X.LAW}),
    "D3c": frozenset({X.LAW}),
    "D4a": frozenset({X.SOCIAL_SECURITY, X.HEALTH, X.EDUCATION, X.CIVIL_AFFAIRS}),
    "D4b": frozenset({X.CIVIL_AFFAIRS, X.HEALTH, X.SOCIAL_SECURITY}),
    "D4c": frozenset({X.EDUCATION, X.HEALTH, X.ENGINEERING}),
}

assert tuple(SERVED_BY) == NEED_ITEMS


def serves(expertise: tuple[X, ...], item: str) -> bool:
    """Whether any of these domains serves a need item."""
    return not SERVED_BY[item].isdisjoint(expertise)


def duty_of(item: str) -> int:
    """Return the duty number 1–4 of a need item."""
    return int(item[1])
