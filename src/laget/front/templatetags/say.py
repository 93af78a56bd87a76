"""Print content in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from laget.content import places
from laget.theory.parts import Source
from laget.theory.text import Text

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """``{{ part.name|said }}``: a text in three languages, in the active one."""
    return text.said(get_language() or "nb")


@register.filter
def place(source: Source) -> str:
    """``{{ figure.source|place }}``: where it stands, "Vedlegg A · L3286"."""
    return places.said(source, language=get_language() or "nb")
