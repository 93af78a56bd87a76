"""Hours by kind: unknown stays unknown, and planned is set against real for the same people."""

from tests.mapping.teams import like, post, team

from laget.mapping.hours import hours_by_kind, planned_against_real
from laget.mapping.segregation import segregation
from laget.mapping.team import HourKind, HourUse, Profession

CLASS, SINGLE, OUT, GROUP = (
    HourKind.WHOLE_CLASS,
    HourKind.IN_CLASS_SINGLE,
    HourKind.SINGLE_OUTSIDE,
    HourKind.GROUP_OUTSIDE,
)


def use(kind, planned, real=None):
    return HourUse(kind=kind, planned=planned, real=real)


def with_pupils(whole, single, group, out):
    return use(CLASS, whole), use(SINGLE, single), use(GROUP, group), use(OUT, out)


def test_hours_are_added_up_and_what_is_not_said_has_no_end():
    posts = (post("a", hours=(use(CLASS, 10.0, 8.0),)), post("b", hours=(use(CLASS, 5.0),)))
    planned, real = hours_by_kind(posts, real=False), hours_by_kind(posts, real=True)
    assert (planned[CLASS].low, planned[CLASS].high, planned[CLASS].known) == (15.0, 15.0, 2)
    assert (real[CLASS].low, real[CLASS].high, real[CLASS].known, real[CLASS].of) == (8.0, None, 1, 2)
    assert planned[OUT].high is None
    assert hours_by_kind([post("line", count=4)], real=False)[CLASS].of == 4


def test_nought_is_said_and_is_not_unknown():
    assert hours_by_kind([post("a", hours=(use(OUT, 0.0),))], real=False)[OUT].exact


def test_planned_and_real_are_of_the_same_people():
    posts = (
        post("a", hours=(use(CLASS, 10.0, 8.0), use(SINGLE, 2.0, 6.0))),
        post("b", hours=(use(CLASS, 20.0), use(SINGLE, 1.0, 3.0))),
    )
    assert [(row.kind, row.planned, row.real, row.posts) for row in planned_against_real(posts)] == [
        (CLASS, 10.0, 8.0, 1),
        (SINGLE, 3.0, 9.0, 2),
    ]


def test_how_much_is_outside_the_class():
    found = segregation(
        team(
            post("a", fraction=1.0, bound=0.5, hours=with_pupils(10, 0, 5, 5)),
            post("b", fraction=1.0, bound=1.0, hours=with_pupils(20, 0, 0, 0)),
            *like(3, Profession.LEADERSHIP, fraction=1.0),
        )
    )
    assert (found.outside.low, found.outside.high, found.outside.known, found.outside.of) == (0.25, 0.25, 2, 2)
    assert (found.single_outside.low, found.single_outside.high) == (0.125, 0.125)
    assert (found.bound.low, found.bound.high) == (0.75, 0.75)


def test_one_who_does_not_say_could_be_outside_all_week():
    says_all = post("a", fraction=1.0, hours=with_pupils(25, 0, 0, 12.5))
    found = segregation(team(says_all, post("b", fraction=1.0, hours=(use(OUT, 3.0),))))
    assert (found.outside.low, found.outside.high, found.outside.known, found.outside.of) == (
        12.5 / 75, 50 / 75, 1, 2,
    )  # fmt: skip
    some = segregation(team(post("a", hours=with_pupils(9, 0, 0, 1)), post("some", count=None)))
    assert (some.outside.low, some.outside.high) == (0.0, 1.0)
    assert segregation(team(post("x", Profession.LEADERSHIP))).outside is None
