from concepts.models.concepts import Concept, Vocabulary
from concepts.models.imports import ImportJob, ImportRow
from concepts.models.relations import Mapping, PendingRelation, Relation
from concepts.models.subjects import Subject
from concepts.models.suggestions import Suggestion
from concepts.models.texts import Definition, LegalReference, Note, Term
from concepts.models.upkeep import RecheckMark, StoredFinding
from concepts.models.uses import TermUse, TextPlace, UseMark
from concepts.models.versions import ConceptVersion, DoubleVerdict

__all__ = [
    "Concept",
    "ConceptVersion",
    "Definition",
    "DoubleVerdict",
    "ImportJob",
    "ImportRow",
    "LegalReference",
    "Mapping",
    "Note",
    "PendingRelation",
    "RecheckMark",
    "Relation",
    "StoredFinding",
    "Subject",
    "Suggestion",
    "Term",
    "TermUse",
    "TextPlace",
    "UseMark",
    "Vocabulary",
]
