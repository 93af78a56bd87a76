"""The studies' table of contents."""

from django.urls import path

from laget.study import views

app_name = "study"

urlpatterns = [
    path("studier/", views.studies, name="studies"),
    path("studier/<str:id>/", views.study, name="study"),
    path("studier/<str:id>/rapport.pdf", views.report, name="report"),
    path("studier/<str:id>/funn.json", views.finding, name="finding"),
]
