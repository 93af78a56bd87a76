"""The verdict in words: plain, without boasting, and as clear about nothing as about something.

Signs are for print in black and white; how a line is drawn is decided where the picture is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from laget.theory.text import Text
from laget.verdict.chain import ArrowStep, Step, WaysIn
from laget.verdict.guard import GuardOutcome, GuardReading
from laget.verdict.indicators import IndicatorReading
from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.observed import Agreement
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.protocol import MarginSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A verdict as a short label, as a sentence, and as a sign."""

    label: Text
    sentence: Text
    sign: str = ""


def words_for(reading: Reading) -> Words:
    """The words for one reading."""
    return TOO_SMALL[reading.too_small] if reading.too_small else OUTCOMES[reading.outcome]


def words_for_guard(reading: GuardReading) -> Words:
    """The words for a guard."""
    return GUARDS[reading.outcome] if reading.measured else GUARD_NOT_MEASURED


def words_for_agreement(agreement: Agreement) -> Words:
    """The words for an arrow that no lots were drawn about. All but *not measured* say that none were."""
    words = AGREEMENTS[agreement]
    return words if agreement is Agreement.NOT_MEASURED else _not_randomised(words)


def words_for_step(step: ArrowStep) -> Words:
    """The words for an arrow read along the chain. They say so where no lots were drawn about it."""
    words = STEPS[step.step]
    return words if step.randomised else _not_randomised(words)


def words_for_indicator(reading: IndicatorReading) -> Words:
    """The words for the place of an indicator: the primary one, or one of a family."""
    return FURTHER_INDICATOR if reading.family else PRIMARY_INDICATOR


def _not_randomised(words: Words) -> Words:
    one, other = words.sentence, NOT_RANDOMISED
    said = Text(nb=f"{one.nb} {other.nb}", nn=f"{one.nn} {other.nn}", en=f"{one.en} {other.en}")
    return replace(words, sentence=said)


OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.CLEARLY_HELD: Words(
        sign="✓✓",
        label=Text(nb="Holdt klart", nn="Heldt klart", en="Clearly held"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier, og den er større enn den minste som er verdt å ha.",
            nn="Det blei ei endring slik påstanden seier, og ho er større enn den minste som er verd å ha.",
            en="There was a change as the claim says, and it is larger than the smallest worth having.",
        ),
    ),
    Outcome.HELD: Words(
        sign="✓",
        label=Text(nb="Holdt", nn="Heldt", en="Held"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier. Om den er stor nok til å være verdt å ha, er ikke sikkert.",
            nn="Det blei ei endring slik påstanden seier. Om ho er stor nok til å vere verd å ha, er ikkje sikkert.",
            en="There was a change as the claim says. Whether it is large enough to be worth having is not certain.",
        ),
    ),
    Outcome.NOTHING_WORTH_HAVING: Words(
        sign="0",
        label=Text(nb="Ingenting verdt å ha", nn="Ingenting verdt å ha", en="Nothing worth having", same=True),
        sentence=Text(
            nb="Forsøket viser at endringen, om det er noen, er mindre enn den minste som er verdt å ha.",
            nn="Forsøket viser at endringa, om det er noka, er mindre enn den minste som er verd å ha.",
            en="The trial shows that the change, if any, is smaller than the smallest worth having.",
        ),
    ),
    Outcome.HARM: Words(
        sign="×",
        label=Text(nb="Til skade", nn="Til skade", en="Harm", same=True),
        sentence=Text(
            nb="Det gikk motsatt vei av påstanden, og endringen kan være så stor at den betyr noe.",
            nn="Det gjekk motsett veg av påstanden, og endringa kan vere så stor at ho betyr noko.",
            en="It went the opposite way of the claim, and the change may be large enough to matter.",
        ),
    ),
    Outcome.CANNOT_TELL: Words(
        sign="±",
        label=Text(nb="Kan ikke si", nn="Kan ikkje seie", en="Cannot tell"),
        sentence=Text(
            nb="Forsøket er ikke presist nok til å si om det ble en endring som er verdt å ha.",
            nn="Forsøket er ikkje presist nok til å seie om det blei ei endring som er verd å ha.",
            en="The trial is not precise enough to say whether there was a change worth having.",
        ),
    ),
    Outcome.NOT_TRIED: Words(
        sign="/",
        label=Text(nb="Ikke prøvd", nn="Ikkje prøvd", en="Not tried"),
        sentence=Text(
            nb="Aktiviteten ble ikke satt i verk, så forsøket sier ikke om påstanden holder.",
            nn="Aktiviteten blei ikkje sett i verk, så forsøket seier ikkje om påstanden held.",
            en="The activity was not put into practice, so the trial does not say whether the claim holds.",
        ),
    ),
    Outcome.NOT_MEASURED: Words(
        sign="–",
        label=Text(nb="Ikke målt", nn="Ikkje målt", en="Not measured"),
        sentence=Text(
            nb="Forsøket målte ikke dette.",
            nn="Forsøket målte ikkje dette.",
            en="The trial did not measure this.",
        ),
    ),
}

TOO_SMALL: Mapping[Way, Words] = {
    Way.RIGHT: Words(
        sign="0",
        label=Text(nb="Virkelig, men for liten", nn="Verkeleg, men for lita", en="Real, but too small"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier, men den er mindre enn den minste som er verdt å ha.",
            nn="Det blei ei endring slik påstanden seier, men ho er mindre enn den minste som er verd å ha.",
            en="There was a change as the claim says, but it is smaller than the smallest worth having.",
        ),
    ),
    Way.WRONG: Words(
        sign="0",
        label=Text(
            nb="En liten endring feil vei", nn="Ei lita endring feil veg", en="A small change the wrong way"
        ),
        sentence=Text(
            nb="Det gikk motsatt vei av påstanden, men endringen er mindre enn det som betyr noe.",
            nn="Det gjekk motsett veg av påstanden, men endringa er mindre enn det som betyr noko.",
            en="It went the opposite way of the claim, but the change is smaller than what matters.",
        ),
    ),
}

THEORY: Mapping[TheoryVerdict, Words] = {
    TheoryVerdict.NOT_TESTED: Words(
        label=Text(
            nb="Teorien er ikke prøvd",
            nn="Teorien er ikkje prøvd",
            en="The theory has not been tested",
        ),
        sentence=Text(
            nb="Ingen av pilene i teorien er målt med loddtrekning i dette forsøket. "
            "Det verken styrker eller svekker teorien.",
            nn="Ingen av pilene i teorien er målte med loddtrekking i dette forsøket. "
            "Det korkje styrkjer eller svekkjer teorien.",
            en="None of the theory’s arrows was measured by lot in this trial. "
            "It neither strengthens nor weakens the theory.",
        ),
    ),
    TheoryVerdict.HARMFUL: Words(
        label=Text(nb="Teorien kan gjøre skade", nn="Teorien kan gjere skade", en="The theory may do harm"),
        sentence=Text(
            nb="Minst én pil gikk motsatt vei av det teorien sier.",
            nn="Minst éi pil gjekk motsett veg av det teorien seier.",
            en="At least one arrow went the opposite way of what the theory says.",
        ),
    ),
    TheoryVerdict.HELD: Words(
        label=Text(
            nb="Teorien holdt der den ble målt",
            nn="Teorien heldt der han blei målt",
            en="The theory held where it was measured",
        ),
        sentence=Text(
            nb="Alle pilene som ble målt med loddtrekning, holdt.",
            nn="Alle pilene som blei målte med loddtrekking, heldt.",
            en="All the arrows that were measured by lot held.",
        ),
    ),
    TheoryVerdict.DID_NOT_HOLD: Words(
        label=Text(nb="Teorien holdt ikke", nn="Teorien heldt ikkje", en="The theory did not hold"),
        sentence=Text(
            nb="Alle pilene som ble målt med loddtrekning, ga ingenting verdt å ha.",
            nn="Alle pilene som blei målte med loddtrekking, gav ingenting verdt å ha.",
            en="All the arrows that were measured by lot gave nothing worth having.",
        ),
    ),
    TheoryVerdict.HELD_IN_PART: Words(
        label=Text(nb="Teorien holdt delvis", nn="Teorien heldt delvis", en="The theory held in part"),
        sentence=Text(
            nb="Noen av pilene som ble målt, holdt. Andre holdt ikke, er i tvil, eller forsøket kan ikke si det.",
            nn="Nokre av pilene som blei målte, heldt. Andre heldt ikkje, er i tvil, "
            "eller forsøket kan ikkje seie det.",
            en="Some of the arrows that were measured held. Others did not, are in doubt, or the trial cannot tell.",
        ),
    ),
    TheoryVerdict.CANNOT_TELL: Words(
        label=Text(
            nb="Kan ikke si om teorien holder",
            nn="Kan ikkje seie om teorien held",
            en="Cannot tell whether the theory holds",
        ),
        sentence=Text(
            nb="Forsøket viser ikke at noen pil holder, og heller ikke at ingen gjør det.",
            nn="Forsøket viser ikkje at noka pil held, og heller ikkje at inga gjer det.",
            en="The trial does not show that any arrow holds, nor that none does.",
        ),
    ),
}

PRACTICE: Mapping[PracticeVerdict, Words] = {
    PracticeVerdict.NOT_RECORDED: Words(
        label=Text(
            nb="Ikke kjent om det ble gjort",
            nn="Ikkje kjent om det blei gjort",
            en="Not known whether it was done",
        ),
        sentence=Text(
            nb="Det er ikke kjent om noen av aktivitetene i teorien ble gjennomført.",
            nn="Det er ikkje kjent om nokon av aktivitetane i teorien blei gjennomførte.",
            en="It is not known whether any of the theory’s activities was carried out.",
        ),
    ),
    PracticeVerdict.NOT_CARRIED_OUT: Words(
        label=Text(
            nb="Ingen aktivitet er kjent gjennomført",
            nn="Ingen aktivitet er kjend som gjennomført",
            en="No activity is known to have been carried out",
        ),
        sentence=Text(
            nb="Minst én av aktivitetene i teorien ble ikke gjennomført. Resten ble det heller ikke, "
            "eller er ikke kjent.",
            nn="Minst éin av aktivitetane i teorien blei ikkje gjennomført. Resten blei det heller ikkje, "
            "eller er ikkje kjend.",
            en="At least one of the theory’s activities was not carried out. The rest were not either, "
            "or are not known.",
        ),
    ),
    PracticeVerdict.IN_PART: Words(
        label=Text(
            nb="Teorien ble delvis gjennomført",
            nn="Teorien blei delvis gjennomført",
            en="The theory was carried out in part",
        ),
        sentence=Text(
            nb="Noen av aktivitetene i teorien ble gjennomført. Resten ble det ikke, eller er ikke kjent.",
            nn="Nokre av aktivitetane i teorien blei gjennomførte. Resten blei det ikkje, eller er ikkje kjend.",
            en="Some of the theory’s activities were carried out. The rest were not, or are not known.",
        ),
    ),
    PracticeVerdict.CARRIED_OUT: Words(
        label=Text(
            nb="Teorien ble gjennomført",
            nn="Teorien blei gjennomført",
            en="The theory was carried out",
        ),
        sentence=Text(
            nb="Alle aktivitetene i teorien ble gjennomført.",
            nn="Alle aktivitetane i teorien blei gjennomførte.",
            en="All the theory’s activities were carried out.",
        ),
    ),
}

GUARDS: Mapping[GuardOutcome, Words] = {
    GuardOutcome.KEPT: Words(
        sign="=",
        label=Text(nb="Vakta er holdt", nn="Vakta er halden", en="The guard is kept"),
        sentence=Text(
            nb="Forsøket viser at det ikke ble verre enn protokollen godtar. Det er et vilkår og ikke en gevinst.",
            nn="Forsøket viser at det ikkje blei verre enn protokollen godtek. Det er eit vilkår og ikkje ein gevinst.",
            en="The trial shows that it got no worse than the protocol puts up with. "
            "That is a condition and not a gain.",
        ),
    ),
    GuardOutcome.BROKEN: Words(
        sign="▲",
        label=Text(nb="Vakta er brutt", nn="Vakta er broten", en="The guard is broken"),
        sentence=Text(
            nb="Det ble verre enn protokollen godtar. Det må noen se på, uansett hva forsøket ellers viser.",
            nn="Det blei verre enn protokollen godtek. Det må nokon sjå på, same kva forsøket elles viser.",
            en="It got worse than the protocol puts up with. "
            "Somebody has to look into it, whatever else the trial shows.",
        ),
    ),
    GuardOutcome.NOT_SHOWN: Words(
        sign="△",
        label=Text(
            nb="Ikke vist at vakta er holdt",
            nn="Ikkje vist at vakta er halden",
            en="Not shown that the guard is kept",
        ),
        sentence=Text(
            nb="Forsøket viser ikke at det ble så mye verre, men kan heller ikke utelukke det. "
            "Det må noen følge med på.",
            nn="Forsøket viser ikkje at det blei så mykje verre, men kan heller ikkje utelukke det. "
            "Det må nokon følgje med på.",
            en="The trial does not show that it got so much worse, nor can it rule it out. "
            "Somebody has to keep watching it.",
        ),
    ),
}

GUARD_NOT_MEASURED = Words(
    sign="△",
    label=Text(nb="Vakta er ikke målt", nn="Vakta er ikkje målt", en="The guard was not measured"),
    sentence=Text(
        nb="Ingen målte om det ble verre, så det er ikke vist at vakta er holdt. Det må noen måle.",
        nn="Ingen målte om det blei verre, så det er ikkje vist at vakta er halden. Det må nokon måle.",
        en="Nobody measured whether it got worse, so it is not shown that the guard is kept. "
        "Somebody has to measure it.",
    ),
)

NOT_RANDOMISED = Text(
    nb="Det er ikke trukket lodd om denne pila, så forsøket alene avgjør den ikke.",
    nn="Det er ikkje trekt lodd om denne pila, så forsøket åleine avgjer ho ikkje.",
    en="No lots were drawn about this arrow, so the trial alone does not settle it.",
)

AGREEMENTS: Mapping[Agreement, Words] = {
    Agreement.AGREES: Words(
        sign="≈",
        label=Text(nb="Stemmer med påstanden", nn="Stemmer med påstanden", en="Agrees with the claim", same=True),
        sentence=Text(
            nb="Det som ble målt, går slik påstanden sier.",
            nn="Det som blei målt, går slik påstanden seier.",
            en="What was measured goes as the claim says.",
        ),
    ),
    Agreement.DISAGREES: Words(
        sign="≠",
        label=Text(nb="Stemmer ikke med påstanden", nn="Stemmer ikkje med påstanden", en="Disagrees with the claim"),
        sentence=Text(
            nb="Det som ble målt, går motsatt vei av påstanden, eller er mindre enn det som er verdt å ha.",
            nn="Det som blei målt, går motsett veg av påstanden, eller er mindre enn det som er verdt å ha.",
            en="What was measured goes the opposite way of the claim, or is smaller than what is worth having.",
        ),
    ),
    Agreement.CANNOT_TELL: Words(
        sign="±",
        label=Text(
            nb="Kan ikke si om det stemmer", nn="Kan ikkje seie om det stemmer", en="Cannot tell whether it agrees"
        ),
        sentence=Text(
            nb="Det som ble målt, er ikke presist nok til å si om det stemmer med påstanden.",
            nn="Det som blei målt, er ikkje presist nok til å seie om det stemmer med påstanden.",
            en="What was measured is not precise enough to say whether it agrees with the claim.",
        ),
    ),
    Agreement.NOT_MEASURED: OUTCOMES[Outcome.NOT_MEASURED],
}

STEPS: Mapping[Step, Words] = {
    Step.AGREES: Words(
        sign="≈",
        label=Text(nb="Stemmer langs kjeden", nn="Stemmer langs kjeda", en="Agrees along the chain"),
        sentence=Text(
            nb="Det pila går fra, kom på plass eller endret seg, og det den går til, fulgte med.",
            nn="Det pila går frå, kom på plass eller endra seg, og det ho går til, følgde med.",
            en="What the arrow starts from was put in place or changed, and what it leads to followed.",
        ),
    ),
    Step.IN_DOUBT: Words(
        sign="?",
        label=Text(nb="Pila er i tvil", nn="Pila er i tvil", en="The arrow is in doubt", same=True),
        sentence=Text(
            nb="Det pila går fra, kom på plass eller endret seg, men det den går til, fulgte ikke med. "
            "Forsøket viser at endringen der er for liten, eller at den gikk motsatt vei.",
            nn="Det pila går frå, kom på plass eller endra seg, men det ho går til, følgde ikkje med. "
            "Forsøket viser at endringa der er for lita, eller at ho gjekk motsett veg.",
            en="What the arrow starts from was put in place or changed, but what it leads to did not follow. "
            "The trial shows that the change there is too small, or that it went the opposite way.",
        ),
    ),
    Step.SOME_OTHER_WAY: Words(
        sign="↷",
        label=Text(
            nb="Det virket på en annen måte", nn="Det verka på ein annan måte", en="It worked some other way"
        ),
        sentence=Text(
            nb="Det pila går til, endret seg uten det den går fra. Endringen kom altså ikke denne veien.",
            nn="Det pila går til, endra seg utan det ho går frå. Endringa kom altså ikkje denne vegen.",
            en="What the arrow leads to changed without what it starts from. So the change did not come this way.",
        ),
    ),
    Step.CANNOT_TELL: Words(
        sign="±",
        label=Text(
            nb="Kan ikke si noe langs kjeden", nn="Kan ikkje seie noko langs kjeda", en="Cannot tell along the chain"
        ),
        sentence=Text(
            nb="Det er ikke vist hva som skjedde i begge endene av pila, eller ingen av dem endret seg.",
            nn="Det er ikkje vist kva som skjedde i begge endane av pila, eller ingen av dei endra seg.",
            en="What happened at both ends of the arrow is not shown, or neither of them changed.",
        ),
    ),
}

WAYS_IN: Mapping[WaysIn, Words] = {
    WaysIn.NONE_OF_THEM: Words(
        sign="↷",
        label=Text(
            nb="Det virket på en annen måte enn teorien sier",
            nn="Det verka på ein annan måte enn teorien seier",
            en="It worked some other way than the theory says",
        ),
        sentence=Text(
            nb="Dette endret seg uten at noe av det teorien lar føre hit, gjorde det. "
            "Teorien sier ikke hva som virket.",
            nn="Dette endra seg utan at noko av det teorien lèt føre hit, gjorde det. "
            "Teorien seier ikkje kva som verka.",
            en="This changed while nothing that the theory has leading here did. The theory does not say what worked.",
        ),
    ),
    WaysIn.AGAINST_EACH_OTHER: Words(
        sign="⇄",
        label=Text(
            nb="Veiene hit gikk mot hverandre",
            nn="Vegane hit gjekk mot kvarandre",
            en="The ways here went against each other",
        ),
        sentence=Text(
            nb="Noe av det som skal føre hit, gikk riktig vei, og noe gikk feil vei. "
            "De kan ha opphevet hverandre, og tvil om en av pilene kan komme av det.",
            nn="Noko av det som skal føre hit, gjekk rett veg, og noko gjekk feil veg. "
            "Dei kan ha oppheva kvarandre, og tvil om ei av pilene kan kome av det.",
            en="Some of what is to lead here went the right way, and some the wrong way. "
            "They may have cancelled each other, and doubt about one of the arrows may come of that.",
        ),
    ),
}

PRIMARY_INDICATOR = Words(
    label=Text(nb="Hovedindikator", nn="Hovudindikator", en="Primary indicator"),
    sentence=Text(
        nb="Denne indikatoren avgjør hvordan påstanden blir lest.",
        nn="Denne indikatoren avgjer korleis påstanden blir lesen.",
        en="This indicator decides how the claim is read.",
    ),
)

FURTHER_INDICATOR = Words(
    label=Text(nb="Annen indikator", nn="Annan indikator", en="Further indicator"),
    sentence=Text(
        nb="Denne indikatoren er lest sammen med de andre som protokollen nevner ved siden av hovedindikatoren. "
        "Intervallene er gjort bredere (Bonferroni), så mange indikatorer ikke gir flere tilfeldige funn.",
        nn="Denne indikatoren er lesen saman med dei andre som protokollen nemner ved sida av hovudindikatoren. "
        "Intervalla er gjorde breiare (Bonferroni), så mange indikatorar ikkje gir fleire tilfeldige funn.",
        en="This indicator is read together with the others that the protocol names beside the primary one. "
        "The intervals are made wider (Bonferroni), so that many indicators do not give more findings by chance.",
    ),
)

MARGINS: Mapping[MarginSet, Words] = {
    MarginSet.BEFORE_DATA: Words(
        label=Text(
            nb="Grensen ble satt før dataene",
            nn="Grensa blei sett før dataa",
            en="The margin was set before the data",
        ),
        sentence=Text(
            nb="Hva som er verdt å ha, ble bestemt før det fantes data.",
            nn="Kva som er verdt å ha, blei bestemt før det fanst data.",
            en="What is worth having was decided before there were data.",
        ),
    ),
    MarginSet.AFTER_RESULTS: Words(
        label=Text(
            nb="Grensen ble satt etter at resultatene var kjent",
            nn="Grensa blei sett etter at resultata var kjende",
            en="The margin was set after the results were known",
        ),
        sentence=Text(
            nb="Hva som er verdt å ha, ble bestemt av noen som kunne kjenne resultatene. "
            "Derfor vises det hvor svaret ville snu.",
            nn="Kva som er verdt å ha, blei bestemt av nokon som kunne kjenne resultata. "
            "Difor blir det vist kvar svaret ville snu.",
            en="What is worth having was decided by somebody who could know the results. "
            "So it is shown where the answer would turn.",
        ),
    ),
}
