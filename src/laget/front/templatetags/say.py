"""Print content in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from laget.theory.text import Text

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """``{{ part.name|said }}``: a text in three languages, in the active one."""
    return text.said(get_language() or "nb")
