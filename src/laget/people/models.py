"""Persons, what they may do where, and the log of what was done."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from laget.people import grants
from laget.schools.models import Owner, School


class Persons(BaseUserManager["Person"]):
    """Finds a person by e-mail address, whatever the case of its letters."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do is in their grants, never here."""

    # The verbose name ends the sentence about a password that is too like the address.
    email = models.EmailField(_("e-postadressen"), unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects = Persons()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_email"),)

    def __str__(self) -> str:
        return self.name


def _held(*, owner: bool, school: bool) -> Q:
    return Q(owner__isnull=not owner, school__isnull=not school)


class Grant(models.Model):
    """One person may do what one kind of grant gives, at one place, from one time until another.

    ``ends`` is the first moment the grant no longer counts; ``None`` is until further notice.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, null=True, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=grants.kinds_held_at(grants.NATION)) & _held(owner=False, school=False)
                | Q(kind__in=grants.kinds_held_at(grants.OWNER)) & _held(owner=True, school=False)
                | Q(kind__in=grants.kinds_held_at(grants.SCHOOL)) & _held(owner=False, school=True),
                name="grant_is_held_where_its_kind_is",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="grant_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_id or ''} {self.school_id or ''}"


class AuditChain(models.Model):
    """One owner's log, or the nation's (``owner`` is ``None``): how many lines it has and the last one's hash.

    Whoever writes a line holds this row locked, so that the lines of a chain come one after another.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, null=True, blank=True)
    count = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)

    class Meta:
        # A plain unique constraint would allow any number of national chains: no null equals another.
        constraints = (
            models.UniqueConstraint(Coalesce(F("owner"), Value(0)), name="one_audit_chain_per_owner"),
        )

    def __str__(self) -> str:
        return self.owner.code if self.owner else "nation"


class AuditLine(models.Model):
    """One deed: when, who, what, on which thing. Ids only, never names or text.

    ``person`` is ``None`` for a deed done on the command line. It is a number and not a foreign key: the log
    outlives the person's row. Triggers refuse every update and delete.
    """

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=50)
    thing_kind = models.CharField(max_length=100)
    thing_id = models.CharField(max_length=100)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="one_line_per_number"),)
        # What was done to one thing is asked for on its page.
        indexes = (models.Index(fields=("chain", "thing_kind", "thing_id"), name="lines_about_a_thing"),)

    def __str__(self) -> str:
        return f"{self.chain_id}:{self.number}"
