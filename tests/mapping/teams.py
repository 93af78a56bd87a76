"""Teams to try the map on."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

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
from laget.mapping.week import WEEK

FRACTIONS = (0.2, 0.4, 0.5, 0.6, 0.8, 1.0)
MIX = (Profession.TEACHING,) * 9 + (Profession.ASSISTANCE,) * 6 + tuple(Profession)


def post(key: str, profession: Profession = Profession.ASSISTANCE, **said: object) -> TeamPost:
    """A post whose holder and role are named after it."""
    return replace(TeamPost(key=key, holder=f"holder-{key}", role="other", profession=profession), **said)


def team(*posts: TeamPost, **said: object) -> Team:
    return Team(year=2026, posts=posts, **said)


def like(number: int, profession: Profession = Profession.ASSISTANCE, *, start: int = 0, **said: object):
    """So many posts of one kind."""
    return tuple(post(f"{profession}-{start + n}", profession, **said) for n in range(number))


def random_post(
    key: str, rng: np.random.Generator, *, whole: float, mix: tuple[Profession, ...] = MIX
) -> TeamPost:
    """A post of one of ``mix`` with everything said; ``whole`` is how likely a number is 1; half the others are 0."""

    def drawn() -> float:
        return 1.0 if rng.random() < whole else float(rng.choice([0.0, rng.random()]))

    fraction = 1.0 if rng.random() < whole else float(rng.choice(FRACTIONS))
    first = drawn()
    kinds = rng.choice(list(HourKind), size=2, replace=False)
    return post(
        key,
        Profession(rng.choice(mix)),
        fraction=fraction,
        bound=drawn(),
        covered=bool(rng.random() > 0.15),
        hours=tuple(
            HourUse(kind=HourKind(kind), planned=share * WEEK * fraction, real=None)
            for kind, share in zip(kinds, (first, (1 - first) * rng.random()), strict=True)
        ),
    )


keys = st.uuids().map(str)
share = st.none() | st.integers(0, 20).map(lambda n: n / 20)
hours = st.none() | st.integers(0, 120).map(lambda n: n / 2)

posts = st.builds(
    TeamPost,
    key=keys,
    holder=keys,
    role=st.sampled_from(["teacher", "assistant", "ppt", "other"]),
    profession=st.sampled_from(Profession),
    count=st.none() | st.integers(1, 30),
    fraction=st.none() | st.integers(1, 20).map(lambda n: n / 20),
    bound=share,
    place=st.none() | st.sampled_from(Place),
    days=st.none() | st.frozensets(st.integers(0, 4)),
    ring=st.none() | st.sampled_from(Ring),
    ring_chosen=st.booleans(),
    grade_team=st.none() | st.just("5. trinn"),
    hours=st.lists(
        st.builds(HourUse, kind=st.sampled_from(HourKind), planned=hours, real=hours),
        max_size=4,
        unique_by=lambda use: use.kind,
    ).map(tuple),
    covered=st.booleans(),
    owner_provided=st.none() | st.booleans(),
    led_by=st.none() | st.sampled_from(LedBy),
)

meetings = st.builds(
    Meeting,
    id=keys,
    name=st.text(max_size=8),
    purpose=st.text(max_size=8),
    kind=st.just("") | st.just("grade-team"),
    level=st.none() | st.sampled_from(Level),
    times_a_year=st.none() | st.integers(1, 200),
    minutes=st.none() | st.integers(5, 300),
    roles=st.lists(
        st.builds(
            ArenaRole,
            role=st.sampled_from(["teacher", "ppt"]),
            number=st.none() | st.integers(1, 20),
            always=st.booleans(),
        ),
        max_size=2,
        unique_by=lambda member: member.role,
    ).map(tuple),
    agenda=st.none() | st.booleans(),
    decides=st.text(max_size=4),
    anonymous=st.none() | st.booleans(),
    useful=st.none() | st.integers(1, 4),
    about_pupil=st.booleans(),
)

teams = st.builds(
    Team,
    year=st.integers(2014, 2040),
    pupils=st.none() | st.integers(1, 900),
    pupils_lower_secondary=st.none() | st.integers(0, 300),
    stages=st.sampled_from(["", "1-7", "1-10"]),
    lines=st.lists(
        st.builds(WorkLine, a=keys, b=keys, how=st.sampled_from(Working)), max_size=2, unique_by=lambda line: line.a
    ).map(tuple),
    grade_teams=st.lists(
        st.builds(
            GradeTeam,
            key=keys,
            rings=st.dictionaries(st.sampled_from(["ppt", "school-nurse"]), st.sampled_from(Ring)).map(
                lambda rings: tuple(sorted(rings.items()))
            ),
        ),
        max_size=2,
        unique_by=lambda one: one.key,
    ).map(tuple),
    strategy=st.none()
    | st.builds(
        SetStrategy, leading=st.none() | st.sampled_from(Leading), ideal_type=st.none() | st.sampled_from(IdealType)
    ),
    posts=st.lists(posts, max_size=8, unique_by=lambda one: one.key).map(tuple),
    meetings=st.lists(meetings, max_size=3, unique_by=lambda one: one.id).map(tuple),
)
