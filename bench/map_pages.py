"""How quickly the pages of the map answer in a large municipality.

`python -m bench.map_pages [--schools 300] [--posts 60] [--requests 200]` from the project's root, with LAGET_DATABASE
naming an empty database of its own (SQLite in a folder that is taken away afterwards, where it is not set). A
municipality is made up, Laget is served as `laget serve` serves it, and each page is fetched over and over, school by
school as the dice say, by one browser at a time. What is printed are milliseconds from request to whole answer, and the
servers' CPU milliseconds for each, which another program on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

OWNER = "kommune-stor"
GOAL = 100
LAGET = [sys.executable, "-c", "import sys; from laget.cli import main; sys.exit(main())"]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A page: milliseconds of half and of nineteen in twenty of the answers, and of the servers' CPU for each."""

    page: str
    half: float
    most: float
    cpu: float


def main() -> None:
    """Make up the municipality, serve it, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=300)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--port", type=int, default=8077)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LAGET_DEMO": "1", "LAGET_VAR": folder}
        _make_up(schools=asked.schools, posts=asked.posts)
        sessions = _sign_in(schools=asked.schools)
        with _served(asked.port) as server:
            rows = [
                _measured(page, asks, asked.port, server, requests=asked.requests)
                for page, asks in _pages(sessions).items()
            ]
    _print(rows, asked)


def _make_up(*, schools: int, posts: int) -> None:
    subprocess.run([*LAGET, "migrate"], check=True, stdout=sys.stderr)
    size = ["--schools", str(schools), "--posts", str(posts)]
    began = time.monotonic()
    subprocess.run([*LAGET, "school", "generate", "--owner", OWNER, *size], check=True, stdout=sys.stderr)
    print(f"Made up in {time.monotonic() - began:.0f} s", file=sys.stderr)


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """Who asks: an owner, and the principals of some schools by the schools' codes; the year that is shown; and of each
    of these schools the ids of a post, a meeting place and a grade team."""

    owner: str
    principals: Mapping[str, str]
    year: int
    ids: Mapping[str, Mapping[str, int]]


def _sign_in(*, schools: int) -> Sessions:
    """An owner and twenty principals, each with a session; and ten grade teams at each of the twenty schools."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "laget.front.settings"
    import django

    django.setup()
    from datetime import UTC, datetime

    from django.test import Client

    from laget.mapping.school_year import SchoolYear
    from laget.people import operations
    from laget.people.queries import demo_email
    from laget.schools.queries import owner_with_code, school_with_code
    from laget.team.operations import GradeTeamName, choose_rings, save_grade_teams
    from laget.team.queries.team_of import arenas_of, grade_teams_of, map_of, posts_of

    at = datetime.now(tz=UTC)

    def session(slug: str, **grant: object) -> str:
        person = operations.add_person(email=demo_email(slug), name=slug, password=None, at=at)
        operations.give_grant(person=person, starts=at, at=at, **grant)
        client = Client()
        client.force_login(person)
        return f"{client.session.session_key}"

    def ids(code: str, year: int) -> Mapping[str, int]:
        found = map_of(school_with_code(code), year)
        teams = [GradeTeamName(name=f"{grade}. trinn") for grade in range(1, 11)]
        save_grade_teams(team_map=found, revision=found.revision, teams=teams, middle="teacher", person=None, at=at)
        for revision, team in enumerate(grade_teams_of(found), start=found.revision + 1):
            rings = {"school-nurse": "core", "assistant": "secondary"}
            choose_rings(team_map=found, revision=revision, rings=rings, person=None, at=at, grade_team=team)
        return {"team": team.pk, "post": posts_of(found)[20].pk, "arena": arenas_of(found)[0].pk}

    year = SchoolYear.of(at.date()).begins
    chosen = np.random.default_rng(1).permutation(schools)[:20] + 1
    codes = [f"{OWNER}-{number:03d}" for number in chosen]
    return Sessions(
        owner=session("bench-owner", kind="owner", owner=owner_with_code(OWNER)),
        principals={code: session(code, kind="principal", school=school_with_code(code)) for code in codes},
        year=year,
        ids={code: ids(code, year) for code in codes},
    )


Ask = tuple[str, str]
"""An address, and the session to ask for it with."""


def _pages(sessions: Sessions) -> dict[str, Iterator[Ask]]:
    """Each page as an endless row of asks."""
    codes = list(sessions.principals)

    def of_schools(path: str) -> Iterator[Ask]:
        dice = np.random.default_rng(2)
        while True:
            code = codes[int(dice.integers(len(codes)))]
            asked = {"code": code, "year": sessions.year, **sessions.ids[code]}
            yield path.format(**asked), sessions.principals[code]

    def of_owner(path: str) -> Iterator[Ask]:
        while True:
            yield path, sessions.owner

    shared = [code for code in codes if (int(code[-3:]) + sessions.year) % 2 == 0]

    def of_shared(path: str) -> Iterator[Ask]:
        dice = np.random.default_rng(3)
        while True:
            yield path.format(code=shared[int(dice.integers(len(shared)))], year=sessions.year), sessions.owner

    return {
        "map": of_schools("/skoler/{code}/kart/{year}/"),
        "table": of_schools("/skoler/{code}/kart/{year}/tabell/"),
        "a post": of_schools("/skoler/{code}/kart/{year}/stillinger/{post}/"),
        "what is recorded": of_schools("/skoler/{code}/kart/{year}/innsyn/"),
        "map with lines": of_schools("/skoler/{code}/kart/{year}/?linjer=1"),
        "map of a grade team": of_schools("/skoler/{code}/kart/{year}/?trinn={team}"),
        "rings": of_schools("/skoler/{code}/kart/{year}/ringer/"),
        "rings of a grade team": of_schools("/skoler/{code}/kart/{year}/ringer/?trinn={team}"),
        "grade teams": of_schools("/skoler/{code}/kart/{year}/trinn/"),
        "who works together": of_schools("/skoler/{code}/kart/{year}/linjer/"),
        "numbers": of_schools("/skoler/{code}/kart/{year}/tall/"),
        "meeting places": of_schools("/skoler/{code}/kart/{year}/moteplasser/"),
        "a meeting place": of_schools("/skoler/{code}/kart/{year}/moteplasser/{arena}/"),
        "round one pupil": of_schools("/skoler/{code}/kart/{year}/rundt-en-elev/"),
        "strategy": of_schools("/skoler/{code}/kart/{year}/strategi/"),
        "two years": of_schools("/skoler/{code}/kart/sammenlign/"),
        "lists": of_schools("/skoler/{code}/kart/{year}/liste/"),
        "discussion": of_schools("/skoler/{code}/kart/{year}/drofting/"),
        "years": of_schools("/skoler/{code}/kart/"),
        "what would be shared": of_schools("/skoler/{code}/kart/{year}/deling/"),
        "home, principal": of_schools("/"),
        "own posts, principal": of_schools("/mine-stillinger/"),
        "shared map, owner": of_shared("/skoler/{code}/delt/{year}/"),
        "side by side, owner": of_owner(f"/skoleeiere/{OWNER}/lag/"),
        "schools like one, owner": of_owner(f"/skoleeiere/{OWNER}/lag/?ligner={shared[0]}"),
        "strategy, owner": of_owner(f"/skoleeiere/{OWNER}/strategi/"),
        "lists, owner": of_owner(f"/skoleeiere/{OWNER}/lister/"),
        "home, owner": of_owner("/"),
        "schools, owner": of_owner("/skoler/"),
    }


@contextmanager
def _served(port: int) -> Iterator[int]:
    """Laget, served on ``port``; the process that leads the servers."""
    server = subprocess.Popen([*LAGET, "serve", "--port", str(port)], start_new_session=True)
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/om/")
                break
            except OSError:
                continue
        else:
            raise SystemExit("nothing is served")
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _measured(page: str, asks: Iterator[Ask], port: int, server: int, *, requests: int) -> Measured:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    began = 0.0
    for number in range(requests + 20):
        if number == 20:
            began = _cpu(server)
        address, session = next(asks)
        start = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": f"laget={session}", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if number >= 20:
            times.append(1000 * (time.perf_counter() - start))
        if answer.status != 200:
            raise SystemExit(f"{address} answered {answer.status}")
    cpu = 1000 * (_cpu(server) - began) / requests
    half, most = (float(np.percentile(times, share)) for share in (50, 95))
    print(f"{page}: {half:.0f} {most:.0f} ms, CPU {cpu:.0f} ms", file=sys.stderr)
    return Measured(page=page, half=half, most=most, cpu=cpu)


def _cpu(leader: int) -> float:
    """CPU seconds of the processes that ``leader`` leads, where the system tells (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == leader or stat.parent.name == str(leader):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _print(rows: list[Measured], asked: argparse.Namespace) -> None:
    database = os.environ.get("LAGET_DATABASE", "sqlite").partition(":")[0]
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\nLoad at the end: {load}")
    print(f"\n{asked.schools} schools, {asked.posts} posts, {database}, {asked.requests} requests a page, ms\n")
    print("| Page | half | 95 of 100 | CPU |")
    print("|---|---:|---:|---:|")
    for row in rows:
        print(f"| {row.page} | {row.half:.0f} | {row.most:.0f} | {row.cpu:.0f} |")
    over = [row.page for row in rows if row.most > GOAL]
    print(f"\nOver {GOAL} ms: {', '.join(over) or 'none'}")


if __name__ == "__main__":
    main()
