"""Which schools and owners a person may ask for, and for what. Decides by grants that count at ``at``."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from laget.people import grants
from laget.people.models import Grant, Person
from laget.schools.models import Owner, School


def grants_counting(person: Person, at: datetime) -> QuerySet[Grant]:
    """The grants of ``person`` that count at ``at``: begun, and not ended."""
    return _counting(at).filter(person=person)


def owners_of(person: Person, at: datetime) -> tuple[int, ...]:
    """The ids of the owners in which the person holds any grant: the scope of all the person's queries."""
    held = grants_counting(person, at).values_list("owner_id", "school__owner_id")
    return tuple(sorted({id for pair in held for id in pair if id is not None}))


def schools_visible_to(person: Person, at: datetime, verb: str = "read_school") -> QuerySet[School]:
    """The schools for which the person may do ``verb``."""
    giving = grants_counting(person, at).filter(kind__in=grants.kinds_that_may(verb))
    return School.objects.with_scope(owner=owners_of(person, at)).filter(
        Q(id__in=giving.values("school_id")) | Q(owner__in=giving.values("owner_id"))
    )


def get_school(person: Person, code: str, verb: str, at: datetime) -> School:
    """The school, if the person may do ``verb`` there.

    Raises ``Http404`` for a school that does not exist or belongs to an owner in which the person holds no
    grant, so that nobody learns which schools another owner has; ``PermissionDenied`` within one's own owner.
    """
    own = School.objects.with_scope(owner=owners_of(person, at)).select_related("owner")
    school = own.filter(code=code).first()
    if school is None:
        raise Http404
    if not may(person, verb, at, unit=school):
        raise PermissionDenied
    return school


def get_owner(person: Person, code: str, verb: str, at: datetime) -> Owner:
    """The owner, if the person may do ``verb`` there; ``Http404`` and ``PermissionDenied`` as for a school."""
    owner = Owner.objects.filter(id__in=owners_of(person, at), code=code).first()
    if owner is None:
        raise Http404
    if not may(person, verb, at, unit=owner):
        raise PermissionDenied
    return owner


def may(person: Person, verb: str, at: datetime, unit: School | Owner | None = None) -> bool:
    """Whether the person may do ``verb`` with ``unit``; without a unit, whether anywhere at all."""
    if verb in grants.SIGNED_IN:
        return True
    return grants_giving(person, verb, at, unit=unit).exists()


def verbs_at(person: Person, school: School, at: datetime) -> frozenset[str]:
    """Everything the person may do with the school, so that a page offers nothing that would be refused."""
    there = grants_counting(person, at).filter(Q(school=school) | Q(owner=school.owner_id))
    return frozenset(verb for kind in there.values_list("kind", flat=True) for verb in grants.KINDS[kind].may)


def people_who_may(verb: str, school: School, at: datetime) -> QuerySet[Person]:
    """Those who may do ``verb`` with the school."""
    return Person.objects.filter(pk__in=grants_at(verb, school, at).values("person"))


def grants_at(verb: str, school: School, at: datetime) -> QuerySet[Grant]:
    """Everybody's grants that count at ``at`` and give ``verb`` with the school."""
    return _counting(at).filter(Q(school=school) | Q(owner=school.owner_id), kind__in=grants.kinds_that_may(verb))


def grants_giving(
    person: Person, verb: str, at: datetime, unit: School | Owner | None = None
) -> QuerySet[Grant]:
    """The grants by which the person may do ``verb`` with ``unit``; without a unit, anywhere."""
    giving = grants_counting(person, at).filter(kind__in=grants.kinds_that_may(verb))
    match unit:
        case None:
            return giving
        case School():
            return giving.filter(Q(school=unit) | Q(owner=unit.owner_id))
        case Owner():
            return giving.filter(Q(owner=unit) | Q(school__owner=unit))


def _counting(at: datetime) -> QuerySet[Grant]:
    """Everybody's grants that count at ``at``: begun, and not ended."""
    return Grant.objects.filter(Q(ends__isnull=True) | Q(ends__gt=at), starts__lte=at)
