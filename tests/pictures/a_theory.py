"""A small theory to draw: parts by kind, arrows by hand, words made from the ids."""

from __future__ import annotations

from laget.theory.parts import Arrow, Claim, Horizon, Kind, Open, Part, Source, Theory
from laget.theory.text import Text

SOURCE = Source(work="AFI r2015:6", section="§5.3")


def said(words: str) -> Text:
    """``words`` marked with the language, so that a test sees which one was drawn."""
    return Text(nb=words, nn=f"{words} (nn)", en=f"{words} (en)")


def part(id: str, *kinds: Kind, name: str = "") -> Part:
    """A part named after its id."""
    return Part(id=id, kinds=kinds, name=said(name or id), about=said(f"Om {id}"), source=SOURCE)


def arrow(route: str) -> Arrow:
    """``a>b`` claims something, ``a>b?`` is open."""
    start, end = route.rstrip("?").split(">")
    if route.endswith("?"):
        return Arrow(id=f"{start}-{end}", start=start, end=end, claim=Open(missing=said("Ingen påstand")))
    claim = Claim(
        says=said(f"{start} gir {end}"),
        indicators=(),
        smallest_change=Open(missing=said("Hvor mye")),
        due=Horizon.SHORT,
        source=SOURCE,
    )
    return Arrow(id=f"{start}-{end}", start=start, end=end, claim=claim)


def theory(*parts: Part, arrows: str) -> Theory:
    """A theory of these parts, with arrows written ``a>b b>c?``."""
    return Theory(
        id="prove",
        version=1,
        name=said("Prøve"),
        summary=said("En teori til å tegne."),
        problem=(),
        purpose=said("Å tegnes."),
        source=SOURCE,
        parts=parts,
        arrows=tuple(arrow(route) for route in arrows.split()),
        indicators=(),
        promotes=(),
        hinders=(),
        barriers=(),
        assumptions=(),
        prerequisites=(),
        national_contribution=(),
        settings=(),
        assessments=(),
        dilemmas=(),
        requirements=(),
        presupposes=(),
        objectives=(),
        evidence=(),
    )


def theory_with_everything() -> Theory:
    """Written so that the authored order crosses: a part that is both goals and the arrows that meet it, two
    arrows past a column, and two that are open."""
    return theory(
        part("assistenter", Kind.TARGET_GROUP, name="Lærerassistentene"),
        part("koordinator", Kind.ACTIVITY, name="En ansvarlig koordinator"),
        part("opplæring", Kind.ACTIVITY, name="Opplæring, veiledning og tilbakemelding fra lærerne"),
        part("kvalitet", Kind.MECHANISM, name="Assistentene gjør en bedre jobb"),
        part("nærhet", Kind.MECHANISM, name="Assistentene blir trukket inn i skolens løpende virksomhet"),
        part("samarbeid", Kind.SUB_GOAL, name="Faggruppene samarbeider bedre"),
        part("tid", Kind.SUB_GOAL, Kind.FINAL_GOAL, name="Mer tid til undervisning og klasseledelse"),
        part("trivsel", Kind.SUB_GOAL, name="Assistentene opplever seg bedre integrert"),
        part("miljø", Kind.FINAL_GOAL, name="Bedre læringsmiljø for alle elever"),
        arrows=(
            "assistenter>koordinator assistenter>opplæring? koordinator>nærhet opplæring>kvalitet "
            "koordinator>samarbeid nærhet>trivsel kvalitet>tid nærhet>samarbeid samarbeid>tid trivsel>tid "
            "trivsel>miljø samarbeid>miljø opplæring>tid tid>miljø?"
        ),
    )
