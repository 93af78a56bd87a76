"""What the numbers of a portrait come to, with the uncertainty they are printed with (R-087 (in part)).

Where the report prints two values, so has everything reckoned from them: a low and a high. Where it does not
give what is needed, there is no number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.content.portraits import Figure, Portrait
from laget.mapping.norms import Norm
from laget.mapping.team import Profession
from laget.theory.parts import Open
from laget.theory.text import Text

# The professions that the report adds up to the number of staff (Appendix E, L4270-4271).
_PARTS_OF_STAFF = ("teachers", "special_pedagogues", "assistants", "child_welfare_workers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From ``low`` to ``high``: equal where the report prints one value. ``notes`` say what is uncertain."""

    low: float
    high: float
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How many pupils there are to each of something, or why that cannot be said."""

    id: str
    name: Text
    value: Span | Open


def national(norms: Iterable[Norm]) -> tuple[Figure, ...]:
    """What the report itself sets such ratios beside, with its own cautions: the norms that ask for no staff."""
    return tuple(
        Figure(
            id=norm.id,
            name=norm.name,
            value=norm.low if norm.low == norm.high else None,
            says=norm.says,
            unit=Text(nb="elever", nn="elevar", en="pupils"),
            note=norm.caution,
            source=norm.source,
        )
        for norm in norms
        if not norm.asks_for_staff
    )


def ratios(portrait: Portrait) -> tuple[Ratio, ...]:
    """Pupils per adult, per teacher, per assistant and per assistant full-time equivalent."""
    return (
        Ratio(
            id="pupils_per_adult",
            name=Text(nb="Elever per ansatt", nn="Elevar per tilsett", en="Pupils per member of staff"),
            value=_per_adult(portrait),
        ),
        Ratio(
            id="pupils_per_teacher",
            name=Text(nb="Elever per lærer", nn="Elevar per lærar", en="Pupils per teacher"),
            value=_per(portrait, "teachers", _missing("lærere", "lærarar", "teachers")),
        ),
        Ratio(
            id="pupils_per_assistant",
            name=Text(nb="Elever per assistent", nn="Elevar per assistent", en="Pupils per assistant"),
            value=_per(portrait, "assistants", _missing("assistenter", "assistentar", "assistants")),
        ),
        Ratio(
            id="pupils_per_assistant_fte",
            name=Text(
                nb="Elever per assistentårsverk",
                nn="Elevar per assistentårsverk",
                en="Pupils per assistant full-time equivalent",
            ),
            value=_per_assistant_fte(portrait),
        ),
    )


def _per_adult(portrait: Portrait) -> Span | Open:
    staff = portrait.number("staff")
    if staff is None or staff.value is None:
        return Open(missing=_missing("ansatte", "tilsette", "members of staff"))
    unsure = [part for id in _PARTS_OF_STAFF if (part := portrait.number(id)) and len(_values(part)) > 1]
    least = staff.value + sum(min(_values(part)) - _values(part)[0] for part in unsure)
    most = staff.value + sum(max(_values(part)) - _values(part)[0] for part in unsure)
    return _share(portrait, least, most, unsure)


def _per(portrait: Portrait, id: str, missing: Text) -> Span | Open:
    figure = portrait.number(id)
    if figure is None or not _values(figure):
        return Open(missing=missing)
    values = _values(figure)
    return _share(portrait, min(values), max(values), [figure] if len(values) > 1 else [])


def _per_assistant_fte(portrait: Portrait) -> Span | Open:
    posts = [post for post in portrait.posts if post.profession is Profession.ASSISTANCE]
    counted = [post.count * post.fraction for post in posts if post.count is not None and post.fraction is not None]
    if not posts or len(counted) < len(posts):
        return Open(
            missing=Text(
                nb="Kan ikke regnes ut: Rapporten oppgir ikke stillingsprosenten til assistentene.",
                nn="Kan ikkje reknast ut: Rapporten oppgir ikkje stillingsprosenten til assistentane.",
                en="Cannot be reckoned: the report does not state how large the assistants’ posts are.",
            )
        )
    return _share(portrait, sum(counted), sum(counted), [])


def _share(portrait: Portrait, least: float, most: float, unsure: Iterable[Figure]) -> Span | Open:
    """Pupils to each of ``least``–``most`` people; few people make many pupils to each."""
    pupils = portrait.number("pupils")
    if pupils is None or pupils.value is None:
        return Open(missing=_missing("elever", "elevar", "pupils"))
    notes = [
        Text(
            nb=f"Rapporten oppgir to tall for {figure.name.nb.lower()}.",
            nn=f"Rapporten oppgir to tal for {figure.name.nn.lower()}.",
            en=f"The report prints two values for {figure.name.en.lower()}.",
        )
        for figure in unsure
    ]
    if pupils.says is not None:
        notes.append(
            Text(
                nb=f"Elevtallet er omtrentlig: {pupils.says.nb}.",
                nn=f"Elevtalet er omtrentleg: {pupils.says.nn}.",
                en=f"The number of pupils is approximate: {pupils.says.en}.",
            )
        )
    return Span(low=pupils.value / most, high=pupils.value / least, notes=tuple(notes))


def _values(figure: Figure) -> tuple[float, ...]:
    """Every printed value, the first place's first."""
    printed = (figure.value, *(other.value for other in figure.alternatives))
    return tuple(value for value in printed if value is not None)


def _missing(nb: str, nn: str, en: str) -> Text:
    return Text(
        nb=f"Kan ikke regnes ut: Rapporten oppgir ikke hvor mange {nb} skolen har.",
        nn=f"Kan ikkje reknast ut: Rapporten oppgir ikkje kor mange {nn} skulen har.",
        en=f"Cannot be reckoned: the report does not say how many {en} the school has.",
    )
