"""The reading along the chain in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.chain import ArrowStep, Step, WaysIn
from laget.verdict.say.arrow import not_randomised
from laget.verdict.say.words import Words

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


def words_for_step(step: ArrowStep) -> Words:
    """The words for an arrow read along the chain. They say so where no lots were drawn about it."""
    words = STEPS[step.step]
    return words if step.randomised else not_randomised(words)
