from django.urls import path

from search import insight_views, views

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/note/", insight_views.note, name="note_search"),
    path("search/insight/", insight_views.overview, name="search_insight"),
    path("search/insight/settle/", insight_views.settle, name="settle_query"),
    path("search/suggestions/", views.suggestions, name="search_suggestions"),
]
