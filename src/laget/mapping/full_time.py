"""How many full posts the team comes to, and how many pupils there are to each (R-087 (in part))."""

from __future__ import annotations

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.team import Profession, Team, TeamPost


def full_time(team: Team, *, profession: Profession | None = None, role: str | None = None) -> Bounds:
    """The sum of count × fraction over the posts of ``profession`` and ``role`` (all where not given), in full posts.

    A post is counted whether or not somebody is at work in it. A fraction that nobody has said lies between 0 and 1
    for each holder; a count that nobody has said has no upper end.
    """
    return sum_of(full_time_of(post) for post in posts_of(team, profession=profession, role=role))


def pupils_per(team: Team, *, profession: Profession | None = None, role: str | None = None) -> Bounds | None:
    """Pupils to each full post; ``None`` where the number of pupils is not said, or no such post is on the map."""
    posts = posts_of(team, profession=profession, role=role)
    if team.pupils is None or not posts:
        return None
    return sum_of(full_time_of(post) for post in posts).dividing(team.pupils)


def full_time_of(post: TeamPost) -> Bounds:
    """The full posts that one line of the map comes to."""
    if post.count is None:
        return Bounds(low=0.0, high=None, known=0, of=1)
    if post.fraction is None:
        return Bounds(low=0.0, high=float(post.count), known=0, of=post.count)
    whole = post.count * post.fraction
    return Bounds(low=whole, high=whole, known=post.count, of=post.count)


def posts_of(team: Team, *, profession: Profession | None = None, role: str | None = None) -> tuple[TeamPost, ...]:
    """The posts of a profession and a role; all of them where neither is given."""
    return tuple(
        post
        for post in team.posts
        if (profession is None or post.profession is profession) and (role is None or post.role == role)
    )
