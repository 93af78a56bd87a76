"""The words of a power surface: the parameters of PowerUp! and what is said around the grid."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceWords:
    """What the picture says. ``title`` is filled with measure, across and down; ``enough`` and ``unsure`` with
    target and trials; ``simulated`` with error and trials."""

    title: Text
    measures: dict[str, Text]
    size: Text
    darker: dict[str, Text]
    darker_size: Text
    enough: Text
    nowhere: Text
    row: Text
    cannot: Text
    line: Text
    unsure: Text
    two_sided: Text
    one_sided: Text
    simulated: Text
    formula: Text


WORDS = SurfaceWords(
    title=Text(
        nb="{measure} etter {across} og {down}",
        nn="{measure} etter {across} og {down}",
        en="{measure} by {across} and {down}",
    ),
    measures={
        "power": Text(nb="Styrke", nn="Styrke", en="Power"),
        "mdes": Text(
            nb="Minste effekt som kan finnes",
            nn="Minste effekt som kan finnast",
            en="Smallest effect that can be found",
        ),
    },
    size=Text(nb="{size} som trengs", nn="{size} som trengst", en="{size} that is needed"),
    darker={
        "power": Text(nb="mørkere: høyere styrke", nn="mørkare: høgare styrke", en="darker: higher power"),
        "mdes": Text(
            nb="mørkere: mindre effekter kan finnes",
            nn="mørkare: mindre effektar kan finnast",
            en="darker: smaller effects can be found",
        ),
    },
    darker_size=Text(nb="mørkere: færre trengs", nn="mørkare: færre trengst", en="darker: fewer are needed"),
    enough=Text(
        nb="{row}: styrke på minst {target} der {across} er {columns}.",
        nn="{row}: styrke på minst {target} der {across} er {columns}.",
        en="{row}: power of {target} or more where {across} is {columns}.",
    ),
    nowhere=Text(
        nb="{row}: ingen steder styrke på {target}.",
        nn="{row}: ingen stader styrke på {target}.",
        en="{row}: nowhere power of {target}.",
    ),
    row=Text(nb="{row}: fra {first} til {last}.", nn="{row}: frå {first} til {last}.", en="{row}: {first} to {last}."),
    cannot=Text(
        nb="– designet kan ikke gjennomføres her",
        nn="– designet kan ikkje gjennomførast her",
        en="– the design cannot be carried out here",
    ),
    line=Text(
        nb="kanten av rutene med styrke på minst {target}, som har halvfete tall",
        nn="kanten av rutene med styrke på minst {target}, som har halvfeite tal",
        en="edge of the cells with power of {target} or more, whose numbers are bold",
    ),
    unsure=Text(
        nb="for nær {target} til å si med {trials} forsøk",
        nn="for nær {target} til å seie med {trials} forsøk",
        en="too near {target} to tell with {trials} trials",
    ),
    two_sided=Text(nb="tosidig test", nn="tosidig test", en="two-sided test"),
    one_sided=Text(nb="ensidig test", nn="einsidig test", en="one-sided test"),
    simulated=Text(
        nb="Simulert: {trials} forsøk i hver rute, Monte Carlo-feil høyst {error}.",
        nn="Simulert: {trials} forsøk i kvar rute, Monte Carlo-feil høgst {error}.",
        en="Simulated: {trials} trials in each cell, Monte Carlo error at most {error}.",
    ),
    formula=Text(nb="Regnet ut med formel.", nn="Rekna ut med formel.", en="Computed by formula."),
)

_NAMED = {
    "es": Text(nb="effekt, i standardavvik", nn="effekt, i standardavvik", en="effect, in standard deviations"),
    "power": Text(nb="styrke", nn="styrke", en="power"),
    "alpha": Text(nb="testens nivå", nn="nivået til testen", en="level of the test"),
    "p": Text(nb="andel i tiltaksgruppen", nn="del i tiltaksgruppa", en="share in the treatment arm"),
    "n": Text(
        nb="elever per enhet på nivå 2", nn="elevar per eining på nivå 2", en="pupils per unit of level 2"
    ),
    "J": Text(nb="enheter på nivå 2", nn="einingar på nivå 2", en="units of level 2"),
    "K": Text(nb="enheter på nivå 3", nn="einingar på nivå 3", en="units of level 3"),
    "L": Text(nb="enheter på nivå 4", nn="einingar på nivå 4", en="units of level 4"),
}
_ON_A_LEVEL = (
    ("rho", Text(nb="andel av variansen mellom enheter på nivå {level}",
                 nn="del av variansen mellom einingar på nivå {level}",
                 en="share of the variance between units of level {level}")),
    ("omega", Text(nb="hvor mye effekten varierer på nivå {level}",
                   nn="kor mykje effekten varierer på nivå {level}",
                   en="how much the effect varies on level {level}")),
    ("r2t", Text(nb="forklart andel av effektens varians på nivå {level}",
                 nn="forklart del av variansen til effekten på nivå {level}",
                 en="explained share of the effect's variance on level {level}")),
    ("r2", Text(nb="forklart andel av variansen på nivå {level}",
                nn="forklart del av variansen på nivå {level}",
                en="explained share of the variance on level {level}")),
    ("g", Text(nb="kovariater på nivå {level}", nn="kovariatar på nivå {level}", en="covariates on level {level}")),
    ("cv", Text(nb="variasjon i størrelse på nivå {level}",
                nn="variasjon i storleik på nivå {level}",
                en="variation in size on level {level}")),
    ("attrition", Text(nb="frafall på nivå {level}", nn="fråfall på nivå {level}", en="attrition on level {level}")),
)  # fmt: skip


def parameter_words(parameter: str, *, language: str) -> str:
    """A parameter of PowerUp! in words.

    >>> parameter_words("rho2", language="en")
    'share of the variance between units of level 2'
    """
    if parameter in _NAMED:
        return _NAMED[parameter].said(language)
    kind, says = next((kind, says) for kind, says in _ON_A_LEVEL if parameter.startswith(kind))
    return says.said(language).format(level=parameter.removeprefix(kind))
