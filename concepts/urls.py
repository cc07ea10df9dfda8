from django.urls import path

from concepts import (
    cards,
    completing_views,
    export_views,
    history_views,
    import_views,
    reading_views,
    suggestion_views,
    views,
    work_views,
    writing_views,
)
from concepts.uri_urls import urlpatterns as uri_patterns

urlpatterns = [
    path("concepts/", views.index, name="concept_index"),
    *uri_patterns,
    path("concepts/tree/<slug:slug>/", views.tree, name="concept_tree"),
    path("concepts/tree/<slug:slug>/<int:pk>/", views.branch, name="concept_branch"),
    path("concepts/import/", import_views.imports, name="concept_imports"),
    path(
        "concepts/import/template.xlsx",
        import_views.template,
        name="concept_import_template",
    ),
    path("concepts/import/<int:pk>/", import_views.job, name="concept_import"),
    path("concepts/import/<int:pk>/write/", import_views.write, name="write_import"),
    path(
        "concepts/import/<int:pk>/report.<str:extension>",
        import_views.report,
        name="concept_import_report",
    ),
    path(
        "concepts/export/<slug:slug>/",
        export_views.choose_export,
        name="choose_concept_export",
    ),
    path(
        "concepts/export/<slug:slug>/<slug:key>/",
        export_views.export,
        name="concept_export",
    ),
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
    path(
        "concepts/glossary/<int:pk>/sheet/",
        reading_views.glossary_sheet,
        name="concept_glossary_sheet",
    ),
    path("concepts/offers/", completing_views.offers, name="concept_offers"),
    path("concepts/hints/", writing_views.hints, name="writing_hints"),
    path("concepts/<slug:slug>/", views.vocabulary, name="vocabulary"),
    path("concepts/<slug:slug>/<int:pk>/card/", cards.card, name="concept_card"),
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
