"""Who does what at a school: the round, what is settled, and the role cards."""

from django.urls import path

from laget.clarify.views import answering, results, rounds, sheets

app_name = "clarify"

_ROUNDS = "skoler/<str:code>/avklaring/"
_ROUND = f"{_ROUNDS}<int:number>/"

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
    path("svar/<str:code>/", answering.answer, name="answer"),
    path("svar/<str:code>/takk/", answering.thanks, name="answer_thanks"),
]
