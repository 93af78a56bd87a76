"""Print where in the report something stands."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import gettext as _

from laget.theory.parts import Source

register = template.Library()


@register.filter
def place(source: Source) -> str:
    """``{{ figure.source|place }}``: "Vedlegg A · L3286", in the active language."""
    words = {"Appendix": _("Vedlegg"), "Table": _("Tabell")}
    section = re.sub("|".join(words), lambda word: words[word.group()], source.section)
    return " · ".join(part for part in (section, source.lines) if part)
