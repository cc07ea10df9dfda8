"""The subjects under which the demonstration's concepts are gathered."""

from __future__ import annotations

from typing import NamedTuple

from concepts.models import Concept, Subject, Vocabulary
from concepts.services import save_subject
from concepts.versions import keep_versions
from home.demo.concepts import CONCEPTS
from members.models import User
from network_site.base.registries import mark_dirty


class Theme(NamedTuple):
    """A subject, with the first of its concepts in the order of ``CONCEPTS``."""

    first: str
    fi: str
    sv: str
    en: str


THEMES = (
    Theme("pelastustoimi", "Palvelut", "Tjänster", "Services"),
    Theme("omavalvonta", "Omavalvonta", "Egenkontroll", "Self-monitoring"),
    Theme(
        "onnettomuuksien ehkäisy",
        "Onnettomuuksien ehkäisy",
        "Förebyggande av olyckor",
        "Accident prevention",
    ),
    Theme("pelastustoiminta", "Pelastustoiminta", "Räddningsverksamhet", "Rescue"),
    Theme("tilannekuva", "Tilannekuva", "Lägesbild", "Situational picture"),
    Theme("ensihoitopalvelu", "Ensihoito", "Prehospital akutsjukvård", "Paramedicine"),
    Theme("palokunta", "Palokunnat", "Brandkårer", "Fire brigades"),
    Theme("varautuminen", "Varautuminen", "Beredskap", "Preparedness"),
)


def load_subjects(
    vocabulary: Vocabulary, made: dict[str, Concept], editor: User
) -> None:
    """Gather the concepts under subjects, as a second version of each.

    Args:
        made: the concepts by their Finnish name.
        editor: who did it, for the history.
    """
    opening = {theme.first: theme for theme in THEMES}
    rows = []
    for item in CONCEPTS:
        if theme := opening.get(item.fi):
            subject = save_subject(
                subject=Subject(
                    vocabulary=vocabulary,
                    uri=f"{vocabulary.base_uri}aihe-{THEMES.index(theme) + 1}",
                    code=str(THEMES.index(theme) + 1),
                    title_fi=theme.fi,
                    title_sv=theme.sv,
                    title_en=theme.en,
                ),
                acting_user=None,
            )
        rows.append((made[item.fi].pk, subject.pk))
    through = Concept.subjects.through
    through.objects.bulk_create(
        through(concept_id=concept, subject_id=subject) for concept, subject in rows
    )
    ids = [concept.pk for concept in made.values()]
    keep_versions(ids, acting_user=editor, reason="Aihealueet ja vieruskäsitteet")
    mark_dirty("concept", *ids)
