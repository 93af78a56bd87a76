"""The library's table of contents: pages that show content itself."""

from django.urls import path

from laget.library import views

app_name = "library"

urlpatterns = [
    path("teorier/", views.theories, name="theories"),
    path("teorier/<slug:id>/<int:version>/", views.theory, name="theory"),
]
