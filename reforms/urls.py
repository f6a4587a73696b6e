"""Source documents."""


app_name = "reforms"
urlpatterns: list = []
