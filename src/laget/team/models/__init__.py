"""The team as it is mapped: one map per school and school year, and what belongs to it."""

from laget.team.models.arena import Arena, ArenaRole
from laget.team.models.discussion import Discussion
from laget.team.models.draft import Draft
from laget.team.models.hours import Hours
from laget.team.models.line import Line
from laget.team.models.placement import Placement
from laget.team.models.post import NotCovered, Post
from laget.team.models.post_details import PostDetails
from laget.team.models.snapshot import Release, Snapshot
from laget.team.models.staff_file import StaffFile
from laget.team.models.strategy import Strategy
from laget.team.models.team_map import GradeTeam, RingChoice, TeamMap

__all__ = [
    "Arena",
    "ArenaRole",
    "Discussion",
    "Draft",
    "GradeTeam",
    "Hours",
    "Line",
    "NotCovered",
    "Placement",
    "Post",
    "PostDetails",
    "Release",
    "RingChoice",
    "Snapshot",
    "StaffFile",
    "Strategy",
    "TeamMap",
]
