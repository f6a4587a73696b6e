"""Source documents."""

from django.urls import path

from reforms import views

app_name = "reforms"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<int:pk>/", views.source, name="source"),
]
