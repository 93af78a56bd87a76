"""Who does what at a school: the round, what is settled, and the role cards."""

from django.urls import path

from laget.clarify.views import (
    answering,
    cards,
    descriptions,
    follow_up,
    matters,
    results,
    rounds,
    settlements,
    sheets,
    who_helps,
)

app_name = "clarify"

_ROUNDS = "skoler/<str:code>/avklaring/"
_ROUND = f"{_ROUNDS}<int:number>/"
_SETTLED = f"{_ROUNDS}bestemt/"
_CARD = f"{_ROUNDS}rollekort/<slug:role>/"

urlpatterns = [
    path(_ROUNDS, rounds.rounds, name="rounds"),
    path(_ROUND, rounds.round, name="round"),
    path(f"{_ROUND}apning/", rounds.opening, name="opening"),
    path(f"{_ROUND}lenker/", rounds.links, name="links"),
    path(f"{_ROUND}ark/", sheets.sheets, name="sheets"),
    path(f"{_ROUND}skriv-inn/", sheets.typing, name="typing"),
    path(f"{_ROUND}avslutning/", rounds.closing, name="closing"),
    path(f"{_ROUND}resultat/", results.result, name="result"),
    path(f"{_ROUND}moteark/", results.meeting, name="meeting"),
    path(f"{_ROUND}flyttet/", results.moved, name="moved"),
    path(_SETTLED, settlements.settlements, name="settlements"),
    path(f"{_SETTLED}<slug:key>/", settlements.settlement, name="settlement"),
    path(f"{_ROUNDS}rollekort/", cards.role_cards, name="role_cards"),
    path(_CARD, cards.role_card, name="role_card"),
    path(f"{_CARD}skriv/", cards.write, name="write_card"),
    path(f"{_CARD}<int:number>/", cards.version, name="version"),
    path(f"{_CARD}ny/", follow_up.introduction, name="introduction"),
    path(f"{_SETTLED}<slug:key>/uenige/", matters.new_matter, name="new_matter"),
    path(f"{_ROUNDS}saker/", matters.matters, name="matters"),
    path(f"{_ROUNDS}saker/<int:matter>/", matters.matter, name="matter"),
    path(f"{_ROUNDS}ansvar/", matters.clarifiers, name="clarifiers"),
    path(f"{_ROUNDS}tilbakemelding/", follow_up.feedback, name="feedback"),
    path(f"{_ROUNDS}et-halvt-ar-etter/", follow_up.reviews, name="reviews"),
    path("skoleeiere/<str:code>/saker/", matters.owner_matters, name="owner_matters"),
    path("skoleeiere/<str:code>/saker/<int:matter>/", matters.owner_matter, name="owner_matter"),
    path("skoleeiere/<str:code>/stillingsbeskrivelser/", descriptions.descriptions, name="descriptions"),
    path(
        "skoleeiere/<str:code>/stillingsbeskrivelser/<slug:role>/", descriptions.description, name="description"
    ),
    path("skoler/<str:code>/hvem-hjelper/", who_helps.who_helps, name="who_helps"),
    path("svar/<str:code>/", answering.answer, name="answer"),
    path("svar/<str:code>/takk/", answering.thanks, name="answer_thanks"),
]
