"""A map as rings: the same team twice, for a wide page and for a narrow one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.mapping.team import Ring, TeamPost
from laget.pictures import rings as picture
from laget.pictures.numbers import decimal
from laget.pictures.ring_lines import Link
from laget.pictures.rings import NARROW, WIDE, Alike, Dot, Format, Labels, draw_rings
from laget.team import roles
from laget.team.queries.professions import SHAPES, shapes_said
from laget.team.queries.role_groups import RoleGroup
from laget.team.queries.work_lines import STROKES, WorkRow, ways

_RINGS = {Ring.PRIMARY: picture.Ring.PRIMARY, Ring.SECONDARY: picture.Ring.SECONDARY, None: picture.Ring.OUTSIDE}


def map_rings(
    groups: Sequence[RoleGroup],
    *,
    title: str,
    middle: str,
    lines: Sequence[Link],
    together: Sequence[WorkRow],
    language: str,
) -> tuple[SafeString, SafeString]:
    """The picture with names in it, and the one with numbers, for which the page prints the key. ``groups`` are the
    team's, role by role; ``lines`` are drawn between those who work ``together``. ``middle`` stands in the middle in
    place of the roles there, unless it is empty."""
    core = [group for group in groups if group.ring is Ring.CORE]
    dots = [_dot(group, language) for group in groups if group.ring is not Ring.CORE]
    names = [roles.called(group.role, group.title, language=language) for group in core]
    count = _how_many([post for group in core for post in group.posts])
    labels = _labels(title, _description([middle, *names] if middle else names, count, dots, together), language)
    # The posts in the middle are the whole school's, and not one grade team's.
    centre, note = ([middle], "") if middle else (names, count)
    wide, narrow = (
        _drawn(dots, centre, note, lines, labels=labels, format=format, id=id)
        for format, id in ((WIDE, "map-wide"), (NARROW, "map-narrow"))
    )
    return wide, narrow


def ring_name(ring: Ring | None) -> str:
    """The ring as it is called on the page and in the picture."""
    match ring:
        case Ring.CORE:
            return _("I midten")
        case Ring.PRIMARY:
            return _("Primærlag")
        case Ring.SECONDARY:
            return _("Sekundærlag")
        case None:
            return _("Ikke plassert")


def _drawn(
    dots: Sequence[Dot],
    middle: Sequence[str],
    count: str,
    lines: Sequence[Link],
    *,
    labels: Labels,
    format: Format,
    id: str,
) -> SafeString:
    drawn = draw_rings(
        id=id,
        centre=", ".join(middle) or _("Læreren"),
        centre_note=count,
        posts=dots,
        labels=labels,
        format=format,
        links=lines,
    )
    return mark_safe(drawn)  # draw_rings escapes every word it is given


def _dot(group: RoleGroup, language: str) -> Dot:
    """The role's posts, those of one size and presence together, the largest first."""
    alike = Counter[tuple[float | None, bool]]()
    for post in group.posts:
        alike[post.fraction, post.covered] += post.count or 1
    likes = sorted(alike.items(), key=_largest_first)
    first, *others = [Alike(count=count, fraction=fraction, present=covered) for (fraction, covered), count in likes]
    return Dot(
        number=group.number,
        name=roles.called(group.role, group.title, language=language),
        count=first.count,
        fraction=first.fraction,
        present=first.present,
        others=tuple(others),
        shape=SHAPES[group.posts[0].profession],
        ring=_RINGS[group.ring],
        note=_note(group, language),
    )


def _largest_first(alike: tuple[tuple[float | None, bool], int]) -> tuple[bool, bool, float]:
    (fraction, covered), _count = alike
    return not covered, fraction is None, -(fraction or 0.0)


def _note(group: RoleGroup, language: str) -> str:
    """How many, how much, and how many posts nobody works in."""
    count = sum(post.count or 1 for post in group.posts)
    away = sum(post.count or 1 for post in group.posts if not post.covered)
    said = []
    if any(post.count is None for post in group.posts):
        said.append(_("antall ikke oppgitt"))
    elif count > 1:
        said.append(str(count))
    if (size := _full_time(group.posts, language)) is not None:
        said.append(size)
    if away:
        said.append(_("ikke dekket") if away == count else _("%(count)s ikke dekket") % {"count": away})
    return " · ".join(said)


def _full_time(posts: Sequence[TeamPost], language: str) -> str | None:
    """The posts in full posts; ``None`` where one of them is not known."""
    total = 0.0
    for post in posts:
        if post.fraction is None or post.count is None:
            return None
        total += post.fraction * post.count
    places = 0 if round(total, 2) == int(total) else 1 if round(total, 2) == round(total, 1) else 2
    return _("%(size)s årsverk") % {"size": decimal(total, places=places, language=language)}


def _how_many(posts: Sequence[TeamPost]) -> str:
    if not posts or any(post.count is None for post in posts):
        return ""
    count = sum(post.count or 0 for post in posts)
    return ngettext("%(count)s stilling", "%(count)s stillinger", count) % {"count": count}


def _labels(title: str, description: str, language: str) -> Labels:
    return Labels(
        title=title,
        description=description,
        primary=ring_name(Ring.PRIMARY),
        secondary=ring_name(Ring.SECONDARY),
        outside=ring_name(None),
        shapes=shapes_said(),
        known=_("fylt: størrelsen viser stillingen"),
        unknown=_("stiplet: stillingens størrelse er ikke oppgitt"),
        away=_("hul: ikke dekket"),
        strokes=tuple((STROKES[way.how], way.name) for way in ways(language)),
    )


def _description(middle: Sequence[str], count: str, dots: Sequence[Dot], worked: Sequence[WorkRow]) -> str:
    """The picture in words, ring by ring."""
    said = []
    if middle:
        said.append(f"{ring_name(Ring.CORE)}: {', '.join(filter(None, (*middle, count)))}.")
    for ring, where in _RINGS.items():
        there = [f"{dot.name} ({dot.note})" if dot.note else dot.name for dot in dots if dot.ring is where]
        if there:
            said.append(f"{ring_name(ring)}: {', '.join(there)}.")
    said += [_("%(a)s og %(b)s: %(how)s.") % {"a": row.a, "b": row.b, "how": row.how} for row in worked]
    return " ".join(said)
