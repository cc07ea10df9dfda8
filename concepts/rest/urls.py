from django.urls import path

from concepts.rest.views import concepts, data, lists, searching, vocabularies

urlpatterns = [
    path("vocabularies", vocabularies.vocabularies, name="rest_vocabularies"),
    path("search", searching.search_concepts, name="rest_search"),
    path("label", concepts.label, name="rest_label"),
    path("data", data.data, name="rest_data"),
    path("types", vocabularies.types, name="rest_types"),
]

_OF_A_VOCABULARY = {
    "search": searching.search_concepts,
    "lookup": searching.look_up,
    "label": concepts.label,
    "data": data.data,
    "dump": data.dump,
    "types": vocabularies.types,
    "vocabularyStatistics": vocabularies.vocabulary_statistics,
    "labelStatistics": vocabularies.label_statistics,
    "topConcepts": lists.top_concepts,
    "concepts": lists.concepts,
    "groups": lists.groups,
    "groupMembers": lists.group_members,
    "new": lists.new,
    "modified": lists.modified,
    "index/": lists.index_letters,
    "broader": concepts.broader,
    "narrower": concepts.narrower,
    "related": concepts.related,
    "broaderTransitive": concepts.broader_transitive,
    "narrowerTransitive": concepts.narrower_transitive,
    "hierarchy": concepts.hierarchy,
    "children": concepts.children,
    "mappings": concepts.mappings,
}

urlpatterns += [
    path("<slug:vocid>", vocabularies.to_vocabulary, name="rest_to_vocabulary"),
    path("<slug:vocid>/", vocabularies.vocabulary, name="rest_vocabulary"),
    path(
        "<slug:vocid>/index/<str:letter>",
        lists.index_concepts,
        name="rest_index_letter",
    ),
    *(
        path(f"<slug:vocid>/{name}", view, name=f"rest_{name.rstrip('/')}")
        for name, view in _OF_A_VOCABULARY.items()
        if name not in ("search", "label", "data", "types")
    ),
    *(
        path(f"<slug:vocid>/{name}", _OF_A_VOCABULARY[name], name=f"rest_{name}_in")
        for name in ("search", "label", "data", "types")
    ),
]
