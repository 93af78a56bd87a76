"""Who does what at a school: the round, what is settled, and the role cards."""

from django.urls import URLPattern

app_name = "clarify"

urlpatterns: list[URLPattern] = []
