"""The screens that need both halves."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from kpi_tracker import converters  # noqa: F401 - registers <id:…>
from kpis.contradictions.views import contradiction, contradictions, decide_contradiction
from kpis.item_list.views import items
from kpis.item_page.views import item, item_details
from kpis.kpi_page.views import figure, kpi, values
from kpis.next_round.views import new_round
from kpis.proposal_review.views import decide_proposal, proposals
from kpis.search_page.views import search

app_name = "kpis"
home = RedirectView.as_view(pattern_name="kpis:items", permanent=False, query_string=True)
urlpatterns = [
    path("", login_not_required(home), name="home"),
    path("items/", items, name="items"),
    path("items/<id:pk>/", item, name="item"),
    path("items/<id:pk>/details/", item_details, name="item_details"),
    path("kpis/<id:pk>/", kpi, name="kpi"),
    path("kpis/<id:pk>/figure.json", figure, name="kpi_figure"),
    path("kpis/<id:pk>/values.csv", values, name="kpi_values"),
    path("comparison/", include("kpis.comparison.urls")),
    path("contradictions/", contradictions, name="contradictions"),
    path("links/", proposals, name="proposals"),
    path("links/<id:pk>/decide/", decide_proposal, name="decide_proposal"),
    path("contradictions/<id:pk>/", contradiction, name="contradiction"),
    path("", include("kpis.dashboard.urls")),
    path("", include("kpis.promise_pages.urls")),
    path("search/", search, name="search"),
    path("", include("kpis.open_data.urls")),
    path("entry/", include("kpis.worksheet.urls")),
    path("entry/<entry_kind:kind>/<id:pk>/", include("kpis.discussion.urls")),
    path("entry/<entry_kind:kind>/<id:pk>/", include("kpis.evidence.urls")),
    path("secretariat/", include("kpis.secretariat.urls")),
    path("contradictions/<id:pk>/decide/", decide_contradiction, name="decide_contradiction"),
    path("secretariat/rounds/new/", new_round, name="new_round"),
    path("secretariat/frame/", include("kpis.frame.urls")),
    path("entry/<entry_kind:kind>/<id:pk>/", include("kpis.entry_history.urls")),
]
