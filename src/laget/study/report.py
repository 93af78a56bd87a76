"""A study's report as tagged, accessible PDF (PDF/UA-1), set with Typst from ``report.typ``."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

import typst
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from laget.study.queries import StudyPage

TEMPLATE = Path(__file__).with_name("report.typ")


def set_report(page: StudyPage, *, language: str) -> bytes:
    """The report of a study whose finding is kept. The same finding gives the same bytes.

    The PDF's own date is when the finding was kept, and no font of the machine is used.
    """
    if page.found is None:
        raise ValueError(f"The study {page.id!r} has no finding to report.")
    with override(language):
        data = {"page": asdict(page), "words": _words(page), "language": language}
        return typst.compile(
            TEMPLATE,
            sys_inputs={"data": json.dumps(data, default=str)},
            pdf_standards=["ua-1"],
            timestamp=page.found.recorded_at.astimezone(UTC).replace(microsecond=0),
            ignore_system_fonts=True,
        )


def _words(page: StudyPage) -> dict[str, str]:
    """What the report says around the page's own words."""
    found = page.found
    assert found is not None
    effects = " ".join(
        f"{line.name}: {line.size} (95 %: {line.interval95}). {line.reading.label}." for line in found.headline
    )
    return {
        "answer": _("Svaret"),
        "margin": _("Grensen for hva som er verdt å ha"),
        "margin_is": _("Minste endring verdt å ha er satt til %(margin)s standardavvik.") % {"margin": page.margin},
        "margin_late": _("Grensen ble satt etter at resultatene var kjent.") if page.margin_is_late else "",
        "what_found": _("Dette fant forsøket"),
        "plot_alt": _("Forskjeller med usikkerhet. %(effects)s") % {"effects": effects},
        "comparison": _("Sammenligning"),
        "size": _("Standardavvik"),
        "points": _("Poeng"),
        "interval95": _("95 %-intervall"),
        "interval90": _("90 %-intervall"),
        "reading": _("Svar"),
        "reference": _("Sammenlignet med %(reference)s. %(outcome)s.")
        % {"reference": page.reference, "outcome": page.outcome},
        "turns": _("Her snur svaret"),
        "turns_between": _("Svaret for andre grenser, fra %(range)s standardavvik") % {"range": page.turn_range},
        "margins": _("Grense i standardavvik"),
        "ours": _("(vår grense er her)"),
        "theory": _("Dette sier forsøket om teorien"),
        "about_theory": _("Om teorien"),
        "about_practice": _("Om gjennomføringen"),
        "diagram_alt": _("Teorien %(theory)s som piler fra aktivitet til mål. %(counts)s. Tabellen sier det samme.")
        % {"theory": page.theory_name, "counts": ", ".join(found.arrow_counts)},
        "practice": _("Det teorien ber om, og det forsøket gjorde"),
        "activity": _("Aktivitet"),
        "delivered": _("Gjort?"),
        "known_of_it": _("Det vi vet"),
        "why": _("Hvorfor"),
        "arrows": _("Svaret for hver pil"),
        "arrow": _("Fra og til"),
        "claim": _("Påstand"),
        "known": _("Det rapporten sier fra før"),
        "trial": _("Dette er forsøket"),
        "limits": _("Dette kan forsøket ikke si"),
        "analysed": _("Slik er det regnet"),
        "method": _(
            "Minste kvadraters metode, med robuste standardfeil for grupper (CR2) og frihetsgrader etter Bell og "
            "McCaffrey. Standardavviket er det innen gruppene som sammenlignes (Hedges’ g)."
        ),
        "intervals": _(
            "Intervallet er modellens eget, delt på samme standardavvik, og er ikke justert for at det er flere "
            "sammenligninger. Den første er hovedsvaret."
        ),
        "model": _("Måte å regne på"),
        "main": _("(hovedanalysen)"),
        "all_ways": _("Alle måtene å regne på"),
        "points_se": _("Poeng (standardfeil)"),
        "df": _("Frihetsgrader"),
        "p": _("p"),
        "sources": _("Kilder"),
        "check": _("Regn etter selv"),
        "check_how": _("Kjør «laget analyse %(study)s». Samme protokoll, data og teori gir samme segl.")
        % {"study": page.id},
        "seal": _("Segl (SHA-256)"),
        "inputs": _("Regnet av (SHA-256)"),
        "versions": _("Regnet med"),
        "kept": _("Lagret %(date)s") % {"date": date_format(localtime(found.recorded_at), "DATE_FORMAT")},
        "page": _("Side"),
    }
