"""The team as it is mapped: one map per school and school year, and what belongs to it."""

from laget.team.models.discussion import Discussion
from laget.team.models.draft import Draft
from laget.team.models.post import NotCovered, Post
from laget.team.models.snapshot import Release, Snapshot
from laget.team.models.team_map import RingChoice, TeamMap

__all__ = ["Discussion", "Draft", "NotCovered", "Post", "Release", "RingChoice", "Snapshot", "TeamMap"]
