"""What the team pages print, and what other rooms ask of the team."""

from laget.team.queries.owner import OwnerPage, owner_page
from laget.team.queries.school import SchoolCard, SchoolPage, not_covered, school_cards, school_page

__all__ = [
    "OwnerPage",
    "SchoolCard",
    "SchoolPage",
    "not_covered",
    "owner_page",
    "school_cards",
    "school_page",
]
