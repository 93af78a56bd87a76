"""What is told of one post besides the table."""

from __future__ import annotations

from laget.team.models import Hours, Post, PostDetails


def details_of(post: Post) -> PostDetails | None:
    """What is told of the post, with who wrote it last at hand."""
    details = PostDetails.objects.with_scope(owner=post.owner_id).filter(post=post)
    return details.select_related("set_by").first()


def hours_of(post: Post) -> list[Hours]:
    """What the hours of the post are used for, where the school asks."""
    return list(Hours.objects.with_scope(owner=post.owner_id).filter(post=post).order_by("kind"))
