"""One post, and all that is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from laget.team.models import Hours, Post, PostDetails
from laget.team.queries.post_details import details_of, hours_of
from laget.team.queries.recorded_page import RecordedPost, recorded_post


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """A post as it is stored, with what is told of it besides the table and who wrote that last, and what its hours are
    used for."""

    stored: RecordedPost
    details: PostDetails | None
    details_by: str
    hours: list[Hours]


def post_page(post: Post, *, language: str) -> PostPage:
    """The page of a post, for whoever may open it."""
    details = details_of(post)
    return PostPage(
        stored=recorded_post(post, language=language),
        details=details,
        details_by=details.set_by.name if details is not None and details.set_by is not None else "",
        hours=hours_of(post),
    )
