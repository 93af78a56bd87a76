"""Save the table of posts, take one post out of a line, and say when a post is not covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Q, QuerySet, Sum

from laget.frames.national_id import holds_national_id
from laget.mapping.staff_list import LONGEST_REFERENCE, LONGEST_TITLE, MOST_HOLDERS
from laget.mapping.team import Place
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import NotCovered, Post, TeamMap
from laget.team.models.team_map import STAGES
from laget.team.operations.revisions import locked, written
from laget.team.roles import refuse_unknown_role
from laget.team.weekdays import as_bits

MOST_LINES = 400
MOST_PUPILS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFacts:
    """What the table asks of the school itself; ``None`` and empty are not said."""

    pupils: int | None = None
    pupils_lower_secondary: int | None = None
    stages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A line of the table as it is to be. ``key`` is the post's, ``None`` for a new line. ``days`` are weekdays, Monday
    being 0; the rest is as in ``models.Post``."""

    key: UUID | None = None
    role: str
    title: str = ""
    count: int | None = 1
    fraction: Decimal | None = None
    bound: Decimal | None = None
    place: str = ""
    days: frozenset[int] | None = None
    external_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save did: how many lines are new, changed, removed and as they were, and the map's revision now."""

    new: int
    changed: int
    removed: int
    same: int
    revision: int


@transaction.atomic
def save_table(
    *,
    team_map: TeamMap,
    revision: int,
    facts: MapFacts,
    lines: Sequence[PostLine],
    person: Person | None,
    at: datetime,
) -> Saved:
    """Make the map's posts and facts what the table says, all or nothing.

    A post whose key is in no line is removed. A line without a key that is like a post about to be removed (by
    position number, otherwise in everything) is that post, so that the same list pasted twice changes nothing. A
    table that changes nothing leaves no line in the log and the revision as it was.

    Raises ``Refusal``: ``map_changed_meanwhile`` when ``revision`` is not the map's, ``too_many_lines`` (most),
    ``no_such_line`` (line: a key that is not the map's, or twice), ``unknown_role`` (role), ``bad_post_line``
    (line, field), ``position_number_twice`` (line, number), ``national_id_in_line`` (line), ``line_is_one_post``
    (line: a post of which something is told that is told of one alone cannot become several),
    ``line_more_than_a_post`` (line: with what the post is at other schools), ``bad_map_facts`` (field). Lines count
    from 1.
    """
    now = locked(team_map, revision=revision)
    saved = put_table(now, facts=facts, lines=lines)
    if saved is None:
        return Saved(new=0, changed=0, removed=0, same=len(lines), revision=now.revision)
    written(now, verb="save_table", person=person, at=at)
    return replace(saved, revision=now.revision)


def put_table(now: TeamMap, *, facts: MapFacts, lines: Sequence[PostLine]) -> Saved | None:
    """Make the posts of a locked map what the lines say, as part of a deed that writes its line; ``None`` where nothing
    is changed by it. Raises ``Refusal`` as ``save_table``."""
    _refuse_facts(facts)
    _refuse_lines(lines)
    posts = {post.key: post for post in _posts(now).order_by("place_in_table", "id")}
    kept, new = _told_apart(lines, posts)
    changed = {key: line for key, line in kept.items() if _fields(line) != _stored(posts[key])}
    removed = [post for key, post in posts.items() if key not in kept]
    facts_changed = _write_facts(now, facts)
    if not (changed or removed or new or facts_changed):
        return None
    _refuse_several(now, lines, changed)
    _refuse_more_than_a_post(now, lines, changed)
    _posts(now).filter(pk__in=[post.pk for post in removed]).delete()
    _change([(posts[key], line) for key, line in changed.items()], now)
    _add(new, now)
    return Saved(
        new=len(new),
        changed=len(changed),
        removed=len(removed),
        same=len(kept) - len(changed),
        revision=now.revision,
    )


@transaction.atomic
def split_post(*, post: Post, person: Person | None, at: datetime) -> Post:
    """Take one post out of a line of several, with the line's values and a key of its own.

    Raises ``Refusal``: ``nothing_to_split`` for a line of one post, or of nobody knows how many.
    """
    now = locked(post.map)
    line = _posts(now).get(pk=post.pk)
    if line.count is None or line.count == 1:
        raise Refusal(
            "nothing_to_split",
            "The line is not known to be more than one post, so none can be taken out. Say how many posts it is first.",
        )
    line.count -= 1
    line.save(update_fields=["count"])
    one = Post(
        owner_id=now.owner_id, map=now, place_in_table=line.place_in_table, **_stored(line) | {"count": 1}
    )
    one.external_ref = ""
    one.save(force_insert=True)
    written(now, verb="split_post", person=person, at=at)
    return one


@transaction.atomic
def mark_not_covered(
    *, post: Post, starts: date, ends: date | None, substitute: bool, person: Person | None, at: datetime
) -> NotCovered:
    """Say that nobody works in the post from ``starts`` to ``ends``, both counted, or that a substitute does.

    Raises ``Refusal``: ``split_first`` for a line of several, ``not_covered_ends_first``, ``not_covered_overlaps``.
    """
    if ends is not None and ends < starts:
        raise Refusal(
            "not_covered_ends_first",
            f"The post would be covered again {ends}, before it stopped being so. Choose a later day, or none.",
            ends=ends,
        )
    now = locked(post.map)
    if _posts(now).get(pk=post.pk).count != 1:
        raise Refusal(
            "split_first", "The line is several posts, and only some of them may be meant. Take the post out first."
        )
    rows = NotCovered.objects.with_scope(owner=now.owner_id).filter(post=post)
    lasting = rows.filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if (lasting if ends is None else lasting.filter(starts__lte=ends)).exists():
        raise Refusal(
            "not_covered_overlaps",
            "The post is said not to be covered in some of these days already. Take that away first, or choose others.",
        )
    row = NotCovered.objects.create(
        owner_id=now.owner_id, post=post, starts=starts, ends=ends, substitute=substitute
    )
    written(now, verb="mark_not_covered", person=person, at=at)
    return row


@transaction.atomic
def cover_post(*, not_covered: NotCovered, person: Person | None, at: datetime) -> None:
    """The post is covered again: the row is removed, and with it that it ever was otherwise."""
    now = locked(not_covered.post.map)
    not_covered.delete()
    written(now, verb="cover_post", person=person, at=at)


def _posts(team_map: TeamMap) -> QuerySet[Post]:
    return Post.objects.with_scope(owner=team_map.owner_id).filter(map=team_map)


def _fields(line: PostLine) -> dict[str, object]:
    """The line in the fields of the table of posts."""
    return {
        "role": line.role,
        "title": line.title.strip(),
        "count": line.count,
        "fraction": line.fraction,
        "bound": line.bound,
        "place": line.place,
        "days": as_bits(line.days),
        "external_ref": line.external_ref.strip(),
    }


def _stored(post: Post) -> dict[str, object]:
    return {name: getattr(post, name) for name in _FIELDS}


_FIELDS = ("role", "title", "count", "fraction", "bound", "place", "days", "external_ref")


def _told_apart(
    lines: Sequence[PostLine], posts: Mapping[UUID, Post]
) -> tuple[dict[UUID, PostLine], list[PostLine]]:
    """The lines of posts that are there, by their keys, and the lines of new ones."""
    kept: dict[UUID, PostLine] = {}
    for number, line in enumerate(lines, start=1):
        if line.key is None:
            continue
        if line.key not in posts or line.key in kept:
            raise Refusal(
                "no_such_line",
                f"Line {number} belongs to a post that is not in this map, or that another line belongs to already. "
                "Fetch the page anew.",
                line=number,
            )
        kept[line.key] = line
    without = {key: post for key, post in posts.items() if key not in kept}
    new = []
    for line in lines:
        if line.key is not None:
            continue
        key = next((key for key, post in without.items() if _is_that_of(line, post)), None)
        if key is None:
            new.append(line)
        else:
            kept[key] = line
            del without[key]
    return kept, new


def _is_that_of(line: PostLine, post: Post) -> bool:
    """By the number of the position where the line has one; otherwise alike in everything."""
    number = line.external_ref.strip()
    return post.external_ref == number if number else _fields(line) == _stored(post)


def _write_facts(team_map: TeamMap, facts: MapFacts) -> bool:
    """Put the facts on the map's row, and say whether any is another than before. Saving comes with the revision."""
    changed = False
    for name in ("pupils", "pupils_lower_secondary", "stages"):
        if getattr(team_map, name) != getattr(facts, name):
            setattr(team_map, name, getattr(facts, name))
            changed = True
    return changed


def _change(pairs: Sequence[tuple[Post, PostLine]], team_map: TeamMap) -> None:
    # Two posts may swap their numbers: no number is held twice on the way.
    _posts(team_map).filter(pk__in=[post.pk for post, _ in pairs]).update(external_ref="")
    for post, line in pairs:
        for name, value in _fields(line).items():
            setattr(post, name, value)
    Post.objects.with_scope(owner=team_map.owner_id).bulk_update([post for post, _ in pairs], _FIELDS)


def _add(lines: Sequence[PostLine], team_map: TeamMap) -> None:
    last = _posts(team_map).aggregate(last=Max("place_in_table"))["last"] or 0
    Post.objects.with_scope(owner=team_map.owner_id).bulk_create(
        Post(owner_id=team_map.owner_id, map=team_map, key=uuid4(), place_in_table=place, **_fields(line))
        for place, line in enumerate(lines, start=last + 1)
    )


def _refuse_facts(facts: MapFacts) -> None:
    pupils, above = facts.pupils, facts.pupils_lower_secondary
    faulty = {
        "pupils": pupils is not None and not 0 <= pupils <= MOST_PUPILS,
        "pupils_lower_secondary": above is not None
        and not 0 <= above <= (MOST_PUPILS if pupils is None else pupils),
        "stages": facts.stages not in ("", *STAGES),
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal(
                "bad_map_facts",
                f"{field} cannot be {getattr(facts, field)!r}. Correct it, or leave it open.",
                field=field,
            )


def _refuse_lines(lines: Sequence[PostLine]) -> None:
    """Each line by itself, and that no position number stands twice. The form has said the same of each cell."""
    if len(lines) > MOST_LINES:
        raise Refusal(
            "too_many_lines",
            f"The table has {len(lines)} lines, and {MOST_LINES} is the most. Gather like posts in one line.",
            most=MOST_LINES,
        )
    numbers: set[str] = set()
    for at, line in enumerate(lines, start=1):
        refuse_unknown_role(line.role)
        if holds_national_id(line.title) or holds_national_id(line.external_ref):
            raise Refusal(
                "national_id_in_line",
                f"Line {at} holds what looks like a national id number, so nothing was saved. Take the number out: the "
                "map knows posts and not persons.",
                line=at,
            )
        if field := _faulty_field(line):
            raise Refusal(
                "bad_post_line",
                f"Line {at}: {field} cannot be {getattr(line, field)!r}. Correct it, or leave it open.",
                line=at,
                field=field,
            )
        number = line.external_ref.strip()
        if number and number in numbers:
            raise Refusal(
                "position_number_twice",
                f"Line {at} has the position number {number}, which another line has too. Correct one of them.",
                line=at,
                number=number,
            )
        numbers.add(number)


def _faulty_field(line: PostLine) -> str | None:
    """The first field that no post can have; ``None`` for a sound line."""
    faulty = {
        "title": len(line.title.strip()) > LONGEST_TITLE,
        "count": line.count is not None and not 1 <= line.count <= MOST_HOLDERS,
        "fraction": not (_is_share(line.fraction) and line.fraction != 0),
        "bound": not _is_share(line.bound),
        "place": line.place not in ("", *Place),
        "days": line.days is not None and not line.days <= set(range(5)),
        "external_ref": len(line.external_ref.strip()) > LONGEST_REFERENCE
        or (line.external_ref.strip() != "" and line.count != 1),
    }
    return next((field for field, is_faulty in faulty.items() if is_faulty), None)


def _is_share(share: Decimal | None) -> bool:
    """Not said, or from nought to the whole in thousandths, as the table stores it."""
    return share is None or (share.is_finite() and 0 <= share <= 1 and share == round(share, 3))


def _refuse_several(team_map: TeamMap, lines: Sequence[PostLine], changed: Mapping[UUID, PostLine]) -> None:
    """What is said of one post cannot come to be said of several."""
    several = [key for key, line in changed.items() if line.count != 1]
    single = (
        _posts(team_map)
        .filter(
            Q(person__isnull=False)
            | Q(notcovered__isnull=False)
            | Q(hours__isnull=False)
            | Q(details__isnull=False)
            | Q(placement__isnull=False),
            key__in=several,
            count=1,
        )
        .values_list("key", flat=True)
        .first()
    )
    if single is not None:
        number = 1 + list(lines).index(changed[single])
        raise Refusal(
            "line_is_one_post",
            f"Line {number} is one post, of which something is told that is not told of several: who holds it, when it "
            "is not covered, its hours or details, or that it is at other schools too. Add another line.",
            line=number,
        )


def _refuse_more_than_a_post(team_map: TeamMap, lines: Sequence[PostLine], changed: Mapping[UUID, PostLine]) -> None:
    """A post that is at other schools too is one full post at the most, all schools together."""
    elsewhere = _posts(team_map).filter(key__in=changed).annotate(elsewhere=Sum("placement__fraction"))
    for key, share in elsewhere.filter(elsewhere__isnull=False).values_list("key", "elsewhere"):
        if share + (changed[key].fraction or 0) > 1:
            number = 1 + list(lines).index(changed[key])
            raise Refusal(
                "line_more_than_a_post",
                f"Line {number}: with what the post is at other schools, it comes to more than one full post. Make one "
                "of them smaller.",
                line=number,
            )
