"""A portrait as rings: the same team twice, for a wide page and for a narrow one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from laget.content.portraits import Layer, Portrait, Post, Status
from laget.pictures.numbers import decimal
from laget.pictures.rings import NARROW, WIDE, Dot, Format, Labels, Ring, draw_rings
from laget.team.queries.posts import around, count_said, layer_name, layer_of
from laget.team.queries.professions import SHAPES, shapes_said

_RINGS = {Layer.PRIMARY: Ring.PRIMARY, Layer.SECONDARY: Ring.SECONDARY, None: Ring.OUTSIDE}


def wide_rings(portrait: Portrait, *, title: str, language: str) -> SafeString:
    """With names in the picture."""
    return _drawn(portrait, title=title, language=language, format=WIDE, id="rings-wide")


def narrow_rings(portrait: Portrait, *, title: str, language: str) -> SafeString:
    """With the numbers of the posts; the page prints the key."""
    return _drawn(portrait, title=title, language=language, format=NARROW, id="rings-narrow")


def _drawn(portrait: Portrait, *, title: str, language: str, format: Format, id: str) -> SafeString:
    dots = [_dot(number, post, language) for number, post in enumerate(around(portrait), start=1)]
    picture = draw_rings(
        id=id,
        centre=portrait.centre.said(language),
        centre_note=_teachers(portrait, language),
        posts=dots,
        labels=_labels(title, _description(portrait, dots, language)),
        format=format,
    )
    return mark_safe(picture)  # draw_rings escapes every word it is given


def _dot(number: int, post: Post, language: str) -> Dot:
    present = post.status is Status.FILLED
    count = count_said(post)
    notes = [
        count if count != "1" else "",
        post.presence[0].says.said(language) if post.presence else "",
        "" if present else _("borte"),
    ]
    return Dot(
        number=number,
        name=post.role.said(language),
        count=post.count or 1,
        fraction=post.fraction,
        shape=SHAPES[post.profession],
        ring=_RINGS[layer_of(post)],
        present=present,
        note=" · ".join(note for note in notes if note),
    )


def _teachers(portrait: Portrait, language: str) -> str:
    teachers = portrait.number("teachers")
    if teachers is None or teachers.value is None:
        return ""
    return f"{decimal(teachers.value, places=0, language=language)} {teachers.unit.said(language)}"


def _labels(title: str, description: str) -> Labels:
    return Labels(
        title=title,
        description=description,
        primary=layer_name(Layer.PRIMARY),
        secondary=layer_name(Layer.SECONDARY),
        outside=layer_name(None),
        shapes=shapes_said(),
        known=_("fylt: størrelsen viser stillingen"),
        unknown=_("stiplet: stillingens størrelse er ikke oppgitt"),
        away=_("hul: borte eller ubesatt"),
    )


def _description(portrait: Portrait, dots: Sequence[Dot], language: str) -> str:
    """The picture in words, layer by layer."""
    middle = ", ".join(filter(None, (portrait.centre.said(language), _teachers(portrait, language))))
    said = [f"{layer_name(Layer.CORE)}: {middle}."]
    for layer, ring in _RINGS.items():
        roles = [f"{dot.name} ({dot.note})" if dot.note else dot.name for dot in dots if dot.ring is ring]
        if roles:
            said.append(f"{layer_name(layer)}: {', '.join(roles)}.")
    return " ".join(said)
