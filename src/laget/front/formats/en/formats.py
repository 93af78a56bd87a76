"""Dates in English as they are written in Britain; Django's own are American."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d/m/Y"
