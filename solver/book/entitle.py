"""What the rule book entitles each village to, and a list of posts checked against it: no solver."""

from __future__ import annotations

from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.village import Post
from solver.domain.violation import Violation
from solver.modelling.listing import Entitlement, Listing
from solver.modelling.rule import VillageRule


def entitlements(instance: Instance, book: RuleBook) -> tuple[Entitlement, ...]:
    """Put the demands of all village rules together: one entitlement a village, in the order of the villages."""
    rules = book.rules_of(VillageRule)
    due = []
    for village in instance.villages:
        demands = (rule.demand(village, instance) for rule in rules)
        due.append(Entitlement.of(village.village_id, (d for d in demands if d is not None)))
    return tuple(due)


def check_posts(instance: Instance, posts: tuple[Post, ...], book: RuleBook) -> tuple[Violation, ...]:
    """Check a frozen list, edited by hand or not, with every village rule: hard ones first, then by severity."""
    listing = Listing(instance, entitlements(instance, book), posts)
    found = [violation for rule in book.rules_of(VillageRule) for violation in rule.check(listing)]
    return tuple(sorted(found, key=lambda v: v.sort_key))
