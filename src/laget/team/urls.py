"""The team round the teacher, school by school: as the report tells of it, and as the school maps it."""

from django.urls import path

from laget.team.views import owner, portrait, posts, release, team_map

app_name = "team"

_MAP = "skoler/<str:code>/kart/<int:year>/"

urlpatterns = [
    path("skoler/", portrait.schools, name="schools"),
    path("skoler/<str:code>/", portrait.school, name="school"),
    path("skoleeiere/<str:code>/", portrait.owner, name="owner"),
    path("skoler/<str:code>/kart/", team_map.maps, name="maps"),
    path(_MAP, team_map.team_map, name="map"),
    path(f"{_MAP}tabell/", posts.table, name="table"),
    path(f"{_MAP}utkast/", posts.draft, name="draft"),
    path(f"{_MAP}stillinger/<int:post>/", posts.post, name="post"),
    path(f"{_MAP}stillinger/<int:post>/ikke-dekket/", posts.not_covered, name="not_covered"),
    path(f"{_MAP}stillinger/<int:post>/del-opp/", posts.split, name="split"),
    path(f"{_MAP}ringer/", team_map.ring_choices, name="ring_choices"),
    path(f"{_MAP}innsyn/", release.recorded, name="recorded"),
    path(f"{_MAP}drofting/", release.discussion, name="discussion"),
    path(f"{_MAP}apning/", release.opening, name="opening"),
    path(f"{_MAP}deling/", release.release, name="release"),
    path(f"{_MAP}deling/trekk/", release.withdraw, name="withdraw"),
    path("skoler/<str:code>/delt/<int:year>/", owner.released, name="released"),
    path("skoleeiere/<str:code>/lag/", owner.side_by_side, name="side_by_side"),
]
