from django.urls import path

from concepts import (
    history_views,
    reading_views,
    suggestion_views,
    views,
    work_views,
)

urlpatterns = [
    path("concepts/", views.index, name="concept_index"),
    path("concepts/uri/", views.by_uri, name="concept_by_uri"),
    path("concepts/uri/<slug:slug>/<path:local>", views.own_uri, name="concept_uri"),
    path("concepts/tree/<slug:slug>/", views.tree, name="concept_tree"),
    path("concepts/tree/<slug:slug>/<int:pk>/", views.branch, name="concept_branch"),
    path("concepts/work/", work_views.overview, name="concept_work"),
    path("concepts/work/doubles/", work_views.doubles, name="concept_doubles"),
    path(
        "concepts/work/doubles/<int:first>/<int:second>/",
        work_views.pair,
        name="concept_pair",
    ),
    path(
        "concepts/suggestions/",
        suggestion_views.suggestions,
        name="concept_suggestions",
    ),
    path(
        "concepts/suggestions/<int:pk>/",
        suggestion_views.answer,
        name="answer_suggestion",
    ),
    path("concepts/work/<slug:kind>/", work_views.worklist, name="concept_worklist"),
    path("concepts/same-term/", reading_views.same_term, name="concept_same_term"),
    path("concepts/changes/", reading_views.changes, name="concept_changes"),
    path(
        "concepts/glossary/<int:pk>/", reading_views.glossary, name="concept_glossary"
    ),
    path("concepts/<slug:slug>/", views.vocabulary, name="vocabulary"),
    path("concepts/<slug:slug>/<int:pk>/", views.concept, name="concept"),
    path(
        "concepts/<slug:slug>/<int:pk>/suggest/",
        suggestion_views.suggest,
        name="suggest_change",
    ),
    path(
        "concepts/<slug:slug>/<int:pk>/history/",
        history_views.history,
        name="concept_history",
    ),
    path(
        "concepts/<slug:slug>/<int:pk>/history/<int:number>/",
        history_views.version,
        name="concept_version",
    ),
]
