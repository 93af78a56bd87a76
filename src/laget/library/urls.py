"""The library's table of contents: pages that show content itself."""

from django.urls import path

from laget.library import views

app_name = "library"

urlpatterns = [
    path("teorier/", views.theories, name="theories"),
    path("teorier/sammenlign/", views.compare, name="compare"),
    path("teorier/<slug:id>/<int:version>/", views.theory, name="theory"),
    path("kunnskap/", views.evidence, name="evidence"),
    path("handbok/", views.handbook, name="handbook"),
    path("handbok/<slug:id>/", views.chapter, name="chapter"),
    path("ord/", views.words, name="words"),
    path("sok/", views.search, name="search"),
]
