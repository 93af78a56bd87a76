"""The cast on a demo's sign-in page."""

from __future__ import annotations

from django import template
from django.conf import settings

from laget.front.demo import CAST, Member

register = template.Library()


@register.simple_tag
def demo_cast() -> tuple[Member, ...]:
    """Whom one can sign in as by one click; nobody, unless this is a demo."""
    return CAST if settings.LAGET_DEMO else ()
