"""A map in the hands of a principal, and a list of posts to fill it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from html import unescape

from tests.cast import AT, client_of

from laget.people.models import Person
from laget.team import operations
from laget.team.models import NotCovered, Post, Release, TeamMap
from laget.team.operations import MapFacts, PostLine, Saved

FACTS = MapFacts(pupils=412, stages="1-10")


def line(role: str, count: int | None = 1, fraction: str | None = None, **more: object) -> PostLine:
    """A line with the fraction as it is written in Norwegian percent: "80"."""
    share = None if fraction is None else Decimal(fraction) / 100
    return PostLine(role=role, count=count, fraction=share, **more)  # type: ignore[arg-type]  # the fields of PostLine


WHOLE_WEEK = frozenset(range(5))

LIST = (
    line("teacher", 19, "100", place="here", days=WHOLE_WEEK),
    line("teacher", 4, "60", place="here"),
    line("special-educator", 2, "80", place="here"),
    line("assistant", 6, "80", bound=Decimal("0.5"), place="here", days=WHOLE_WEEK),
    line("assistant", 2, "40", bound=Decimal("1"), place="here"),
    line("school-nurse", 1, "40", place="visiting", days=frozenset({1, 3})),
    line("social-teacher", 1, "100", place="here", days=WHOLE_WEEK),
    line("principal", 1, "100", place="here", days=WHOLE_WEEK, external_ref="R-1"),
    line("psychologist", None, None, place="elsewhere"),
)
"""Thirty-six posts at least: a list like the one a school has in a spreadsheet."""


def text_of(response) -> str:
    """The page that was answered, as a reader has it."""
    assert response.status_code == 200, response
    return unescape(response.content.decode())


def text(person: Person, address: str) -> str:
    """The page as the person reads it."""
    return text_of(client_of(person).get(address))


@dataclass(kw_only=True)
class Mapping:
    """A map, and the deeds its principal does with it."""

    team_map: TeamMap
    principal: Person

    def now(self) -> TeamMap:
        """The map as it is stored."""
        return TeamMap.objects.with_scope(owner=self.team_map.owner_id).get(pk=self.team_map.pk)

    def posts(self) -> list[Post]:
        """The lines in the order of the table."""
        posts = Post.objects.with_scope(owner=self.team_map.owner_id).filter(map=self.team_map)
        return list(posts.order_by("place_in_table", "id"))

    def post(self, role: str) -> Post:
        """The only line of a role."""
        (found,) = (post for post in self.posts() if post.role == role)
        return found

    def gaps(self) -> list[NotCovered]:
        return list(NotCovered.objects.with_scope(owner=self.team_map.owner_id).filter(post__map=self.team_map))

    def save(
        self, lines: Sequence[PostLine] = LIST, *, facts: MapFacts = FACTS, revision: int | None = None
    ) -> Saved:
        """Save the table as it stands now, or as ``revision`` stood."""
        return operations.save_table(
            team_map=self.team_map,
            revision=self.now().revision if revision is None else revision,
            facts=facts,
            lines=lines,
            person=self.principal,
            at=AT,
        )

    def lines(self) -> list[PostLine]:
        """The table as a page that shows it would send it back."""
        from laget.team.queries import table_page

        names = ("key", "role", "title", "count", "fraction", "bound", "place", "days", "external_ref")
        page = table_page(self.now(), person=self.principal)
        return [PostLine(**{name: getattr(one, name) for name in names}) for one in page.lines]

    def choose(self, **rings: str | None) -> TeamMap:
        return operations.choose_rings(
            team_map=self.team_map, revision=self.now().revision, rings=rings, person=self.principal, at=AT
        )

    def away(self, post: Post, starts: date, ends: date | None = None, *, substitute: bool = False) -> NotCovered:
        return operations.mark_not_covered(
            post=post, starts=starts, ends=ends, substitute=substitute, person=self.principal, at=AT
        )

    def tie(self, post: Post, holder: Person) -> bool:
        """Say who holds a post."""
        return operations.hold_post(post=post, holder=holder, person=self.principal, at=AT)

    def discuss(self, *with_whom: str, on: date = date(2024, 8, 16), note: str = "") -> None:
        """Record a talk; with both where none is named."""
        record = partial(operations.record_discussion, team_map=self.team_map, held_on=on, note=note)
        for whom in with_whom or ("tillitsvalgt", "verneombud"):
            record(with_whom=whom, person=self.principal, at=AT)

    def open(self) -> TeamMap:
        return operations.open_map(team_map=self.team_map, person=self.principal, at=AT)

    def release(self, revision: int | None = None) -> Release:
        return operations.release_map(
            team_map=self.team_map,
            revision=self.now().revision if revision is None else revision,
            person=self.principal,
            at=AT,
        )

    def withdraw(self) -> Release | None:
        return operations.withdraw_release(team_map=self.team_map, person=self.principal, at=AT)

    def share(self, lines: Sequence[PostLine] = LIST) -> Release:
        """From an empty map to one that the owner sees."""
        self.save(lines)
        self.discuss()
        self.open()
        return self.release()
