from concepts.models.concepts import Concept, Vocabulary
from concepts.models.relations import Mapping, PendingRelation, Relation
from concepts.models.texts import Definition, Note, Term

__all__ = [
    "Concept",
    "Definition",
    "Mapping",
    "Note",
    "PendingRelation",
    "Relation",
    "Term",
    "Vocabulary",
]
