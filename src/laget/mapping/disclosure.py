"""What may be told of a team outside the school without telling of anybody in it.

Everything the owner and others outside see is read from publications made here. The rule:

1. A measure is a sum over holders, each of whom counts for a number from 0 to 1. A line of n like posts is n
   holders, and posts of one person are one.
2. The sum is taken over groups that share nobody: a profession of at least ``FEWEST`` holders whose number is known
   stands alone, the others are one group together; and if these are fewer, the smallest that stood alone joins them.
   A total is the sum of the groups' own bands, so nothing can be found by subtraction within a publication.
3. A group's sum is shown as a band two holders wide: [0, 2], (2, 4], (4, 6] …, the last of them from at least two
   below what the group could come to at most. Whatever the sum is, any one holder could still have 0 or 1.
4. What is grouped and what is shown depends on how many holders say something, never on what they say. So a cell that
   is not there tells nothing either.
5. Posts not covered are 0 or 1, and are shown over the whole school in bands of five.

Hiding cells by their value (too few above nought, too near the top) was tried first and left: a cell that is hidden
because everybody in it is bound says just that.

What this does not promise is in docs/explain/the-map.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import ceil

from laget.mapping.publication import BOUND, FULL_TIME, HOURS, NOT_COVERED, Cell, Publication, PublishedMeeting
from laget.mapping.team import HourKind, Meeting, Profession, Team, TeamPost
from laget.mapping.week import WEEK

FEWEST = 5
"""The fewest holders that a cell is about."""

BAND = 2
"""How many holders' whole reach a band is wide."""

BAND_NOT_COVERED = 5

Shares = Mapping[str, tuple[int, float | None]]
"""By holder: how many like holders, and what each counts for (0–1), or ``None`` where that is not known."""

_Share = Callable[[Sequence[TeamPost]], float | None]
"""What one holder counts for, from the holder's posts in a profession."""


def publish(team: Team) -> Publication:
    """What may be told of the team outside the school."""
    cells = [
        *_cells(FULL_TIME, team, _full_time),
        *_cells(BOUND, team, _bound),
        *(cell for kind in HourKind for cell in _cells(HOURS + kind, team, partial(_week, kind=kind))),
        _not_covered(team),
    ]
    return Publication(
        year=team.year,
        pupils=team.pupils,
        pupils_lower_secondary=team.pupils_lower_secondary,
        stages=team.stages,
        cells=tuple(cells),
        meetings=tuple(_meeting(meeting) for meeting in team.meetings),
        leading=(team.strategy and team.strategy.leading) or "",
        ideal_type=(team.strategy and team.strategy.ideal_type) or "",
    )


def band(total: float, *, most: int, width: int) -> tuple[int, int] | None:
    """The band that ``total`` lies in, of those that [0, ``most``] is parted into: [0, w], (w, 2w], (2w, 3w] …, the
    last of them from the highest multiple of ``width`` w that leaves at least w. ``None`` where there is but one band.

    >>> [band(total, most=7, width=2) for total in (0, 2, 2.1, 4, 4.5, 7)]
    [(0, 2), (0, 2), (2, 4), (2, 4), (4, 7), (4, 7)]
    """
    last = (most - width) // width * width
    if last <= 0:
        return None
    # A sum of tenths is not exact: what is a billionth over an edge lies on it.
    low = max(ceil(round(total / width, 9)) - 1, 0) * width
    return (last, most) if low >= last else (low, low + width)


def _cells(measure: str, team: Team, share: _Share) -> list[Cell]:
    """The cells of one measure, over groups of professions that share nobody."""
    shares = {profession: _shares(team.posts, profession, share) for profession in _professions(team)}
    known = {profession: _number(of, known=True) for profession, of in shares.items()}
    groups = _groups(known)
    if not groups:
        everybody = sum(_number(of) for of in shares.values())
        return [_hidden(measure, tuple(shares), known=sum(known.values()), of=everybody)]
    return [_cell(measure, group, [shares[profession] for profession in group]) for group in groups]


def _groups(known: Mapping[Profession, int]) -> tuple[tuple[Profession, ...], ...]:
    """Which professions are told of alone and which together; none where all together are too few."""
    alone = [one for one in known if known[one] >= FEWEST]
    rest = [one for one in known if known[one] < FEWEST]
    if 0 < sum(known[one] for one in rest) < FEWEST and alone:
        smallest = min(alone, key=lambda one: known[one])
        alone.remove(smallest)
        rest.append(smallest)
    groups: list[tuple[Profession, ...]] = [(one,) for one in alone]
    if sum(known[one] for one in rest) >= FEWEST:
        groups.append(tuple(one for one in known if one in rest))
    return tuple(groups)


def _cell(measure: str, group: tuple[Profession, ...], parts: Sequence[Shares]) -> Cell:
    known = sum(_number(part, known=True) for part in parts)
    of = sum(_number(part) for part in parts)
    total = sum(count * value for part in parts for count, value in part.values() if value is not None)
    shown = band(total, most=known, width=BAND)
    if shown is None:
        return _hidden(measure, group, known=known, of=of)
    return Cell(measure=measure, group=group, low=shown[0], high=shown[1], known=known, of=of)


def _hidden(measure: str, group: tuple[Profession, ...], *, known: int, of: int) -> Cell:
    return Cell(measure=measure, group=group, low=None, high=None, known=known, of=of, why_not="too_few")


def _not_covered(team: Team) -> Cell:
    """A holder is not at work where none of the holder's posts is covered."""
    covered: dict[str, tuple[int, bool]] = {}
    for post in team.posts:
        count, before = covered.get(post.holder, (0, False))
        covered[post.holder] = (max(count, 1 if post.count is None else post.count), before or post.covered)
    of = sum(count for count, _ in covered.values())
    away = sum(count for count, at_work in covered.values() if not at_work)
    group = _professions(team)
    shown = band(away, most=of, width=BAND_NOT_COVERED)
    if shown is None:
        return _hidden(NOT_COVERED, group, known=of, of=of)
    return Cell(measure=NOT_COVERED, group=group, low=shown[0], high=shown[1], known=of, of=of)


def _professions(team: Team) -> tuple[Profession, ...]:
    """The professions that somebody has at the school."""
    return tuple(one for one in Profession if any(post.profession is one for post in team.posts))


def _shares(posts: Iterable[TeamPost], profession: Profession, share: _Share) -> Shares:
    held: dict[str, list[TeamPost]] = defaultdict(list)
    for post in posts:
        if post.profession is profession:
            held[post.holder].append(post)
    return {
        holder: (1, None)
        if any(post.count is None for post in theirs)
        else (max(post.count or 1 for post in theirs), share(theirs))
        for holder, theirs in held.items()
    }


def _number(shares: Shares, *, known: bool = False) -> int:
    return sum(count for count, value in shares.values() if value is not None or not known)


def _full_time(posts: Sequence[TeamPost]) -> float | None:
    """The share of a full post: the fractions of the holder's posts together."""
    fractions = [post.fraction for post in posts if post.fraction is not None]
    return min(sum(fractions), 1.0) if len(fractions) == len(posts) else None


def _bound(posts: Sequence[TeamPost]) -> float | None:
    """The share of the holder's time that decisions bind to single pupils."""
    if len(posts) == 1:
        return posts[0].bound
    whole = [(post.fraction, post.bound) for post in posts if post.fraction is not None and post.bound is not None]
    if len(whole) < len(posts):
        return None
    return min(sum(fraction * bound for fraction, bound in whole) / sum(fraction for fraction, _ in whole), 1.0)


def _week(posts: Sequence[TeamPost], *, kind: HourKind) -> float | None:
    """The share of the holder's own week that is planned for one kind of work."""
    whole = _full_time(posts)
    hours = [use.planned for post in posts for use in post.hours if use.kind is kind and use.planned is not None]
    return min(sum(hours) / (WEEK * whole), 1.0) if whole and hours else None


def _meeting(meeting: Meeting) -> PublishedMeeting:
    return PublishedMeeting(
        kind=meeting.kind,
        level=meeting.level or "",
        times_a_year=meeting.times_a_year,
        minutes=meeting.minutes,
        has_purpose=bool(meeting.purpose.strip()),
    )
