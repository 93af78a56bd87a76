"""The posts that the reader holds. R-145 (in part)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.team import roles
from laget.team.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPost:
    """A post of the reader's: what and where it is, and its address in three parts."""

    role: str
    school: str
    year_said: str
    code: str
    year: int
    id: int
    hours_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPostsPage:
    """All of the reader's posts, the newest year first."""

    heading: str
    posts: tuple[OwnPost, ...]


def own_posts_page(posts: Iterable[Post], *, language: str) -> OwnPostsPage:
    """The page of ``posts``, which are the reader's own."""
    return OwnPostsPage(
        heading=_("Stillingene dine"),
        posts=tuple(
            OwnPost(
                role=roles.called(post.role, post.title, language=language),
                school=post.map.school.name,
                year_said=SchoolYear(begins=post.map.year).said,
                code=post.map.school.code,
                year=post.map.year,
                id=post.pk,
                hours_asked=post.map.hours_asked,
            )
            for post in posts
        ),
    )
