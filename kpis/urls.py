"""The screens that need both halves."""


app_name = "kpis"
urlpatterns: list = []
