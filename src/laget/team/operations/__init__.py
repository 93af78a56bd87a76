"""The deeds of the map: each one transaction that ends with its audit line, which holds ids and never text.

``person`` is who did it; ``None`` is the command line.
"""

from laget.team.operations.arenas import ArenaFacts, ArenaMember, remove_arena, save_arena
from laget.team.operations.details import PostFacts, describe_post
from laget.team.operations.discussion import record_discussion
from laget.team.operations.drafts import drop_draft, keep_draft
from laget.team.operations.grade_teams import GradeTeamName, save_grade_teams
from laget.team.operations.holders import hold_post, leave_post
from laget.team.operations.hours import ask_for_hours, tell_hours
from laget.team.operations.lines import draw_lines
from laget.team.operations.next_year import begin_from
from laget.team.operations.placements import PlacementFacts, accept_placement, end_placement, propose_placement
from laget.team.operations.posts import MapFacts, PostLine, Saved, cover_post, mark_not_covered, save_table, split_post
from laget.team.operations.release import release_map, withdraw_release
from laget.team.operations.staff_files import drop_staff_file, keep_staff_file, take_in
from laget.team.operations.strategies import set_strategy
from laget.team.operations.team_map import begin_map, choose_rings, open_map

__all__ = [
    "ArenaFacts",
    "ArenaMember",
    "GradeTeamName",
    "MapFacts",
    "PlacementFacts",
    "PostFacts",
    "PostLine",
    "Saved",
    "accept_placement",
    "ask_for_hours",
    "begin_from",
    "begin_map",
    "choose_rings",
    "cover_post",
    "describe_post",
    "draw_lines",
    "drop_draft",
    "drop_staff_file",
    "end_placement",
    "hold_post",
    "keep_draft",
    "keep_staff_file",
    "leave_post",
    "mark_not_covered",
    "open_map",
    "propose_placement",
    "record_discussion",
    "release_map",
    "remove_arena",
    "save_arena",
    "save_grade_teams",
    "save_table",
    "set_strategy",
    "split_post",
    "take_in",
    "tell_hours",
    "withdraw_release",
]
