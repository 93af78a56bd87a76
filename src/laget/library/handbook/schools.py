"""The chapter of the report's five schools: what they were like, what they tried, and what they learnt (R-029).

Their own pages are for those who have a reason to see a school. What the report published of them, without a name, is
for everybody who looks for examples.
"""

from __future__ import annotations

from laget.content import shelf
from laget.content.portraits import Figure, Portrait
from laget.library.handbook.topics import Fact, HandbookChapter, Topic, passage
from laget.theory.parts import Open
from laget.theory.text import Text, in_each


def schools() -> HandbookChapter:
    """Each school by Tables 1 to 3, its plan, and its experience."""
    return HandbookChapter(
        id="schools",
        order=35,
        name=Text(nb="Skolene i rapporten", nn="Skulane i rapporten", en="The report’s schools"),
        lead=Text(
            nb="Fem skoler, og hva som gikk og ikke gikk hos dem. Eksempler å tenke med, ikke en modell å ta etter.",
            nn="Fem skular, og kva som gjekk og ikkje gjekk hos dei. Døme å tenkje med, ikkje ein modell å ta etter.",
            en="Five schools, and what went well with them and what did not. Examples to think with, not one to copy.",
        ),
        topics=tuple(_topic(portrait) for portrait in shelf.portraits()),
    )


def _topic(portrait: Portrait) -> Topic:
    plan, municipality = portrait.plan, portrait.municipality
    effect_goals = () if isinstance(plan.effect_goals, Open) else plan.effect_goals
    told = (
        (portrait.needs, Text(nb="Det skolen trengte", nn="Det skulen trong", en="What the school needed")),
        (plan.measures, Text(nb="Det skolen ville gjøre", nn="Det skulen ville gjere", en="What it set out to do")),
        (effect_goals, Text(nb="Effektmål", nn="Effektmål", en="Effect goals")),
        (portrait.worked, Text(nb="Dette gikk godt", nn="Dette gjekk godt", en="What went well")),
        (portrait.did_not_work, Text(nb="Dette gikk ikke", nn="Dette gjekk ikkje", en="What did not")),
        (portrait.risks, Text(nb="Pass på dette", nn="Pass på dette", en="Mind this")),
        (portrait.home, Text(nb="Samarbeid med hjemmet", nn="Samarbeid med heimen", en="Cooperation with the home")),
    )
    return Topic(
        id=portrait.id,
        name=portrait.name,
        about=portrait.summary,
        source=portrait.sources[0],
        facts=(
            Fact(name=Text(nb="Type", nn="Type", en="Type"), says=portrait.ideal_type.says),
            Fact(name=Text(nb="Kommunen", nn="Kommunen", en="Municipality"), says=municipality.size.says),
            Fact(
                name=Text(nb="Innbyggere lokalt", nn="Innbyggjarar lokalt", en="Inhabitants locally"),
                says=_told(municipality.local_inhabitants),
            ),
            Fact(name=Text(nb="Mål", nn="Mål", en="Goal"), says=plan.main_goal.says),
            Fact(name=Text(nb="Fokus", nn="Fokus", en="Focus"), says=plan.focus.says),
            Fact(name=Text(nb="Arbeidsform", nn="Arbeidsform", en="Way of working"), says=plan.working_form.says),
            Fact(name=Text(nb="Penger", nn="Pengar", en="Money"), says=portrait.money.says),
        ),
        passages=tuple(one for statements, name in told for one in passage(statements, name)),
    )


def _told(figure: Figure) -> Text:
    """A figure in the report's own words where it has them."""
    if figure.says is not None:
        return figure.says
    value = f"{figure.value:,.0f}"
    return in_each(lambda language: value if language == "en" else value.replace(",", "\u00a0"))
