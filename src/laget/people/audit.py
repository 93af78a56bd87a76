"""The log of what was done: a chain of hashes per owner, and one for the nation.

Each line holds the hash of the line before it, so that a line which is edited, removed or moved no longer fits
its neighbours. The chain's own row holds the count and the last hash, so that a removed last line is seen too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from django.db import connection, models, transaction

from laget.people.models import AuditChain, AuditLine, Person
from laget.schools.models import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One place where a chain does not hold: the line's number, and what was done to it.

    Number 0 is the chain's own row; when that is removed, the chain is called by its id.
    """

    chain: str
    number: int
    what: Literal["edited", "removed", "reordered", "added"]

    def __str__(self) -> str:
        return f"chain {self.chain}, line {self.number}: {self.what}"


def write(*, at: datetime, person: Person | None, verb: str, thing: models.Model, owner: Owner | None = None) -> None:
    """Write that ``person`` did ``verb`` to ``thing``, in the log of ``owner`` or the nation's.

    To be called once, as the last thing a deed does inside its transaction: the head of the chain is locked
    from here to the commit, and whoever locks it early makes everybody else wait for the whole deed.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit line is part of its deed. Call audit.write inside the deed's transaction.atomic()."
        )
    chain = _locked(owner)
    line = AuditLine(
        chain=chain,
        number=chain.count + 1,
        at=at,
        person=person.pk if person else None,
        verb=verb,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        previous=chain.head,
    )
    line.hash = _hash(line)
    line.save(force_insert=True)
    chain.count, chain.head = line.number, line.hash
    chain.save(update_fields=["count", "head"])


def _locked(owner: Owner | None) -> AuditChain:
    """The owner's chain, which nobody else can lengthen before this transaction ends; begun if there is none."""
    heads = AuditChain.objects.select_for_update().filter(owner=owner)
    if chain := heads.first():
        return chain
    AuditChain.objects.get_or_create(owner=owner, defaults={"head": _genesis(owner.pk if owner else None)})
    return heads.get()


def verify() -> tuple[Break, ...]:
    """Recompute every chain; empty when the whole log holds."""
    chains = AuditChain.objects.select_related("owner").order_by("id")
    return tuple(found for chain in chains for found in _breaks(chain)) + _chains_gone()


def counts() -> tuple[int, int]:
    """How many chains there are, and how many lines they should have together."""
    counted = AuditChain.objects.aggregate(chains=models.Count("id"), lines=models.Sum("count"))
    return counted["chains"], counted["lines"] or 0


def _genesis(owner: int | None) -> str:
    """What stands before the first line: another value for each chain, so that no line fits two of them."""
    return hashlib.sha256(json.dumps(["laget audit chain", owner]).encode()).hexdigest()


def _hash(line: AuditLine, number: int | None = None) -> str:
    """SHA-256 of the line as a JSON array with every field in a fixed order; the time in UTC to the microsecond.

    ``number`` asks what the hash would be at another place in the chain.
    """
    fields = [
        line.chain.owner_id,
        line.number if number is None else number,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.person,
        line.verb,
        line.thing_kind,
        line.thing_id,
        line.previous,
    ]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()


def _breaks(chain: AuditChain) -> Iterator[Break]:
    """Walk the chain by number. Each line is held against the one before it as it now stands, so that one
    break is told once and does not drag the rest of the chain along.

    The head is read in the same query as the lines: others may be writing.
    """
    name = str(chain)
    number, last = 0, _genesis(chain.owner_id)
    places: dict[str, int] | None = None
    sound = True
    for line in AuditLine.objects.filter(chain=chain).select_related("chain").order_by("number").iterator():
        chain = line.chain
        gap = range(number + 1, line.number)
        for missing in gap:
            yield Break(chain=name, number=missing, what="removed")
        intact = line.hash == _hash(line)
        if line.number > chain.count:
            yield Break(chain=name, number=line.number, what="added")
        elif not intact:
            places = _places(chain) if places is None else places
            moved = line.hash in places and line.hash == _hash(line, number=places[line.hash])
            yield Break(chain=name, number=line.number, what="reordered" if moved else "edited")
        elif sound and not gap and line.previous != last:
            # Both lines fit themselves but not each other: the one before was edited and given a new hash.
            yield Break(chain=name, number=number, what="edited")
        number, last, sound = line.number, line.hash, intact
    for missing in range(number + 1, chain.count + 1):
        yield Break(chain=name, number=missing, what="removed")
    if number == chain.count and sound and last != chain.head:
        yield Break(chain=name, number=number, what="edited")


def _chains_gone() -> tuple[Break, ...]:
    """Chains whose lines are there without them. Foreign keys forbid it, but not to whoever turns them off."""
    there = AuditChain.objects.filter(pk=models.OuterRef("chain_id"))
    gone = AuditLine.objects.filter(~models.Exists(there)).order_by("chain_id").values_list("chain_id", flat=True)
    return tuple(Break(chain=str(id), number=0, what="removed") for id in gone.distinct())


def _places(chain: AuditChain) -> dict[str, int]:
    """Where each hash belongs, following the links from the beginning instead of the numbers."""
    after = dict(AuditLine.objects.filter(chain=chain).values_list("previous", "hash"))
    places: dict[str, int] = {}
    last = _genesis(chain.owner_id)
    while last in after and after[last] not in places:
        last = after[last]
        places[last] = len(places) + 1
    return places
