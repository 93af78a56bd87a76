"""The table of contents of the whole site."""

from django.urls import include, path

from laget.front import views

handler400 = "laget.front.faults.bad_request"
handler403 = "laget.front.faults.forbidden"
handler404 = "laget.front.faults.not_found"
handler500 = "laget.front.faults.broken"

front = (
    [
        path("", views.home, name="home"),
        path("om/", views.about, name="about"),
        path("sprak/", views.set_language, name="set_language"),
    ],
    "front",
)

urlpatterns = [
    path("", include(front)),
    path("", include("laget.people.urls")),
    path("", include("laget.team.urls")),
    path("", include("laget.clarify.urls")),
    path("", include("laget.library.urls")),
    path("", include("laget.study.urls")),
]
