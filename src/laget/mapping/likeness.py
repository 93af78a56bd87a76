"""Which schools may be set side by side: the rule, and nothing that ranks them."""

from __future__ import annotations

from typing import Protocol

TIMES = 1.5


class Sized(Protocol):
    """What has pupils and stages: a team, or its publication."""

    @property
    def pupils(self) -> int | None: ...

    @property
    def stages(self) -> str: ...


def alike(one: Sized, other: Sized) -> bool:
    """Whether two schools have the same stages and neither has more than ``TIMES`` as many pupils as the other. Schools
    that do not say both are like nobody."""
    if not one.pupils or not other.pupils or not one.stages or one.stages != other.stages:
        return False
    return max(one.pupils, other.pupils) <= TIMES * min(one.pupils, other.pupils)
