"""The deeds of the map: each one transaction that ends with its audit line, which holds ids and never text.

``person`` is who did it; ``None`` is the command line.
"""

from laget.team.operations.discussion import record_discussion
from laget.team.operations.drafts import drop_draft, keep_draft
from laget.team.operations.posts import MapFacts, PostLine, Saved, cover_post, mark_not_covered, save_table, split_post
from laget.team.operations.release import release_map, withdraw_release
from laget.team.operations.team_map import begin_map, choose_rings, open_map

__all__ = [
    "MapFacts",
    "PostLine",
    "Saved",
    "begin_map",
    "choose_rings",
    "cover_post",
    "drop_draft",
    "keep_draft",
    "mark_not_covered",
    "open_map",
    "record_discussion",
    "release_map",
    "save_table",
    "split_post",
    "withdraw_release",
]
