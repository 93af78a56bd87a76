"""A role that the register does not have: no assistant, called by the school's own word at home and not outside."""

from __future__ import annotations

from tests.cast import AT
from tests.team.maps import LIST, line, text

from laget.mapping.bound_time import bound_share
from laget.mapping.full_time import full_time
from laget.mapping.team import Profession
from laget.team.models import Snapshot
from laget.team.queries.team_of import team_of

MAP = "/skoler/skole-a/kart/2024/"
ODD = (
    line("other", 1, "100", title="Vaktmester"),
    line("other", 1, "50", title="vaktmester"),
    line("other", 1, "20", title="Sirkuskunstner"),
    line("other", 1, "20"),
)


def test_a_caretaker_is_counted_among_nobodys_assistants(school_a):
    school_a.save(LIST)
    before = team_of(school_a.now(), on=AT.date())
    school_a.save([*LIST, *ODD])
    after = team_of(school_a.now(), on=AT.date())
    of_assistants = {"profession": Profession.ASSISTANCE}
    assert full_time(after, **of_assistants) == full_time(before, **of_assistants)
    assert bound_share(after, **of_assistants) == bound_share(before, **of_assistants)
    assert full_time(after, profession=Profession.OTHER).low == 1.9


def test_at_home_each_is_called_by_the_schools_own_word(school_a, cast):
    school_a.share([*LIST, *ODD])
    school_a.away(next(post for post in school_a.posts() if post.title == "Sirkuskunstner"), AT.date())
    for reader in ("principal", "teacher"):
        shown = text(cast[reader], MAP)
        picture, table = shown.partition("</figure>")[::2]
        assert picture.count(">Vaktmester<") == 2, "once in the picture and once in its key: one role, two posts"
        assert ">2 · 1,5 årsverk<" in picture and ">andre roller<" in picture
        assert ">Sirkuskunstner<" in picture and "<strong>Sirkuskunstner</strong>" in table
        assert ">Annen rolle<" in picture, "the one that has no word of its own"
    assert "Vaktmester, vaktmester, Sirkuskunstner, Annen rolle" in text(cast["principal"], f"{MAP}ringer/")


def test_no_word_of_the_schools_own_leaves_it(school_a, cast):
    school_a.share([*LIST, *ODD])
    snapshot = Snapshot.objects.with_scopes_disabled().get()
    address = "/skoler/skole-a/delt/2024/"
    owner = text(cast["owner"], address)
    for told in (snapshot.body, snapshot.publication, owner, text(cast["owner"], "/skoleeiere/kommune-a/lag/?ar=2024")):
        assert "aktmester" not in told and "irkus" not in told
    assert "andre roller" in owner


def test_everybody_is_everybody_at_a_school_without_such_roles(school_a, cast):
    school_a.share([*LIST, line("assistant-principal"), line("sfo-worker", 6, "40")])
    assert "<td>alle</td>" in text(cast["owner"], "/skoler/skole-a/delt/2024/")
