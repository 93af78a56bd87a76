"""The team round the teacher, school by school: as the report tells of it, and as the school maps it."""

from django.urls import path

from laget.team.views import (
    arenas,
    grade_teams,
    lines,
    numbers,
    owner,
    placements,
    portrait,
    posts,
    release,
    staff_files,
    strategy,
    table,
    team_map,
)

app_name = "team"

_MAP = "skoler/<str:code>/kart/<int:year>/"

urlpatterns = [
    path("skoler/", portrait.schools, name="schools"),
    path("skoler/<str:code>/", portrait.school, name="school"),
    path("skoleeiere/<str:code>/", portrait.owner, name="owner"),
    path("skoler/<str:code>/kart/", team_map.maps, name="maps"),
    path("skoler/<str:code>/kart/sammenlign/", strategy.years, name="years"),
    path(_MAP, team_map.team_map, name="map"),
    path(f"{_MAP}tabell/", table.table, name="table"),
    path(f"{_MAP}utkast/", table.draft, name="draft"),
    path(f"{_MAP}liste/", staff_files.staff_file, name="staff_file"),
    path(f"{_MAP}liste/<int:staff_file>/", staff_files.preview, name="preview"),
    path(f"{_MAP}stillinger/<int:post>/", posts.post, name="post"),
    path(f"{_MAP}stillinger/<int:post>/ikke-dekket/", posts.not_covered, name="not_covered"),
    path(f"{_MAP}stillinger/<int:post>/mer/", posts.describe, name="post_details"),
    path(f"{_MAP}stillinger/<int:post>/timer/", posts.hours, name="post_hours"),
    path(f"{_MAP}stillinger/<int:post>/del-opp/", posts.split, name="split"),
    path(f"{_MAP}stillinger/<int:post>/hvem/", posts.holder, name="holder"),
    path(f"{_MAP}stillinger/<int:post>/skoler/", placements.placements, name="placements"),
    path(f"{_MAP}fra-andre/<int:placement>/", placements.from_other, name="from_other"),
    path(f"{_MAP}ringer/", team_map.ring_choices, name="ring_choices"),
    path(f"{_MAP}trinn/", grade_teams.grade_teams, name="grade_teams"),
    path(f"{_MAP}linjer/", lines.lines, name="lines"),
    path(f"{_MAP}moteplasser/", arenas.arenas, name="arenas"),
    path(f"{_MAP}moteplasser/ny/", arenas.new_arena, name="new_arena"),
    path(f"{_MAP}moteplasser/<int:arena>/", arenas.arena, name="arena"),
    path(f"{_MAP}rundt-en-elev/", arenas.pupil_round, name="round_pupil"),
    path(f"{_MAP}tall/", numbers.numbers, name="numbers"),
    path(f"{_MAP}strategi/", strategy.strategy, name="strategy"),
    path(f"{_MAP}innsyn/", release.recorded, name="recorded"),
    path(f"{_MAP}drofting/", release.discussion, name="discussion"),
    path(f"{_MAP}timer/", release.hours_asked, name="hours_asked"),
    path(f"{_MAP}apning/", release.opening, name="opening"),
    path(f"{_MAP}deling/", release.release, name="release"),
    path(f"{_MAP}deling/trekk/", release.withdraw, name="withdraw"),
    path("mine-stillinger/", posts.own_posts, name="own_posts"),
    path("skoler/<str:code>/delt/<int:year>/", owner.released, name="released"),
    path("skoleeiere/<str:code>/lag/", owner.side_by_side, name="side_by_side"),
    path("skoleeiere/<str:code>/strategi/", owner.owner_strategy, name="owner_strategy"),
    path("skoleeiere/<str:code>/lister/", staff_files.owner_list, name="owner_list"),
]
