"""What the team pages print, and what other rooms ask of the team."""

from laget.team.queries.map_page import MapPage, map_page
from laget.team.queries.maps_page import MapsPage, maps_page
from laget.team.queries.owner import OwnerPage, owner_page
from laget.team.queries.recorded_page import RecordedPage, RecordedPost, recorded_page, recorded_post
from laget.team.queries.released import ReleasedPage, released_page, would_be_released
from laget.team.queries.ring_rows import RingRow, ring_rows
from laget.team.queries.school import SchoolCard, SchoolPage, not_covered, school_cards, school_page
from laget.team.queries.side_by_side import SideBySidePage, side_by_side_page
from laget.team.queries.table_page import TableLine, TablePage, table_page

__all__ = [
    "MapPage",
    "MapsPage",
    "OwnerPage",
    "RecordedPage",
    "RecordedPost",
    "ReleasedPage",
    "RingRow",
    "SchoolCard",
    "SchoolPage",
    "SideBySidePage",
    "TableLine",
    "TablePage",
    "map_page",
    "maps_page",
    "not_covered",
    "owner_page",
    "recorded_page",
    "recorded_post",
    "released_page",
    "ring_rows",
    "school_cards",
    "school_page",
    "side_by_side_page",
    "table_page",
    "would_be_released",
]
