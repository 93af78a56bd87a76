"""The words of the form about one post."""

from __future__ import annotations

from django.utils.translation import gettext as _


def fact_words() -> tuple[tuple[str, str, str], ...]:
    """The fields one writes in: their names, labels and what to write."""
    return (
        ("employer", _("Arbeidsgiver"), _("for eksempel skolen, PPT eller helsetjenesten")),
        ("base_school", _("Hører til ved"), _("hvis det er en annen skole eller et kontor")),
        ("law", _("Hjemlet i"), _("den loven eller planen stillingen bygger på")),
        ("education", _("Utdanning stillingen krever"), ""),
        ("office", _("Arbeidsplass på skolen"), _("for eksempel eget kontor, teamrom")),
        ("works_plan_hours", _("Timer i uka på skolen etter arbeidsplanen"), _("for eksempel 33,5")),
    )


def choice_words() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The fields one chooses in: their names, labels and choices."""
    unknown = ("", _("ikke oppgitt"))
    yes_no = (unknown, ("yes", _("ja")), ("no", _("nei")))
    return (
        (
            "education_kind",
            _("Slags utdanning"),
            (
                unknown,
                ("none", _("ingen krav")),
                ("vocational", _("fagbrev")),
                ("college", _("høyskole eller universitet")),
            ),
        ),
        (
            "led_by",
            _("Daglig leder"),
            (unknown, ("leadership", _("rektor eller inspektør")), ("sfo", _("SFO-leder")), ("other", _("andre"))),
        ),
        ("owner_provided", _("Sendt av andre enn skolen"), yes_no),
        ("paid_in_holidays", _("Lønn i skoleferiene"), yes_no),
        ("works_in_meetings", _("Er med i møtene"), yes_no),
        ("on_planning_days", _("Er med på planleggingsdagene"), yes_no),
        ("mentor", _("Har en veileder"), yes_no),
    )
