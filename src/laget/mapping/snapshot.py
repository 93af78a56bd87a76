"""A team as it was on a day, written down so that it can be kept, sealed and read again.

There are no names of people, titles, numbers of positions or dates of absence in it: a ``Team`` holds none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from laget.mapping.staff_list import OTHER
from laget.mapping.team import (
    ArenaRole,
    GradeTeam,
    HourKind,
    HourUse,
    IdealType,
    Leading,
    LedBy,
    Level,
    Meeting,
    Place,
    Profession,
    Ring,
    SetStrategy,
    Team,
    TeamPost,
    Working,
    WorkLine,
)

SCHEMA = "map@2"

_EARLIER = "map@1"
"""As it is now, but that a role outside the register was an assistant's."""


def pack(team: Team) -> str:
    """The team as JSON with its schema. Posts, meetings and lines lie in the order of their keys, so that the order in
    which they were written tells nothing, and the same team is always the same text."""
    body = asdict(team)
    posts = [{**post, "days": _days(post["days"])} for post in body["posts"]]
    body["posts"] = sorted(posts, key=lambda one: str(one["key"]))
    body["meetings"] = sorted(body["meetings"], key=lambda one: str(one["id"]))
    body["lines"] = sorted(body["lines"], key=lambda one: (str(one["a"]), str(one["b"])))
    grade_teams = [{**one, "rings": sorted(one["rings"])} for one in body["grade_teams"]]
    body["grade_teams"] = sorted(grade_teams, key=lambda one: str(one["key"]))
    return json.dumps({"schema": SCHEMA, **body}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack(written: str) -> Team:
    """The team that ``pack`` wrote, its posts and meetings in the order of their keys. Of a team that was written down
    as ``map@1``, posts outside the register are read as what they are now."""
    body: dict[str, Any] = json.loads(written)
    schema = body.pop("schema")
    if schema not in (SCHEMA, _EARLIER):
        raise ValueError(f"not a {SCHEMA}")
    posts = tuple(_post(post) for post in body.pop("posts"))
    if schema == _EARLIER:
        posts = tuple(
            replace(post, profession=Profession.OTHER) if post.role == OTHER else post
            for post in posts
        )
    meetings = tuple(_meeting(meeting) for meeting in body.pop("meetings"))
    strategy = _strategy(body.pop("strategy", None))
    lines = tuple(WorkLine(**{**line, "how": Working(line["how"])}) for line in body.pop("lines", ()))
    grade_teams = tuple(_grade_team(one) for one in body.pop("grade_teams", ()))
    return Team(
        **body, posts=posts, meetings=meetings, lines=lines, grade_teams=grade_teams, strategy=strategy
    )


def seal(written: str) -> str:
    """SHA-256 of what ``pack`` wrote, in 64 hexadecimal digits."""
    return sha256(written.encode()).hexdigest()


def _grade_team(one: dict[str, Any]) -> GradeTeam:
    return GradeTeam(key=one["key"], rings=tuple((role, Ring(ring)) for role, ring in one["rings"]))


def _strategy(strategy: dict[str, Any] | None) -> SetStrategy | None:
    if strategy is None:
        return None
    leading, ideal_type = strategy["leading"], strategy["ideal_type"]
    return SetStrategy(leading=leading and Leading(leading), ideal_type=ideal_type and IdealType(ideal_type))


def _days(days: frozenset[int] | None) -> list[int] | None:
    return None if days is None else sorted(days)


def _post(post: dict[str, Any]) -> TeamPost:
    return TeamPost(
        **{
            **post,
            "profession": Profession(post["profession"]),
            "place": post["place"] and Place(post["place"]),
            "days": None if post["days"] is None else frozenset(post["days"]),
            "ring": post["ring"] and Ring(post["ring"]),
            "hours": tuple(HourUse(**{**use, "kind": HourKind(use["kind"])}) for use in post["hours"]),
            "led_by": post["led_by"] and LedBy(post["led_by"]),
        }
    )


def _meeting(meeting: dict[str, Any]) -> Meeting:
    return Meeting(
        **{
            **meeting,
            "level": meeting["level"] and Level(meeting["level"]),
            "roles": tuple(ArenaRole(**member) for member in meeting["roles"]),
        }
    )
