"""利用者: for admins."""

from django.urls import path

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from reforms.accounts.views.files import apply_people_file, people_download, people_file
from reforms.accounts.views.people import invitations, invite_person, people
from reforms.accounts.views.person import close_person, free_second_factor, person, renew_password, reopen_person

urlpatterns = [
    path("", people, name="people"),
    path("invite/", invite_person, name="invite_person"),
    path("invitations/", invitations, name="invitations"),
    path("file/", people_file, name="people_file"),
    path("file/apply/", apply_people_file, name="apply_people_file"),
    path("download/", people_download, name="people_download"),
    path("<id:pk>/", person, name="person"),
    path("<id:pk>/close/", close_person, name="close_person"),
    path("<id:pk>/reopen/", reopen_person, name="reopen_person"),
    path("<id:pk>/password/", renew_password, name="renew_password"),
    path("<id:pk>/second-factor/", free_second_factor, name="free_second_factor"),
]
