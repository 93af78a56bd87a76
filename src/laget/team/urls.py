"""The team round the teacher, school by school."""

from django.urls import path

from laget.team import views

app_name = "team"
urlpatterns = [
    path("skoler/", views.schools, name="schools"),
    path("skoler/<str:code>/", views.school, name="school"),
    path("skoleeiere/<str:code>/", views.owner, name="owner"),
]
