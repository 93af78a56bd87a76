"""The groups of professions, as they are called and drawn."""

from __future__ import annotations

from django.utils.translation import gettext as _

from laget.mapping.team import Profession
from laget.pictures.ring_shapes import Shape

SHAPES = {
    Profession.TEACHING: Shape.CIRCLE,
    Profession.SOCIAL: Shape.SQUARE,
    Profession.HEALTH: Shape.TRIANGLE,
    Profession.LEADERSHIP: Shape.DIAMOND,
    Profession.ASSISTANCE: Shape.HEXAGON,
    Profession.OTHER: Shape.PLUS,
}


def shapes_said() -> tuple[tuple[Shape, str], ...]:
    """The legend: what each shape stands for."""
    return tuple((shape, profession_said(profession)) for profession, shape in SHAPES.items())


def profession_said(profession: Profession) -> str:
    """The group as it is called in a picture or a table."""
    match profession:
        case Profession.TEACHING:
            return _("pedagogikk")
        case Profession.SOCIAL:
            return _("sosialfag")
        case Profession.HEALTH:
            return _("helse")
        case Profession.LEADERSHIP:
            return _("ledelse")
        case Profession.ASSISTANCE:
            return _("assistenter")
        case Profession.OTHER:
            return _("andre roller")
