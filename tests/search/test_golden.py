"""Golden queries: what readers ask, and what must come first, on every engine.

The things are short, like those of a real intranet. A query that is changed here is a
change of what readers get: say why in the commit.
"""

from __future__ import annotations

import pytest

from network_site.base.language.analysis import finnish_engine
from search import corrections
from search.services import index_objects, search
from tests.factories.members import UserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        finnish_engine() != "libvoikko",
        reason="libvoikko is not on this machine: apt install libvoikko1 voikko-fi",
    ),
]

# Title and text, by a short name and language.
THINGS = {
    "station": (
        "fi",
        "Paloasemien rakentaminen",
        "Ohje paloaseman tilojen, ajoneuvohallin ja puhtaan aseman suunnitteluun.",
    ),
    "clean": (
        "fi",
        "Puhdas paloasema",
        "Altistumisen vähentäminen: varusteiden huolto ja likaisen puolen kulku.",
    ),
    "smoke": (
        "fi",
        "Savusukellusohje",
        "Savusukeltajan varusteet, ilmamäärän valvonta ja parin turvallisuus.",
    ),
    "water": (
        "fi",
        "Sammutusveden hankinta",
        "Vesiasemat, palopostit ja sopimukset kuntien vesilaitosten kanssa.",
    ),
    "oil": (
        "fi",
        "Öljyntorjunnan yhteistoiminta",
        "Alusöljyvahinkojen torjunta saaristossa ja kaluston sijoittelu.",
    ),
    "inspection": (
        "fi",
        "Palotarkastukset 2026",
        "Valvontasuunnitelman tavoitteet ja tarkastusten kohdentaminen.",
    ),
    "inspector": (
        "fi",
        "Tarkastajien koulutuspäivä",
        "Palotarkastajille: pöytäkirjat, hallintopakko ja asiakirjojen julkisuus.",
    ),
    "risk": (
        "fi",
        "Riskienhallinnan verkosto",
        "Riskianalyysi, palvelutaso ja toimintavalmius pelastuslaitoksissa.",
    ),
    "volunteer": (
        "fi",
        "Vapaaehtoisten palokuntien sopimukset",
        "Mallisopimus, korvaukset ja harjoitusten tuki.",
    ),
    "minutes": (
        "fi",
        "Kokousmuistio",
        "Käsiteltiin sammutusveden hankintaa ja paloaseman huoltoa.",
    ),
    "strategy": (
        "fi",
        "Verkoston strategia",
        "Visio, päämäärät ja yhteinen tutkimus vuoteen 2030.",
    ),
    "drone": (
        "fi",
        "Miehittämättömät ilma-alukset",
        "Dronet tilannekuvan tukena maastopaloissa.",
    ),
    "sv-smoke": (
        "sv",
        "Anvisning om rökdykning",
        "Rökdykarens utrustning, luftförbrukning och parets säkerhet.",
    ),
    "sv-water": (
        "sv",
        "Släckvatten på landsbygden",
        "Vattenstationer, brandposter och avtal med kommunernas vattenverk.",
    ),
    "sv-oil": (
        "sv",
        "Oljebekämpning i skärgården",
        "Samverkan mellan räddningsverken och placering av materielen.",
    ),
    "sv-training": (
        "sv",
        "Utbildningsdagar för brandinspektörer",
        "Tillsynsplan, protokoll och offentlighet.",
    ),
    "en-rescue": (
        "en",
        "Rescue departments in Finland",
        "How the twenty-two departments share their development work.",
    ),
    "en-risk": (
        "en",
        "Risk assessment of large events",
        "Guidelines for planning, crowd safety and evacuation.",
    ),
    "en-training": (
        "en",
        "Training firefighters abroad",
        "Exchange programme and the costs of the courses.",
    ),
}
NAMES = {name: number for number, name in enumerate(THINGS, start=1)}

# Language of the reader, the query, and what comes first, in order.
GOLDEN = [
    # A title as it stands, in any case of letters.
    ("fi", "Puhdas paloasema", ["clean"]),
    ("fi", "savusukellusohje", ["smoke"]),
    ("fi", "KOKOUSMUISTIO", ["minutes"]),
    # Inflected, singular for plural, possessive.
    ("fi", "savusukellusohjeesta", ["smoke"]),
    ("fi", "palotarkastuksen", ["inspection"]),
    ("fi", "strategiamme", ["strategy"]),
    ("fi", "paloasemilla", ["station", "clean", "minutes"]),
    # Parts of compounds, and compounds written apart.
    ("fi", "savusukellus", ["smoke"]),
    ("fi", "sammutusvesi", ["water", "minutes"]),
    ("fi", "tarkastaja", ["inspector"]),
    ("fi", "öljytorjunta", ["oil"]),
    ("fi", "ilma-alus", ["drone"]),
    # Several words: what has both before what has one, titles before texts.
    ("fi", "paloaseman rakentaminen", ["station"]),
    ("fi", "sammutusveden hankinnan sopimukset", ["water"]),
    ("fi", "palokuntien sopimus", ["volunteer"]),
    # Typing errors, without dots, in another order of letters.
    ("fi", "savusuksellus", ["smoke"]),
    ("fi", "paloatrkastukset", ["inspection"]),
    ("fi", "oljyntorjunta", ["oil"]),
    ("fi", "stratgia", ["strategy"]),
    # Only in a text.
    ("fi", "maastopalo", ["drone"]),
    ("fi", "mallisopimus", ["volunteer"]),
    # Swedish: definite forms, compounds, an error.
    ("sv", "rökdykningen", ["sv-smoke"]),
    ("sv", "släckvattnet", ["sv-water"]),
    ("sv", "oljebekämpningens", ["sv-oil"]),
    ("sv", "brandinspektör", ["sv-training"]),
    ("sv", "rökdyning", ["sv-smoke"]),
    ("sv", "räddningsverkens samverkan", ["sv-oil"]),
    # English: plurals, endings, an error.
    ("en", "rescue department", ["en-rescue"]),
    ("en", "assessing risks", ["en-risk"]),
    ("en", "firefighter", ["en-training"]),
    ("en", "evacuaton", ["en-risk"]),
    # Another language than the reader's.
    ("fi", "rökdykning", ["sv-smoke"]),
    ("sv", "sammutusvedestä", ["water"]),
    ("en", "riskienhallinta", ["risk"]),
]


@pytest.fixture
def library(shelf):
    for name, (language, title, text) in THINGS.items():
        shelf.put(NAMES[name], title, text=text, language=language)
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    corrections.forget()
    return shelf


def test_golden_queries_find_first_what_they_must(library):
    reader = UserFactory()
    names = {number: name for name, number in NAMES.items()}
    wrong = {}
    for language, query, first in GOLDEN:
        found = search(user=reader, query=query, language=language, kind=library.key)
        hits = [names[hit.id] for hit in found.hits]
        if hits[: len(first)] != first:
            wrong[query] = hits
    assert wrong == {}
