"""The posts of a team as rows, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.content.portraits import Layer, Portrait, Post, Status
from laget.team.queries.numbers import printed
from laget.theory.parts import Open, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A role: how many hold it, when they are there, and whether anybody is.

    ``number`` is the role's number in the picture, 0 for the one in the middle. ``count`` is empty where the
    report gives none; ``other_counts`` is what it prints elsewhere.
    """

    number: int
    role: str
    tasks: str
    count: str
    other_counts: tuple[str, ...]
    presence: tuple[str, ...]
    status: str
    status_note: str
    away: bool
    placed_by_report: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRows:
    """One layer of the team with its posts."""

    name: str
    posts: tuple[PostRow, ...]


def around(portrait: Portrait) -> tuple[Post, ...]:
    """The posts around the middle, from the inside out, as they are numbered in the picture."""
    order = (Layer.PRIMARY, Layer.SECONDARY, None)
    return tuple(post for layer in order for post in portrait.posts if layer_of(post) is layer)


def layer_of(post: Post) -> Layer | None:
    """The post's layer; ``None`` where the report does not place it."""
    return None if isinstance(post.layer, Open) else post.layer


def layer_rows(portrait: Portrait, *, language: str) -> tuple[LayerRows, ...]:
    """Every post, in the layers from the inside out; layers without posts are left out."""
    core = [post for post in portrait.posts if layer_of(post) is Layer.CORE]
    numbered = [(0, post) for post in core] + list(enumerate(around(portrait), start=1))
    rows = {
        layer: tuple(_row(number, post, language) for number, post in numbered if layer_of(post) is layer)
        for layer in (*Layer, None)
    }
    return tuple(LayerRows(name=layer_name(layer), posts=posts) for layer, posts in rows.items() if posts)


def away_rows(layers: Iterable[LayerRows]) -> tuple[PostRow, ...]:
    """The posts nobody is at work in."""
    return tuple(post for layer in layers for post in layer.posts if post.away)


def layer_name(layer: Layer | None) -> str:
    """The layer as it is called on the page and in the picture."""
    match layer:
        case Layer.CORE:
            return _("I midten")
        case Layer.PRIMARY:
            return _("Primærlag")
        case Layer.SECONDARY:
            return _("Sekundærlag")
        case None:
            return _("Plassering ikke oppgitt")


def count_said(post: Post) -> str:
    """The numbers the report prints for a post, as one phrase: "12 eller 13"; empty for none."""
    if post.count is None:
        return ""
    counts = [post.count, *(int(other.value) for other in post.other_counts if other.value is not None)]
    return _(" eller ").join(str(count) for count in dict.fromkeys(counts))


def _row(number: int, post: Post, language: str) -> PostRow:
    return PostRow(
        number=number,
        role=post.role.said(language),
        tasks=post.tasks.said(language),
        count="" if post.count is None else str(post.count),
        other_counts=tuple(printed(other, language=language) for other in post.other_counts),
        presence=tuple(printed.says.said(language) for printed in post.presence),
        status=_status_name(post.status),
        status_note=post.status_note.said(language) if post.status_note else "",
        away=post.status is not Status.FILLED,
        placed_by_report=post.placed_by_report,
        source=post.source,
    )


def _status_name(status: Status) -> str:
    match status:
        case Status.FILLED:
            return _("på plass")
        case Status.VACANT:
            return _("ubesatt")
        case Status.ABSENT:
            return _("borte")
