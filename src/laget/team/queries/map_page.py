"""A map as its page prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.content.portraits import Layer
from laget.mapping.missing import Lack, Shows, missing
from laget.mapping.school_year import SchoolYear
from laget.mapping.team import Ring, Team, TeamPost
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School
from laget.team import roles
from laget.team.access import EDIT_MAP, LEAD_MAP, READ_RECORDED
from laget.team.models import GradeTeam, TeamMap
from laget.team.queries.map_rings import map_rings
from laget.team.queries.map_state import MapState, states_of
from laget.team.queries.post_said import days_said, percent_said, place_said, share_said
from laget.team.queries.posts import layer_name
from laget.team.queries.role_groups import RoleGroup, role_groups
from laget.team.queries.team_of import MapRows, grade_teams_of, lines_of, rows_of, team_from, titles_of
from laget.team.queries.work_lines import WorkRow, links, work_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """Something the map says enough about: what, and how much is known, as sentences."""

    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What is missing, in how many posts and which (by the names of their roles), and what opens when it is there.
    ``field`` is the column of the table: ``fraction``, ``bound``, ``days``, ``place``, ``count``, ``pupils``."""

    field: str
    says: str
    posts: tuple[str, ...]
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPost:
    """A line of posts on the map's page. ``number`` is its number in the picture, 0 in the middle; ``details`` is empty
    for a reader who may not see what is recorded of each post. ``id`` is for the address of the post's page, ``None``
    where the reader may not open it. ``schools`` says where it is from or where it also is, where that is another
    school."""

    number: int
    id: int | None
    role: str
    count: str
    fraction: str
    days: str
    place: str
    covered: bool
    details: str
    schools: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """A ring with its posts; ``chosen`` is whether the school has placed all its roles itself."""

    ring: str
    name: str
    chosen: bool
    posts: tuple[MapPost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A post that is not covered. The days, and that there is a substitute, are for readers of what is recorded: to
    others the days are ``None``, and a post with a substitute is covered and not told of."""

    role: str
    substitute: bool
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FromOther:
    """A post of another school that is offered to this one, or taken in; with its ``id`` for the answer."""

    id: int
    says: str
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one thing to do next: a sentence, the button's text, and the name of the address in ``team:``."""

    says: str
    button: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map of a team. ``may`` are the verbs of ``access`` the reader has here; ``unplaced`` are the roles that stand
    where they usually do and not where the school has put them. ``wide`` and ``narrow`` are empty for an empty map;
    ``with_lines`` is whether they show who works ``together``, ``seen_from`` the grade team in their middle."""

    heading: str
    school: School
    year: int
    year_said: str
    origin: str
    state: MapState
    revision: int
    may: frozenset[str]
    wide: SafeString
    narrow: SafeString
    posts: int | None
    lines: int
    layers: tuple[MapLayer, ...]
    unplaced: tuple[str, ...]
    seen_from: GradeTeam | None
    grade_teams: tuple[GradeTeam, ...]
    together: tuple[WorkRow, ...]
    with_lines: bool
    not_covered: tuple[GapRow, ...]
    from_others: tuple[FromOther, ...]
    enough: tuple[Enough, ...]
    lacking: tuple[Lacking, ...]
    next_step: NextStep | None


def map_page(
    team_map: TeamMap,
    *,
    person: Person,
    at: datetime,
    language: str,
    seen_from: GradeTeam | None = None,
    with_lines: bool = False,
) -> MapPage:
    """The map's page for a reader who may see it; ``seen_from`` puts a grade team in the middle, and ``with_lines``
    draws who works together into the picture."""
    school, day = team_map.school, localdate(at)
    rows = replace(rows_of(team_map, on=day), lines=tuple(lines_of(team_map)))
    team = team_from(rows, seen_from=seen_from)
    may = verbs_at(person, school, at)
    state = states_of([team_map])[team_map.pk]
    heading = _heading(team_map, seen_from)
    groups = role_groups(team, titles_of(rows))
    names = {
        post.key: roles.called(group.role, group.title, language=language) for group in groups for post in group.posts
    }
    together = work_rows(team, groups, language=language)
    wide, narrow = (
        map_rings(
            groups,
            title=heading,
            middle=_middle(team_map, seen_from),
            lines=links(team, groups) if with_lines else (),
            together=together if with_lines else (),
            language=language,
        )
        if team.posts
        else (mark_safe(""), mark_safe(""))
    )
    told = missing(team)
    return MapPage(
        heading=heading,
        school=school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        origin=team_map.origin,
        state=state,
        revision=team_map.revision,
        may=may,
        wide=wide,
        narrow=narrow,
        posts=_posts(team),
        lines=len(team.posts),
        layers=_layers(
            groups,
            names,
            ids=_ids(rows) if EDIT_MAP in may else {},
            schools=_schools(rows),
            recorded=READ_RECORDED in may,
            language=language,
        ),
        unplaced=tuple(names[group.posts[0].key] for group in groups if not group.chosen),
        seen_from=seen_from,
        grade_teams=tuple(grade_teams_of(team_map)),
        together=together,
        with_lines=with_lines,
        not_covered=_gaps(rows, names, recorded=READ_RECORDED in may),
        from_others=_from_others(rows, language) if LEAD_MAP in may else (),
        enough=tuple(Enough(what=_shown(shows), says="") for shows in told.enough_for),
        lacking=tuple(_lacking(lack, names) for lack in told.lacking),
        next_step=_next_step(team, state, may),
    )


def _heading(team_map: TeamMap, seen_from: GradeTeam | None) -> str:
    school = team_map.school.name
    if seen_from is not None:
        return _("Laget rundt %(team)s ved %(school)s") % {"team": seen_from.name, "school": school}
    if team_map.middle == "grade_team":
        return _("Laget rundt trinnteamet ved %(school)s") % {"school": school}
    return _("Laget rundt læreren ved %(school)s") % {"school": school}


def _middle(team_map: TeamMap, seen_from: GradeTeam | None) -> str:
    """What stands in the middle of the rings in place of the roles there; empty for the roles."""
    if seen_from is not None:
        return seen_from.name
    return _("Trinnteamet") if team_map.middle == "grade_team" else ""


def _ids(rows: MapRows) -> Mapping[UUID, int]:
    return {post.key: post.pk for post in rows.posts}


def _schools(rows: MapRows) -> Mapping[str, str]:
    """By the posts' keys, which other schools they are from or also at."""
    said = {str(one.post.key): _("fra %(school)s") % {"school": one.post.map.school.name} for one in rows.placed}
    away: dict[str, list[str]] = {}
    for one in rows.placements:
        if one.post.map_id == rows.team_map.pk and one.accepted_at is not None:
            away.setdefault(str(one.post.key), []).append(one.school.name)
    return said | {key: _("også ved %(schools)s") % {"schools": _listed(names)} for key, names in away.items()}


def _from_others(rows: MapRows, language: str) -> tuple[FromOther, ...]:
    return tuple(
        FromOther(
            id=one.pk,
            says=_("%(role)s fra %(school)s")
            % {
                "role": roles.called(one.post.role, one.post.title, language=language),
                "school": ", ".join(filter(None, (one.post.map.school.name, share_said(one, language=language)))),
            },
            waits=one.accepted_at is None,
        )
        for one in rows.placements
        if one.school_id == rows.team_map.school_id
    )


def _posts(team: Team) -> int | None:
    """How many posts there are; ``None`` where a line does not say."""
    counts = [post.count for post in team.posts]
    return None if None in counts else sum(count for count in counts if count is not None)


def _layers(
    groups: Sequence[RoleGroup],
    names: Mapping[str, str],
    *,
    ids: Mapping[UUID, int],
    schools: Mapping[str, str],
    recorded: bool,
    language: str,
) -> tuple[MapLayer, ...]:
    layers = []
    for ring in (*Ring, None):
        there = [group for group in groups if group.ring is ring]
        if there:
            layers.append(
                MapLayer(
                    ring=ring or "",
                    name=layer_name(None if ring is None else Layer(ring)),
                    chosen=all(group.chosen for group in there),
                    posts=tuple(
                        _post(
                            group, post, names[post.key], ids=ids, schools=schools, recorded=recorded, language=language
                        )
                        for group in there
                        for post in group.posts
                    ),
                )
            )
    return tuple(layers)


def _post(
    group: RoleGroup,
    post: TeamPost,
    name: str,
    *,
    ids: Mapping[UUID, int],
    schools: Mapping[str, str],
    recorded: bool,
    language: str,
) -> MapPost:
    return MapPost(
        number=group.number,
        id=ids.get(UUID(post.key)),
        role=name,
        count="" if post.count is None else str(post.count),
        fraction=percent_said(post.fraction, language),
        days=days_said(post.days),
        place=place_said(post.place),
        covered=post.covered,
        details=percent_said(post.bound, language) if recorded else "",
        schools=schools.get(post.key, ""),
    )


def _gaps(rows: MapRows, names: Mapping[str, str], *, recorded: bool) -> tuple[GapRow, ...]:
    posts = {post.pk: post for post in (*rows.posts, *(one.post for one in rows.placed))}
    places = {id: place for place, id in enumerate(posts)}
    here = rows.team_map.pk
    return tuple(
        GapRow(
            role=names[str(posts[gap.post_id].key)],
            substitute=gap.substitute,
            # The days are told at the post's own school alone.
            starts=gap.starts if recorded and posts[gap.post_id].map_id == here else None,
            ends=gap.ends if recorded and posts[gap.post_id].map_id == here else None,
        )
        for gap in sorted(rows.gaps, key=lambda gap: places[gap.post_id])
        if not gap.substitute or (recorded and posts[gap.post_id].map_id == here)
    )


def _shown(shows: Shows) -> str:
    names = {
        Shows.RINGS: _("hvem som er i laget"),
        Shows.FULL_TIME: _("årsverk"),
        Shows.PUPILS_PER_ADULT: _("elever per voksen"),
        Shows.PLACES: _("hvor folk har arbeidsplassen sin"),
        Shows.PRESENCE: _("hvem som er her hvilke dager"),
        Shows.BOUND_SHARE: _("hvor mye tid som er bundet til enkeltelever"),
        Shows.HOURS: _("hva timene brukes til"),
    }
    return names[shows]


def _lacking(lack: Lack, names: Mapping[str, str]) -> Lacking:
    return Lacking(
        field=lack.field,
        says=_lack_said(lack),
        posts=tuple(dict.fromkeys(names[key] for key in lack.posts)),
        opens=_("Da ser dere %(what)s.") % {"what": _listed([_shown(shows) for shows in lack.opens])},
    )


def _lack_said(lack: Lack) -> str:
    lines = len(lack.posts)
    match lack.field:
        case "fraction":
            says = ngettext(
                "Stillingsprosent mangler på én linje.", "Stillingsprosent mangler på %(lines)s linjer.", lines
            )
        case "bound":
            says = ngettext(
                "Hvor mye som er bundet til enkeltelever, mangler på én linje.",
                "Hvor mye som er bundet til enkeltelever, mangler på %(lines)s linjer.",
                lines,
            )
        case "days":
            says = ngettext("Dager mangler på én linje.", "Dager mangler på %(lines)s linjer.", lines)
        case "place":
            says = ngettext("Sted mangler på én linje.", "Sted mangler på %(lines)s linjer.", lines)
        case "hours":
            says = ngettext("Timer mangler på én linje.", "Timer mangler på %(lines)s linjer.", lines)
        case _:
            says = _("Antall elever mangler.")
    return says % {"lines": lines}


def _listed(words: list[str]) -> str:
    """ "a, b og c"."""
    if len(words) == 1:
        return words[0]
    return _("%(first)s og %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _next_step(team: Team, state: MapState, may: frozenset[str]) -> NextStep | None:
    if EDIT_MAP in may and not team.posts:
        return NextStep(
            says=_("Skriv hvem som er i laget, eller lim inn listen dere har."), button=_("Fyll ut"), address="table"
        )
    if LEAD_MAP not in may:
        return None
    if state.word == "begun":
        return NextStep(
            says=_("Drøft kartet med tillitsvalgt og verneombud før de ansatte får se det."),
            button=_("Drøft og åpne"),
            address="discussion",
        )
    if state.word in ("opened", "withdrawn"):
        return NextStep(
            says=_("Kartet er bare skolens. Del det med skoleeier når dere vil."),
            button=_("Se hva som ville bli delt"),
            address="release",
        )
    return None
