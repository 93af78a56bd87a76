"""What the pages of the library read from the shelf."""

from laget.library.queries.open_points import OpenPoints, open_count, open_points
from laget.library.queries.theory_cards import NewestVersion, TheoryCard, newest_version, theory_cards
from laget.library.queries.theory_page import TheoryPage, theory_page

__all__ = [
    "NewestVersion",
    "OpenPoints",
    "TheoryCard",
    "TheoryPage",
    "newest_version",
    "open_count",
    "open_points",
    "theory_cards",
    "theory_page",
]
