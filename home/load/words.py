"""Words that the bulk data is written with, and their forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    """A Finnish noun in the cases that the sentences of ``writing`` need."""

    nom: str
    gen: str
    part: str
    ill: str

    @property
    def _vowel(self) -> str:
        """The vowel of its endings: the partitive tells the harmony."""
        return self.part[-1]

    @property
    def ine(self) -> str:
        return f"{self.gen[:-1]}ss{self._vowel}"

    @property
    def ela(self) -> str:
        return f"{self.gen[:-1]}st{self._vowel}"


@dataclass(frozen=True)
class Place:
    """A Finnish region; ``loc`` says where: Pirkanmaalla, Kainuussa."""

    nom: str
    gen: str
    loc: str


@dataclass(frozen=True)
class Word:
    """A part of a concept's name in the three languages."""

    fi: str
    sv: str
    en: str


def _rows(table: str) -> list[list[str]]:
    return [line.strip().split("|") for line in table.strip().splitlines()]


NOUNS = [
    Noun(*row)
    for row in _rows(
        """
        riskiarvio|riskiarvion|riskiarviota|riskiarvioon
        palotarkastus|palotarkastuksen|palotarkastusta|palotarkastukseen
        pelastussuunnitelma|pelastussuunnitelman|pelastussuunnitelmaa|pelastussuunnitelmaan
        varautuminen|varautumisen|varautumista|varautumiseen
        tilannekuva|tilannekuvan|tilannekuvaa|tilannekuvaan
        väestönsuojelu|väestönsuojelun|väestönsuojelua|väestönsuojeluun
        omavalvonta|omavalvonnan|omavalvontaa|omavalvontaan
        ensihoito|ensihoidon|ensihoitoa|ensihoitoon
        kalusto|kaluston|kalustoa|kalustoon
        viestintä|viestinnän|viestintää|viestintään
        hälytysohje|hälytysohjeen|hälytysohjetta|hälytysohjeeseen
        toimintavalmius|toimintavalmiuden|toimintavalmiutta|toimintavalmiuteen
        sammutusvesi|sammutusveden|sammutusvettä|sammutusveteen
        öljyntorjunta|öljyntorjunnan|öljyntorjuntaa|öljyntorjuntaan
        pintapelastus|pintapelastuksen|pintapelastusta|pintapelastukseen
        savusukellus|savusukelluksen|savusukellusta|savusukellukseen
        asiakirjavalvonta|asiakirjavalvonnan|asiakirjavalvontaa|asiakirjavalvontaan
        työturvallisuus|työturvallisuuden|työturvallisuutta|työturvallisuuteen
        johtokeskus|johtokeskuksen|johtokeskusta|johtokeskukseen
        viranomaisyhteistyö|viranomaisyhteistyön|viranomaisyhteistyötä|viranomaisyhteistyöhön
        sopimuspalokunta|sopimuspalokunnan|sopimuspalokuntaa|sopimuspalokuntaan
        kemikaalivalvonta|kemikaalivalvonnan|kemikaalivalvontaa|kemikaalivalvontaan
        nuohous|nuohouksen|nuohousta|nuohoukseen
        palontutkinta|palontutkinnan|palontutkintaa|palontutkintaan
        riskiruutu|riskiruudun|riskiruutua|riskiruutuun
        poistumisharjoitus|poistumisharjoituksen|poistumisharjoitusta|poistumisharjoitukseen
        henkilöstö|henkilöstön|henkilöstöä|henkilöstöön
        asemaverkko|asemaverkon|asemaverkkoa|asemaverkkoon
        palvelutaso|palvelutason|palvelutasoa|palvelutasoon
        mittaristo|mittariston|mittaristoa|mittaristoon
        täydennyskoulutus|täydennyskoulutuksen|täydennyskoulutusta|täydennyskoulutukseen
        laskentamalli|laskentamallin|laskentamallia|laskentamalliin
        """
    )
]

PLACES = [
    Place(*row)
    for row in _rows(
        """
        Pirkanmaa|Pirkanmaan|Pirkanmaalla
        Kainuu|Kainuun|Kainuussa
        Lappi|Lapin|Lapissa
        Satakunta|Satakunnan|Satakunnassa
        Kymenlaakso|Kymenlaakson|Kymenlaaksossa
        Varsinais-Suomi|Varsinais-Suomen|Varsinais-Suomessa
        Pohjois-Savo|Pohjois-Savon|Pohjois-Savossa
        Etelä-Karjala|Etelä-Karjalan|Etelä-Karjalassa
        Keski-Suomi|Keski-Suomen|Keski-Suomessa
        Pohjanmaa|Pohjanmaan|Pohjanmaalla
        Päijät-Häme|Päijät-Hämeen|Päijät-Hämeessä
        Helsinki|Helsingin|Helsingissä
        Länsi-Uusimaa|Länsi-Uudenmaan|Länsi-Uudellamaalla
        Keski-Pohjanmaa|Keski-Pohjanmaan|Keski-Pohjanmaalla
        """
    )
]

TITLES = (
    "{a.gen} ohje uudistuu",
    "{a.nom} {p.loc}: mitä opittiin",
    "Kokouksen päätökset: {a.nom} ja {b.nom}",
    "{p.gen} kokemuksia {a.ela}",
    "Kysely {a.ela} on auki",
    "{a.gen} ja {b.gen} raja",
    "Uusi malli {a.ill}",
    "Yhteinen {a.nom} eteni {p.loc}",
    "Muistio: {a.nom}, {p.nom}",
    "Näin {b.nom} muuttaa {a.part}",
)

SENTENCES = (
    "{a.gen} tarkistuslista päivitettiin {p.loc}, ja {b.nom} otettiin siihen mukaan.",
    "Työryhmä vertasi {a.part} kolmessa pelastuslaitoksessa.",
    "Suurin ero löytyi {a.ela}: osa laitoksista kirjaa sen vasta jälkikäteen.",
    "Ennen kuin siirrytään {a.ill}, sovitaan yhdessä {b.gen} vastuista.",
    "{p.gen} pelastuslaitos kertoi, mitä {a.ine} on muuttunut vuoden aikana.",
    "Palautetta {a.ela} pyydetään kuun loppuun mennessä.",
    "Koulutettaville jaetaan ohjeet {a.ela} ja esimerkkejä {b.ela}.",
    "Tulokset eivät riipu siitä, tehdäänkö {a.nom} {p.loc} vai muualla.",
    "Uutta {a.part} kokeillaan ensin kahdella paloasemalla.",
    "Jos {b.ine} havaitaan puutteita, ne korjataan ennen seuraavaa {a.part}.",
    "Päivystäjä näkee {a.gen} tilan samasta näkymästä kuin ennenkin.",
    "Kunnat ja hyvinvointialueet osallistuvat {a.ill} omien suunnitelmiensa mukaan.",
    "{a.gen} mittarit raportoidaan johtoryhmälle neljännesvuosittain.",
    "Seuraavassa kokouksessa käsitellään {a.part} ja {b.gen} kustannuksia.",
    "Vapaaehtoiset ovat kysyneet, miten {a.nom} näkyy heidän työssään.",
    "Harjoituksen palautteessa toivottiin selvempää {a.part}.",
    "Kenelläkään ei ole vielä kokonaiskuvaa {a.gen} vaikutuksista {b.ill}.",
    "Aineistot ovat ryhmän asiakirjoissa, ja {a.ela} vastaa työryhmän sihteeri.",
    "Sää ja pitkät matkat hidastivat {a.part} {p.loc} viime talvena.",
    "Päätös {a.ela} tehdään, kun {b.nom} on saatu valmiiksi.",
)

HEADINGS = ("Tausta", "Mitä päätettiin", "Miten jatketaan", "Kokemukset", "Aikataulu")

FIRST_NAMES = {
    "fi": [
        "Aada",
        "Aatu",
        "Aino",
        "Antero",
        "Arttu",
        "Eeva",
        "Elias",
        "Emilia",
        "Erkki",
        "Esa",
        "Hanna",
        "Harri",
        "Heli",
        "Iida",
        "Ilari",
        "Jaana",
        "Jari",
        "Joonas",
        "Jukka",
        "Kaisu",
        "Kalle",
        "Katja",
        "Kimmo",
        "Laura",
        "Lauri",
        "Leena",
        "Mari",
        "Matias",
        "Miika",
        "Minna",
        "Niina",
        "Noora",
        "Olli",
        "Outi",
        "Paula",
        "Pekka",
        "Petri",
        "Riikka",
        "Risto",
        "Saara",
        "Sampo",
        "Sari",
        "Sini",
        "Tapio",
        "Teemu",
        "Tiina",
        "Toni",
        "Tuula",
        "Ulla",
        "Vesa",
        "Ville",
        "Virpi",
    ],
    "sv": [
        "Anders",
        "Anna",
        "Axel",
        "Britta",
        "Carina",
        "Christer",
        "Ebba",
        "Elin",
        "Filip",
        "Fredrik",
        "Gustav",
        "Hanna",
        "Ida",
        "Johanna",
        "Jonas",
        "Karin",
        "Lars",
        "Linn",
        "Maria",
        "Mats",
        "Monica",
        "Niklas",
        "Oskar",
        "Petra",
        "Ronja",
        "Sofia",
        "Tom",
    ],
}
LAST_NAMES = {
    "fi": [
        "Aaltola",
        "Ahokangas",
        "Alanko",
        "Autere",
        "Eskelä",
        "Haapala",
        "Harjula",
        "Heikura",
        "Hietala",
        "Honkasalo",
        "Hyvärilä",
        "Ilvesoja",
        "Jokiaho",
        "Järvelä",
        "Kaarnasto",
        "Kallioniemi",
        "Kangasaho",
        "Karppala",
        "Kataja",
        "Keskitalo",
        "Kivelä",
        "Koivuranta",
        "Korpela",
        "Koskimaa",
        "Kuusisto",
        "Lahtela",
        "Laineaho",
        "Lehtola",
        "Lepistö",
        "Louhela",
        "Majuri",
        "Mattila",
        "Metsola",
        "Mustajoki",
        "Niemelä",
        "Nurmela",
        "Oksala",
        "Pajunen",
        "Peltoaho",
        "Pihlaja",
        "Raatikka",
        "Rantala",
        "Raunio",
        "Ruohonen",
        "Saarela",
        "Salmela",
        "Sillanpää",
        "Suvanto",
        "Takkula",
        "Tammisto",
        "Tervala",
        "Tuomela",
        "Uusitalo",
        "Vainio",
        "Vesala",
        "Viitala",
        "Ylämäki",
    ],
    "sv": [
        "Ahlskog",
        "Backman",
        "Bergström",
        "Björkell",
        "Dahlbom",
        "Ekholm",
        "Enlund",
        "Forsell",
        "Granvik",
        "Hagman",
        "Holmlund",
        "Kronqvist",
        "Lindroos",
        "Lundell",
        "Malmsten",
        "Nordling",
        "Nyholm",
        "Rosenblad",
        "Sandvik",
        "Sjöholm",
        "Strandberg",
        "Söderlund",
        "Westerholm",
        "Åkerlund",
        "Österman",
    ],
}
JOB_TITLES = (
    "palomies",
    "paloesimies",
    "palomestari",
    "palotarkastaja",
    "ensihoitaja",
    "ensihoidon kenttäjohtaja",
    "riskienhallintapäällikkö",
    "valmiuspäällikkö",
    "turvallisuuskouluttaja",
    "viestintäasiantuntija",
    "kalustomestari",
    "pelastuspäällikkö",
)
EXPERTISE = (
    "riskienhallinta",
    "palotarkastus",
    "ensihoito",
    "varautuminen",
    "väestönsuojelu",
    "kalusto",
    "viestintä",
    "vesipelastus",
    "vaaralliset aineet",
    "paikkatieto",
    "koulutus",
    "omavalvonta",
)

# Names of concepts: a Finnish and Swedish beginning joins the head to one word.
BEGINNINGS = [
    Word(*row)
    for row in _rows(
        """
        riski|risk|risk
        palo|brand|fire
        pelastus|räddnings|rescue
        varautumis|beredskaps|preparedness
        tilanne|läges|situation
        hälytys|larm|alarm
        sammutus|släcknings|extinguishing
        turvallisuus|säkerhets|safety
        koulutus|utbildnings|training
        johtamis|lednings|command
        viestintä|kommunikations|communication
        ensihoito|akutvårds|emergency care
        kemikaali|kemikalie|chemical
        öljyntorjunta|oljebekämpnings|oil spill response
        savunpoisto|rökevakuerings|smoke extraction
        vesihuolto|vattenförsörjnings|water supply
        väestönsuojelu|befolkningsskydds|civil defence
        onnettomuus|olycks|accident
        kalusto|materiel|equipment
        asema|stations|station
        valvonta|tillsyns|inspection
        laatu|kvalitets|quality
        tieto|data|data
        kuljetus|transport|transport
        """
    )
]
HEADS = [
    Word(*row)
    for row in _rows(
        """
        arvio|bedömning|assessment
        suunnitelma|plan|plan
        ohje|anvisning|instruction
        mittari|mätare|indicator
        luokka|klass|class
        taso|nivå|level
        toiminta|verksamhet|operation
        järjestelmä|system|system
        valmius|förmåga|capability
        vastuu|ansvar|responsibility
        tehtävä|uppgift|task
        aika|tid|time
        alue|område|area
        harjoitus|övning|exercise
        rekisteri|register|register
        selvitys|utredning|report
        menettely|förfarande|procedure
        tarve|behov|need
        malli|modell|model
        palvelu|tjänst|service
        """
    )
]
# The Swedish ones are of a kind that agrees with every noun.
ADJECTIVES = [
    Word(*row)
    for row in _rows(
        """
        ennakoiva|förebyggande|preventive
        jatkuva|fortlöpande|continuous
        voimassa oleva|gällande|current
        täydentävä|kompletterande|supplementary
        tukeva|stödjande|supporting
        ohjaava|vägledande|guiding
        sitova|bindande|binding
        yleinen|övergripande|general
        neuvova|rådgivande|advisory
        yhteensovittava|samordnande|coordinating
        vertaileva|jämförande|comparative
        kattava|heltäckande|comprehensive
        """
    )
]
