"""The common vocabulary of the rescue services: sixty concepts of our own defining."""

from home.demo.shapes import Concept, Term, Vocabulary

VOCABULARY = Vocabulary(
    slug="pelastustoimi",
    title="Pelastustoimen yhteinen sanasto",
    description=(
        "Käsitteet, jotka pelastuslaitokset ja verkoston hankkeet ovat määritelleet yhdessä. "
        "Termit suomeksi, ruotsiksi ja englanniksi."
    ),
)

CONCEPT_WORK = "verkoston käsitetyö 2021"
WORKSHOPS = "hankkeen työpajat 2021"
HANDBOOK = "Palvelukokonaisuuksien käsikirja"
RISK_GUIDE = "Riskiarvion opas pelastuslaitoksille"
SELF_MONITORING = "omavalvonnan työryhmä"
SITUATION = "tilannekuvan ja johtamisen asiantuntijaverkosto"
MEDICAL = "ensihoidon asiantuntijaverkosto"
PREPAREDNESS = "verkoston valmiussanasto, luonnos"
RESCUE_ACT = "vrt. pelastuslaki (379/2011)"

SERVICES = "palvelukokonaisuudet"
DATA = "omavalvonnan-tietopohja"
PICTURE = "yhteinen-tilannekuva"

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        code="k-0001",
        fi="pelastustoimi",
        sv="räddningsväsendet",
        en="rescue services",
        definition_fi=(
            "julkisen hallinnon toimiala, joka ehkäisee onnettomuuksia, auttaa niiden sattuessa ja "
            "suojelee väestöä"
        ),
        definition_sv=(
            "område inom den offentliga förvaltningen som förebygger olyckor, hjälper när de "
            "inträffar och skyddar befolkningen"
        ),
        definition_en=(
            "field of public administration that prevents accidents, helps when they happen and "
            "protects the population"
        ),
        terms=(
            Term("räddningsväsende", "sv", "synonym"),
            Term(
                "palotoimi",
                "fi",
                "discouraged",
                "Vanhentunut: kattaa vain palontorjunnan. Käytä termiä pelastustoimi.",
            ),
            Term(
                "räddningstjänsten",
                "sv",
                "discouraged",
                "Ruotsin hallinnon termi. Suomessa käytetään termiä räddningsväsendet.",
            ),
        ),
        note="Englannin termi on monikossa myös silloin, kun puhutaan yhdestä järjestelmästä.",
        sources=(CONCEPT_WORK, RESCUE_ACT),
    ),
    Concept(
        code="k-0002",
        fi="pelastuslaitos",
        sv="räddningsverk",
        en="rescue department",
        definition_fi=(
            "organisaatio, joka hoitaa alueen pelastustoimelle kuuluvat tehtävät ympäri "
            "vuorokauden"
        ),
        definition_sv=(
            "organisation som dygnet runt sköter de uppgifter som hör till räddningsväsendet inom "
            "ett område"
        ),
        definition_en=(
            "organisation that carries out the duties of the rescue services in its area around "
            "the clock"
        ),
        terms=(
            Term("aluepelastuslaitos", "fi", "synonym"),
            Term(
                "palolaitos",
                "fi",
                "discouraged",
                "Viittaa aikaan ennen alueellisia pelastuslaitoksia.",
            ),
            Term(
                "fire department",
                "en",
                "discouraged",
                "Liian suppea: pelastuslaitos hoitaa myös valvontaa, väestönsuojelua ja "
                "usein ensihoitoa.",
            ),
        ),
        note="Verkostossa on strategiakaudella 22 pelastuslaitosta.",
        sources=(CONCEPT_WORK,),
        broader_partitive=("pelastustoimi",),
    ),
    Concept(
        code="k-0003",
        fi="pelastusviranomainen",
        sv="räddningsmyndighet",
        en="rescue authority",
        definition_fi=(
            "viranhaltija tai toimielin, jolla on lakiin perustuva valta päättää pelastustoimen "
            "asioissa"
        ),
        definition_sv=(
            "tjänsteinnehavare eller organ som har lagstadgad befogenhet att fatta beslut i ärenden som "
            "gäller räddningsväsendet"
        ),
        note="Koko pelastuslaitos ei ole viranomainen, vaikka sen nimissä toimitaan.",
        sources=(RESCUE_ACT,),
        related=("pelastuslaitos",),
    ),
    Concept(
        code="k-0004",
        fi="hyvinvointialue",
        sv="välfärdsområde",
        en="wellbeing services county",
        definition_fi=(
            "itsehallinnollinen julkisyhteisö, joka järjestää alueensa sosiaali- ja "
            "terveydenhuollon sekä pelastustoimen"
        ),
        definition_sv=(
            "självstyrande offentligt samfund som ordnar social- och hälsovården och "
            "räddningsväsendet inom sitt område"
        ),
        definition_en=(
            "self-governing public body that organises health and social services and rescue "
            "services in its area"
        ),
        terms=(
            Term(
                "sote-alue",
                "fi",
                "discouraged",
                "Jättää pelastustoimen sanomatta. Käytä termiä hyvinvointialue.",
            ),
            Term(
                "welfare area",
                "en",
                "rejected",
                "Ei virallinen käännös, ja welfare johtaa ajatuksen toimeentuloturvaan.",
            ),
        ),
        note="Helsingissä vastaavat tehtävät järjestää kaupunki.",
        sources=(CONCEPT_WORK,),
        origins=(SERVICES,),
        related=("pelastuslaitos",),
    ),
    Concept(
        code="k-0005",
        fi="pelastustoimen alue",
        sv="räddningsområde",
        en="rescue services region",
        definition_fi=(
            "kuntien muodostama toiminta-alue, jolla kunnat vastasivat pelastustoimesta yhdessä ennen "
            "hyvinvointialueita"
        ),
        definition_sv=(
            "område där kommunerna tillsammans ansvarade för räddningsväsendet före "
            "välfärdsområdena"
        ),
        note=(
            "Käsite on korvattu, koska järjestämisvastuu on siirtynyt. Sitä tarvitaan vielä "
            "aiempien asiakirjojen tulkinnassa."
        ),
        sources=(CONCEPT_WORK,),
        status="superseded",
        replaced_by="hyvinvointialue",
    ),
    Concept(
        code="k-0006",
        fi="pelastustoimen palvelu",
        sv="tjänst inom räddningsväsendet",
        en="service of the rescue services",
        definition_fi=(
            "pelastuslaitoksen toiminta, josta asiakkaalle syntyy turvallisuuteen liittyvä hyöty"
        ),
        definition_sv=(
            "verksamhet vid ett räddningsverk som ger kunden en nytta som gäller säkerheten"
        ),
        terms=(
            Term(
                "räddningstjänst",
                "sv",
                "rejected",
                "Tarkoittaa Ruotsissa pelastustoimintaa.",
            ),
        ),
        note=(
            "Palvelu on aina jollekulle. Jos asiakasta ei osata nimetä, kyse on todennäköisesti "
            "laitoksen sisäisestä työvaiheesta."
        ),
        sources=(WORKSHOPS, f"{HANDBOOK}, luku 1"),
        origins=(SERVICES,),
        broader_partitive=("palvelukokonaisuus",),
        related=("pelastustoimi",),
    ),
    Concept(
        code="k-0007",
        fi="palvelukokonaisuus",
        sv="servicehelhet",
        en="integrated service package",
        definition_fi=(
            "asiakkaan tarpeesta lähtevä joukko palveluja, jotka suunnitellaan ja johdetaan yhdessä, "
            "vaikka tuottajia on useita"
        ),
        definition_sv=(
            "grupp av tjänster som utgår från kundens behov och som planeras och leds tillsammans "
            "även om producenterna är flera"
        ),
        definition_en=(
            "set of services that starts from the needs of a client and is planned and managed as "
            "one even when there are several providers"
        ),
        terms=(
            Term("palvelujen kokonaisuus", "fi", "synonym"),
            Term("helhet av tjänster", "sv", "synonym"),
            Term(
                "palvelupaketti",
                "fi",
                "discouraged",
                "Viittaa kaupalliseen tarjoukseen. Käytä termiä palvelukokonaisuus.",
            ),
            Term(
                "service bundle",
                "en",
                "rejected",
                "Myynnin termi: kokonaisuus ei ole nippu, josta saa alennusta.",
            ),
        ),
        note=(
            "Kokonaisuuteen voi kuulua usean pelastuslaitoksen ja muiden viranomaisten palveluja."
        ),
        sources=(WORKSHOPS, f"{HANDBOOK}, luku 1"),
        origins=(SERVICES,),
        related=("yhdyspinta",),
    ),
    Concept(
        code="k-0008",
        fi="osapalvelu",
        sv="deltjänst",
        en="sub-service",
        definition_fi="palvelun osa, jolla on oma tekijä ja tulos mutta ei omaa asiakasta",
        definition_sv=(
            "del av en tjänst som har en egen utförare och ett eget resultat men inte någon egen "
            "kund"
        ),
        sources=(f"{HANDBOOK}, luku 2",),
        origins=(SERVICES,),
        broader_partitive=("pelastustoimen palvelu",),
    ),
    Concept(
        code="k-0009",
        fi="tukipalvelu",
        sv="stödtjänst",
        en="support service",
        definition_fi=(
            "palvelu, jota ilman pelastuslaitos ei voi hoitaa tehtäviään mutta jota se ei anna "
            "ulkopuoliselle asiakkaalle"
        ),
        definition_sv=(
            "tjänst som räddningsverket behöver för att kunna sköta sina uppgifter men som inte ges "
            "till utomstående kunder"
        ),
        note="Tällaisia ovat esimerkiksi kaluston huolto, tilat ja tietojärjestelmien ylläpito.",
        sources=(WORKSHOPS,),
        origins=(SERVICES,),
        broader_generic=("pelastustoimen palvelu",),
    ),
    Concept(
        code="k-0010",
        fi="tilanne- ja johtokeskuspalvelu",
        sv="läges- och ledningscentraltjänst",
        en="situation and command centre service",
        definition_fi=(
            "palvelu, joka kokoaa tilannetietoa ja antaa johtajille edellytykset päättää ja ohjata"
        ),
        definition_sv=(
            "tjänst som samlar lägesinformation och ger ledarna förutsättningar att besluta och "
            "styra"
        ),
        sources=(WORKSHOPS, "hankkeiden yhteinen tilaisuus 27.10.2021"),
        origins=(SERVICES, PICTURE),
        broader_generic=("pelastustoimen palvelu",),
        related=("johtokeskus", "tilannekeskus"),
    ),
    Concept(
        code="k-0011",
        fi="palvelutaso",
        sv="servicenivå",
        en="service level",
        definition_fi=(
            "palvelujen saatavuuden, laadun ja laajuuden määrä, johon on sitouduttu tietyllä "
            "alueella"
        ),
        definition_sv=(
            "tillgänglighet, kvalitet och omfattning hos tjänsterna som man har förbundit sig till "
            "inom ett visst område"
        ),
        definition_en=(
            "availability, quality and extent of services to which a commitment has been made in a "
            "given area"
        ),
        sources=(CONCEPT_WORK,),
        related=("pelastustoimen palvelu", "palvelukokonaisuus"),
    ),
    Concept(
        code="k-0012",
        fi="palvelutasopäätös",
        sv="servicenivåbeslut",
        en="service level decision",
        definition_fi=(
            "aluevaltuuston ratkaisu siitä, mitä pelastustoimen palveluja alueella annetaan ja "
            "millaisina"
        ),
        definition_sv=(
            "välfärdsområdesfullmäktiges avgörande om vilka av räddningsväsendets tjänster som ges "
            "inom området och i vilken form"
        ),
        terms=(
            Term("beslut om servicenivån", "sv", "synonym"),
            Term("ptp", "fi", "search_term"),
            Term(
                "palvelutasosuunnitelma",
                "fi",
                "rejected",
                "Kyse on sitovasta päätöksestä, ei suunnitelmasta.",
            ),
        ),
        note="Päätös perustuu riskiarvioon ja tehdään määräajaksi. Helsingissä päättää kaupunki.",
        sources=(RESCUE_ACT, RISK_GUIDE),
        origins=(DATA,),
        related=("palvelutaso", "riskiarvio"),
    ),
    Concept(
        code="k-0013",
        fi="yhdyspinta",
        sv="kontaktyta",
        en="interface",
        definition_fi=(
            "kohta, jossa kahden tai useamman organisaation tehtävät kohtaavat ja tulos edellyttää "
            "niiden yhteistä työtä"
        ),
        definition_sv=(
            "ställe där två eller flera organisationers uppgifter möts och resultatet kräver "
            "gemensamt arbete"
        ),
        definition_en=(
            "point where the duties of two or more organisations meet and the result depends on "
            "their working together"
        ),
        terms=(
            Term("gränsyta", "sv", "synonym"),
            Term(
                "rajapinta",
                "fi",
                "discouraged",
                "Varataan tietojärjestelmille. Ihmisten ja organisaatioiden välillä on yhdyspinta.",
            ),
            Term(
                "harmaa alue",
                "fi",
                "rejected",
                "Kuvaa ongelmaa, ei sovittua yhteistyötä.",
            ),
        ),
        note="Yhdyspinnalla on vastuuhenkilö kummassakin organisaatiossa.",
        sources=(WORKSHOPS, f"{HANDBOOK}, luku 3"),
        origins=(SERVICES,),
        related=("hyvinvointialue",),
    ),
    Concept(
        code="k-0014",
        fi="tietojärjestelmärajapinta",
        sv="systemgränssnitt",
        en="system interface",
        definition_fi=(
            "sovittu tapa, jolla tietojärjestelmä antaa tietoa toiselle tai ottaa sitä vastaan"
        ),
        definition_en="agreed way in which one information system gives data to another or receives it",
        terms=(Term("järjestelmärajapinta", "fi", "synonym"),),
        note="Vrt. yhdyspinta, joka on organisaatioiden välillä.",
        sources=(CONCEPT_WORK,),
        origins=(PICTURE, DATA),
        related=("yhdyspinta",),
    ),
    Concept(
        code="k-0015",
        fi="pelastustoimen asiakas",
        sv="kund inom räddningsväsendet",
        en="client of the rescue services",
        definition_fi="ihminen, yhteisö tai organisaatio, jolle pelastuslaitoksen työstä syntyy hyöty",
        note=(
            "Luonnos. Avoinna on, ovatko valvonnan kohteet asiakkaita silloinkin, kun he eivät ole "
            "pyytäneet palvelua."
        ),
        sources=(WORKSHOPS,),
        status="draft",
        origins=(SERVICES,),
        related=("pelastustoimen palvelu",),
    ),
    Concept(
        code="k-0016",
        fi="omavalvonta",
        sv="egenkontroll",
        en="self-monitoring",
        definition_fi=(
            "toiminta, jolla palvelun järjestäjä tai tuottaja itse seuraa palvelunsa toteutumista ja "
            "korjaa poikkeamat"
        ),
        definition_sv=(
            "verksamhet genom vilken den som ordnar eller producerar en tjänst själv följer hur "
            "tjänsten genomförs och rättar till avvikelser"
        ),
        definition_en=(
            "activity in which the organiser or provider of a service follows how the service is "
            "carried out and corrects deviations"
        ),
        terms=(
            Term(
                "sisäinen tarkastus",
                "fi",
                "rejected",
                "Eri asia: tarkastus on johdosta riippumatonta arviointia.",
            ),
            Term(
                "självövervakning",
                "sv",
                "discouraged",
                "Suora käännös. Suomen lainsäädännössä käytetään termiä egenkontroll.",
            ),
            Term(
                "self-control",
                "en",
                "rejected",
                "Tarkoittaa itsehillintää.",
            ),
        ),
        sources=(SELF_MONITORING,),
        origins=(DATA,),
        related=("palvelutaso",),
    ),
    Concept(
        code="k-0017",
        fi="omavalvontaohjelma",
        sv="program för egenkontroll",
        en="self-monitoring programme",
        definition_fi=(
            "julkinen asiakirja, jossa kerrotaan, miten palvelujen toteutumista seurataan ja "
            "puutteet korjataan"
        ),
        definition_sv=(
            "offentlig handling som beskriver hur genomförandet av tjänsterna följs upp och hur "
            "brister åtgärdas"
        ),
        sources=(SELF_MONITORING,),
        origins=(DATA,),
        broader_partitive=("omavalvonta",),
    ),
    Concept(
        code="k-0018",
        fi="omavalvontamalli",
        sv="modell för egenkontroll",
        en="self-monitoring model",
        definition_fi=(
            "pelastuslaitosten yhteinen kuvaus siitä, millaisin vaihein, vastuin ja mittarein "
            "omavalvontaa tehdään"
        ),
        sources=(SELF_MONITORING,),
        origins=(DATA,),
        related=("omavalvonta", "omavalvontaohjelma"),
    ),
    Concept(
        code="k-0019",
        fi="poikkeamailmoitus",
        sv="avvikelserapport",
        en="deviation report",
        definition_fi=(
            "työntekijän tai asiakkaan tekemä merkintä siitä, että jokin ei toteutunut niin kuin oli "
            "tarkoitus"
        ),
        definition_sv=(
            "anteckning av en anställd eller kund om att något inte genomfördes på avsett sätt"
        ),
        terms=(
            Term("poikkeamaraportti", "fi", "synonym"),
            Term(
                "virheilmoitus",
                "fi",
                "discouraged",
                "Ohjaa etsimään syyllistä. Poikkeama voi olla myös läheltä piti -tilanne.",
            ),
        ),
        sources=(SELF_MONITORING,),
        origins=(DATA,),
        broader_partitive=("omavalvonta",),
    ),
    Concept(
        code="k-0020",
        fi="mittari",
        sv="indikator",
        en="indicator",
        definition_fi="sovitulla tavalla laskettava luku, josta nähdään, toteutuuko tavoite",
        definition_sv="tal som beräknas på ett överenskommet sätt och visar om ett mål nås",
        definition_en="figure calculated in an agreed way that shows whether an aim is being met",
        terms=(
            Term("tunnusluku", "fi", "synonym"),
            Term("indikaattori", "fi", "synonym"),
            Term(
                "mätare",
                "sv",
                "discouraged",
                "Tarkoittaa mittalaitetta. Käytä termiä indikator.",
            ),
        ),
        sources=("Mittarikortit, koekäyttöversio",),
        origins=(DATA,),
        related=("omavalvonta",),
    ),
    Concept(
        code="k-0021",
        fi="onnettomuuksien ehkäisy",
        sv="förebyggande av olyckor",
        en="prevention of accidents",
        definition_fi=(
            "toiminta, jolla vähennetään tulipalojen ja muiden äkillisten vahinkojen todennäköisyyttä "
            "ja seurauksia ennalta"
        ),
        definition_sv=(
            "verksamhet som på förhand minskar sannolikheten för och följderna av bränder och andra "
            "plötsliga skador"
        ),
        definition_en=(
            "activity that reduces in advance the likelihood and consequences of fires and other "
            "sudden damage"
        ),
        terms=(
            Term("onnettomuuksien ennaltaehkäisy", "fi", "synonym"),
            Term(
                "palonehkäisy",
                "fi",
                "discouraged",
                "Suppeampi: koskee vain tulipaloja.",
            ),
        ),
        sources=(CONCEPT_WORK, RESCUE_ACT),
        origins=(SERVICES,),
        broader_partitive=("pelastustoimi",),
    ),
    Concept(
        code="k-0022",
        fi="onnettomuus",
        sv="olycka",
        en="accident",
        definition_fi=(
            "äkillinen tahaton tapahtuma, joka aiheuttaa vahinkoa ihmiselle, omaisuudelle tai "
            "ympäristölle"
        ),
        definition_sv=(
            "plötslig oavsiktlig händelse som orsakar skada på människor, egendom eller miljö"
        ),
        definition_en=(
            "sudden unintentional event that causes harm to people, property or the environment"
        ),
        sources=(CONCEPT_WORK,),
        related=("onnettomuuksien ehkäisy",),
    ),
    Concept(
        code="k-0023",
        fi="tulipalo",
        sv="eldsvåda",
        en="fire",
        definition_fi="hallitsemattomasti leviävä tai vahinkoa aiheuttava palaminen",
        definition_sv="okontrollerad förbränning som sprider sig eller orsakar skada",
        definition_en="combustion that spreads out of control or causes damage",
        terms=(Term("brand", "sv", "synonym"), Term("palo", "fi", "search_term")),
        sources=(CONCEPT_WORK,),
        broader_generic=("onnettomuus",),
    ),
    Concept(
        code="k-0024",
        fi="valvontasuunnitelma",
        sv="tillsynsplan",
        en="supervision plan",
        definition_fi=(
            "pelastuslaitoksen asiakirja, jossa kerrotaan, mitä kohteita valvotaan, millä perusteella "
            "ja kuinka usein"
        ),
        definition_sv=(
            "räddningsverkets handling som anger vilka objekt som övervakas, på vilka grunder och "
            "hur ofta"
        ),
        terms=(
            Term(
                "palotarkastussuunnitelma",
                "fi",
                "discouraged",
                "Liian suppea: suunnitelma kattaa myös asiakirjavalvonnan ja muut valvontatavat.",
            ),
        ),
        sources=(RESCUE_ACT, CONCEPT_WORK),
        related=("onnettomuuksien ehkäisy", "riskiarvio"),
    ),
    Concept(
        code="k-0025",
        fi="palotarkastus",
        sv="brandsyn",
        en="fire inspection",
        definition_fi=(
            "pelastusviranomaisen käynti, jolla arvioidaan kohteen paloturvallisuutta ja varautumista "
            "paikan päällä"
        ),
        definition_sv=(
            "besök där räddningsmyndigheten på platsen bedömer brandsäkerheten och beredskapen i ett "
            "objekt"
        ),
        definition_en=(
            "visit by a rescue authority to assess the fire safety and preparedness of a site on the "
            "spot"
        ),
        terms=(
            Term(
                "brandinspektion",
                "sv",
                "discouraged",
                "Suomessa vakiintunut termi on brandsyn.",
            ),
        ),
        sources=(RESCUE_ACT,),
        broader_partitive=("onnettomuuksien ehkäisy",),
        related=("valvontasuunnitelma",),
    ),
    Concept(
        code="k-0026",
        fi="asiakirjavalvonta",
        sv="dokumenttillsyn",
        en="document-based supervision",
        definition_fi=(
            "valvonta, jossa kohteen turvallisuutta arvioidaan sen toimittamien tietojen perusteella "
            "käymättä paikalla"
        ),
        terms=(
            Term(
                "kirjepalotarkastus",
                "fi",
                "discouraged",
                "Tarkastus edellyttää käyntiä, eikä tietoja enää lähetetä kirjeessä.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        broader_partitive=("onnettomuuksien ehkäisy",),
        related=("palotarkastus",),
    ),
    Concept(
        code="k-0027",
        fi="palotarkastusväli",
        sv="brandsynsintervall",
        en="fire inspection interval",
        definition_fi="säädetty enimmäisaika kahden peräkkäisen palotarkastuskäynnin välillä",
        note=(
            "Poistettu käytöstä: kiinteistä väliajoista on luovuttu, ja käyntien tiheys perustuu "
            "valvontasuunnitelmaan."
        ),
        sources=(CONCEPT_WORK,),
        status="retired",
        related=("palotarkastus",),
    ),
    Concept(
        code="k-0028",
        fi="turvallisuusviestintä",
        sv="säkerhetskommunikation",
        en="safety communication",
        definition_fi=(
            "viestintä, koulutus ja neuvonta, joilla vahvistetaan ihmisten kykyä ehkäistä onnettomuuksia "
            "ja toimia niissä oikein"
        ),
        definition_sv=(
            "information, utbildning och rådgivning som stärker människors förmåga att förebygga "
            "olyckor och att handla rätt när de inträffar"
        ),
        terms=(
            Term("valistus ja neuvonta", "fi", "synonym"),
            Term(
                "turvallisuusvalistus",
                "fi",
                "discouraged",
                "Valistus kulkee vain yhteen suuntaan.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        origins=(SERVICES,),
        broader_partitive=("onnettomuuksien ehkäisy",),
    ),
    Concept(
        code="k-0029",
        fi="riskienhallinta",
        sv="riskhantering",
        en="risk management",
        definition_fi=(
            "järjestelmällinen työ, jolla uhkat tunnistetaan, niiden merkitys arvioidaan ja niihin "
            "vaikutetaan"
        ),
        definition_sv=(
            "systematiskt arbete för att identifiera hot, bedöma deras betydelse och påverka dem"
        ),
        definition_en="systematic work to identify threats, assess their significance and influence them",
        sources=(RISK_GUIDE,),
        related=("onnettomuuksien ehkäisy",),
    ),
    Concept(
        code="k-0030",
        fi="riskiarvio",
        sv="riskbedömning",
        en="risk assessment",
        definition_fi=(
            "perusteltu käsitys siitä, kuinka todennäköisiä ja vakavia alueen onnettomuudet ja muut "
            "uhkat ovat"
        ),
        definition_sv=(
            "motiverad uppfattning om hur sannolika och allvarliga olyckorna och de andra hoten inom "
            "ett område är"
        ),
        definition_en=(
            "reasoned view of how likely and how serious the accidents and other threats of an area "
            "are"
        ),
        terms=(
            Term(
                "riskianalyysi",
                "fi",
                "discouraged",
                "Analyysi on arvion työvaihe, ei sen tulos.",
            ),
            Term("riskinarviointi", "fi", "synonym"),
        ),
        sources=(RISK_GUIDE,),
        broader_partitive=("riskienhallinta",),
    ),
    Concept(
        code="k-0031",
        fi="riskiruutu",
        sv="riskruta",
        en="risk grid cell",
        definition_fi=(
            "neliökilometrin kokoinen alue, jolle lasketaan odotettavissa olevien kiireellisten "
            "pelastustehtävien määrä"
        ),
        definition_sv=(
            "område på en kvadratkilometer för vilket man beräknar det förväntade antalet brådskande "
            "räddningsuppdrag"
        ),
        terms=(Term("ruutu", "fi", "search_term"),),
        sources=("Riskiruutujen laskentaohje, versio 4",),
        related=("riskiarvio",),
    ),
    Concept(
        code="k-0032",
        fi="ennakointi",
        sv="framsyn",
        en="foresight",
        definition_fi=(
            "työ, jolla tulkitaan muutoksen merkkejä ja kuvataan vaihtoehtoisia kehityskulkuja päätösten "
            "pohjaksi"
        ),
        definition_sv=(
            "arbete för att tolka tecken på förändring och beskriva alternativa utvecklingsförlopp som "
            "grund för beslut"
        ),
        terms=(
            Term(
                "ennustaminen",
                "fi",
                "discouraged",
                "Ennuste kertoo yhden tulevaisuuden, ennakointi monta mahdollista.",
            ),
        ),
        note="Kommenttikierroksella.",
        sources=("strategia 2021–2023", SITUATION),
        status="proposed",
        related=("riskienhallinta", "varautuminen"),
    ),
    Concept(
        code="k-0033",
        fi="pelastustoiminta",
        sv="räddningsverksamhet",
        en="rescue operations",
        definition_fi=(
            "kiireelliset tehtävät, joilla ihmisiä, omaisuutta ja ympäristöä autetaan onnettomuuden "
            "uhatessa tai sattuessa"
        ),
        definition_sv=(
            "brådskande uppgifter som utförs för att hjälpa människor och skydda egendom och miljö när "
            "en olycka hotar eller har inträffat"
        ),
        definition_en=(
            "urgent tasks carried out to help people and protect property and the environment when an "
            "accident threatens or has happened"
        ),
        terms=(
            Term(
                "räddningsinsats",
                "sv",
                "discouraged",
                "Ruotsin termi; yksittäisestä tehtävästä räddningsuppdrag.",
            ),
        ),
        sources=(RESCUE_ACT, CONCEPT_WORK),
        broader_partitive=("pelastustoimi",),
    ),
    Concept(
        code="k-0034",
        fi="pelastustoiminnan johtaja",
        sv="räddningsledare",
        en="incident commander",
        definition_fi=(
            "viranomainen, joka tekee onnettomuuden aikana pelastustehtävää koskevat päätökset ja vastaa "
            "niistä"
        ),
        definition_sv=(
            "myndighetsperson som under en olycka fattar besluten om räddningsuppdraget och svarar för "
            "dem"
        ),
        terms=(
            Term("head of rescue operations", "en", "synonym"),
            Term("ptj", "fi", "search_term"),
            Term(
                "tilannejohtaja",
                "fi",
                "rejected",
                "Poliisin johtamisjärjestelmän termi.",
            ),
        ),
        sources=(RESCUE_ACT,),
        origins=(PICTURE,),
        related=("pelastustoiminta",),
    ),
    Concept(
        code="k-0035",
        fi="pelastusmuodostelma",
        sv="räddningsformation",
        en="rescue formation",
        definition_fi="kahdesta tai useammasta yksiköstä koottu joukko, jolla on yhteinen johtaja",
        definition_sv="styrka som består av två eller flera enheter och har en gemensam ledare",
        note="Kokoja ovat esimerkiksi pelastusjoukkue ja pelastuskomppania.",
        sources=(CONCEPT_WORK,),
        related=("pelastustoiminta",),
    ),
    Concept(
        code="k-0036",
        fi="pelastusyksikkö",
        sv="räddningsenhet",
        en="rescue unit",
        definition_fi=(
            "henkilöstöstä, ajoneuvosta ja varusteista muodostuva kokonaisuus, joka voidaan hälyttää "
            "tehtävälle yhtenä"
        ),
        definition_sv=(
            "helhet av personal, fordon och utrustning som kan larmas till ett uppdrag som en enda"
        ),
        definition_en=(
            "crew, vehicle and equipment that together can be dispatched to an incident as one"
        ),
        sources=(CONCEPT_WORK,),
        origins=(PICTURE,),
        broader_partitive=("pelastusmuodostelma",),
    ),
    Concept(
        code="k-0037",
        fi="pelastusajoneuvo",
        sv="räddningsfordon",
        en="rescue vehicle",
        definition_fi="hälytysajoneuvo, joka on varustettu pelastustehtäviä varten",
        definition_sv="utryckningsfordon som är utrustat för räddningsuppdrag",
        sources=(CONCEPT_WORK,),
        related=("pelastusyksikkö",),
    ),
    Concept(
        code="k-0038",
        fi="sammutusauto",
        sv="släckningsbil",
        en="fire engine",
        definition_fi="pelastusajoneuvo, jossa on pumppu, sammutusvettä ja miehistötila",
        definition_sv="räddningsfordon med pump, släckvatten och manskapsutrymme",
        terms=(
            Term(
                "paloauto",
                "fi",
                "discouraged",
                "Yleiskieltä: voi tarkoittaa mitä tahansa pelastuslaitoksen autoa.",
            ),
            Term(
                "brandbil",
                "sv",
                "discouraged",
                "Yleiskieltä. Ammattikielessä släckningsbil.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        broader_generic=("pelastusajoneuvo",),
    ),
    Concept(
        code="k-0039",
        fi="säiliöauto",
        sv="tankbil",
        en="water tender",
        definition_fi="pelastusajoneuvo, jonka päätehtävä on kuljettaa sammutusvettä",
        definition_sv="räddningsfordon vars huvuduppgift är att transportera släckvatten",
        terms=(Term("vesisäiliöauto", "fi", "synonym"),),
        sources=(CONCEPT_WORK,),
        broader_generic=("pelastusajoneuvo",),
    ),
    Concept(
        code="k-0040",
        fi="hälytysvaste",
        sv="larmrespons",
        en="predetermined attendance",
        definition_fi=(
            "ennalta suunniteltu joukko yksiköitä, jotka hälytetään tietynlaiselle tehtävälle tietyllä "
            "alueella"
        ),
        terms=(Term("vaste", "fi", "synonym"), Term("PDA", "en", "search_term")),
        note="Ruotsin termi on kommenttikierroksella vielä auki.",
        sources=(SITUATION,),
        status="proposed",
        origins=(PICTURE,),
        related=("pelastusyksikkö", "hätäkeskus"),
    ),
    Concept(
        code="k-0041",
        fi="toimintavalmiusaika",
        sv="aktionsberedskapstid",
        en="response time",
        definition_fi=(
            "aika, joka kuluu yksikön hälyttämisestä tehokkaan pelastustoiminnan alkamiseen"
        ),
        definition_sv=(
            "tid från det att en enhet larmas till dess att en effektiv räddningsverksamhet inleds"
        ),
        definition_en="time from the alerting of a unit to the start of effective rescue operations",
        terms=(
            Term(
                "insatstid",
                "sv",
                "discouraged",
                "Ruotsin termi; laskutapa on toinen.",
            ),
            Term(
                "saapumisaika",
                "fi",
                "rejected",
                "Saapuminen ei vielä ole tehokasta toimintaa.",
            ),
        ),
        sources=("Mittarikortit, koekäyttöversio", CONCEPT_WORK),
        origins=(DATA,),
        related=("palvelutaso", "riskiruutu"),
    ),
    Concept(
        code="k-0042",
        fi="savusukellus",
        sv="rökdykning",
        en="breathing apparatus entry",
        definition_fi=(
            "työskentely paineilmahengityslaitteella savun täyttämässä sisätilassa pelastamista tai "
            "sammuttamista varten"
        ),
        definition_sv=(
            "arbete med tryckluftsapparat i rökfyllda utrymmen inomhus för livräddning eller släckning"
        ),
        terms=(
            Term(
                "smoke diving",
                "en",
                "discouraged",
                "Suora käännös, jota ei englanninkielisissä maissa ymmärretä.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        broader_generic=("pelastustoiminta",),
        related=("tulipalo",),
    ),
    Concept(
        code="k-0043",
        fi="pintapelastus",
        sv="ytlivräddning",
        en="surface water rescue",
        definition_fi="ihmisen pelastaminen vedestä tai heikolta jäältä menemättä pinnan alle",
        definition_sv="räddning av en människa ur vatten eller från svag is utan dykning",
        sources=(CONCEPT_WORK,),
        broader_generic=("pelastustoiminta",),
    ),
    Concept(
        code="k-0044",
        fi="öljyntorjunta",
        sv="oljebekämpning",
        en="oil spill response",
        definition_fi=(
            "toimet, joilla veteen tai maahan päässyt öljy rajataan, kerätään pois ja sen haitat "
            "vähennetään"
        ),
        definition_sv=(
            "åtgärder för att begränsa och samla upp olja som hamnat i vatten eller mark och minska "
            "skadorna"
        ),
        terms=(
            Term("öljyvahinkojen torjunta", "fi", "synonym"),
            Term("bekämpning av oljeskador", "sv", "synonym"),
            Term("oil fighting", "en", "rejected", "Suora käännös ilman merkitystä."),
        ),
        sources=(CONCEPT_WORK,),
        related=("pelastustoiminta",),
    ),
    Concept(
        code="k-0045",
        fi="tilannekuva",
        sv="lägesbild",
        en="situational picture",
        definition_fi=(
            "koottu ja tulkittu esitys siitä, mitä on tapahtunut, mitä on meneillään ja mitä on "
            "odotettavissa"
        ),
        definition_sv=(
            "sammanställd och tolkad framställning av vad som har hänt, vad som pågår och vad som är "
            "att vänta"
        ),
        definition_en=(
            "compiled and interpreted presentation of what has happened, what is going on and what can "
            "be expected"
        ),
        terms=(
            Term("situation picture", "en", "synonym"),
            Term(
                "tilannekatsaus",
                "fi",
                "discouraged",
                "Katsaus on tilaisuus tai asiakirja, jossa tilannekuva esitetään.",
            ),
        ),
        note="Kartta tai luettelo ei yksin ole tilannekuva: tulkinta kuuluu siihen.",
        sources=(SITUATION, "hankkeiden yhteinen tilaisuus 27.10.2021"),
        origins=(SERVICES, PICTURE),
    ),
    Concept(
        code="k-0046",
        fi="tilannetieto",
        sv="lägesinformation",
        en="situational information",
        definition_fi="yksittäinen havainto tai tieto, jota tarvitaan käsillä olevan tilanteen ymmärtämiseen",
        definition_sv="enskild iakttagelse eller uppgift som behövs för att förstå ett aktuellt läge",
        sources=(SITUATION,),
        origins=(SERVICES, PICTURE),
        broader_partitive=("tilannekuva",),
    ),
    Concept(
        code="k-0047",
        fi="johtokeskus",
        sv="ledningscentral",
        en="command centre",
        definition_fi=(
            "tila ja siellä toimiva organisaatio, josta pelastustoimintaa johdetaan laajassa tai "
            "pitkäkestoisessa tilanteessa"
        ),
        definition_sv=(
            "lokal med den organisation som därifrån leder räddningsverksamheten i ett omfattande eller "
            "långvarigt läge"
        ),
        terms=(
            Term("jokes", "fi", "search_term"),
            Term(
                "johtamiskeskus",
                "fi",
                "discouraged",
                "Rinnakkainen muoto, jota ei tarvita.",
            ),
        ),
        sources=(WORKSHOPS, SITUATION),
        origins=(SERVICES, PICTURE),
        related=("tilannekuva", "tilannekeskus"),
    ),
    Concept(
        code="k-0048",
        fi="tilannekeskus",
        sv="lägescentral",
        en="situation centre",
        definition_fi=(
            "ympäri vuorokauden toimiva yksikkö, joka kokoaa tilannetietoa, jakaa sitä ja tukee "
            "päivystäviä johtajia"
        ),
        definition_sv=(
            "enhet som dygnet runt samlar in och delar lägesinformation och stöder de jourhavande "
            "ledarna"
        ),
        terms=(Term("tike", "fi", "search_term"),),
        note="Kommenttikierroksella: rajaus johtokeskukseen on vielä tarkistettavana.",
        sources=(SITUATION,),
        status="proposed",
        origins=(SERVICES, PICTURE),
        related=("tilannekuva",),
    ),
    Concept(
        code="k-0049",
        fi="hätäkeskus",
        sv="nödcentral",
        en="emergency response centre",
        definition_fi=(
            "viranomaisen toimipaikka, joka ottaa vastaan hätäilmoitukset ja hälyttää tehtävään "
            "tarvittavat yksiköt"
        ),
        definition_sv=(
            "verksamhetsställe hos en myndighet som tar emot nödmeddelanden och larmar de enheter som "
            "uppdraget kräver"
        ),
        terms=(
            Term("112", "fi", "search_term"),
            Term(
                "aluehälytyskeskus",
                "fi",
                "discouraged",
                "Kuntien aikainen nimi. Tehtävä on nykyisin valtion viranomaisella.",
            ),
            Term(
                "larmcentral",
                "sv",
                "rejected",
                "Tarkoittaa yksityistä hälytysten vastaanottoa.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        related=("tilannekeskus",),
    ),
    Concept(
        code="k-0050",
        fi="ensihoitopalvelu",
        sv="prehospital akutsjukvård",
        en="emergency medical services",
        definition_fi=(
            "hyvinvointialueen järjestämä terveydenhuolto, joka antaa kiireellistä apua sairaalan "
            "ulkopuolella ja kuljettaa tarvittaessa hoitoon"
        ),
        definition_sv=(
            "hälso- och sjukvård som välfärdsområdet ordnar för att ge brådskande hjälp utanför sjukhus "
            "och vid behov transportera till vård"
        ),
        terms=(
            Term(
                "sairaankuljetus",
                "fi",
                "discouraged",
                "Kuljetus on vain osa palvelua, eikä jokainen potilas lähde kuljetukseen.",
            ),
            Term("sjuktransport", "sv", "discouraged", "Kuvaa vain kuljetusta."),
            Term("EMS", "en", "synonym"),
        ),
        sources=(MEDICAL,),
        related=("hyvinvointialue",),
    ),
    Concept(
        code="k-0051",
        fi="ensihoito",
        sv="prehospital vård",
        en="prehospital emergency care",
        definition_fi=(
            "äkillisesti sairastuneen tai loukkaantuneen hoidon tarpeen arvio ja hoito tapahtumapaikalla "
            "ja kuljetuksen aikana"
        ),
        definition_sv=(
            "bedömning av vårdbehovet hos den som plötsligt har insjuknat eller skadats samt vård på "
            "platsen och under transporten"
        ),
        terms=(
            Term(
                "ensiapu",
                "fi",
                "rejected",
                "Ensiapua antaa kuka tahansa, ensihoitoa ammattihenkilö.",
            ),
        ),
        sources=(MEDICAL,),
        broader_partitive=("ensihoitopalvelu",),
    ),
    Concept(
        code="k-0052",
        fi="ensivaste",
        sv="första insatsen",
        en="first response",
        definition_fi=(
            "hätätilapotilaan auttaminen yksiköllä, joka hälytetään siksi, että se on perillä ennen "
            "ambulanssia"
        ),
        definition_sv=(
            "hjälp till en patient i nödläge av en enhet som larmas därför att den är framme före "
            "ambulansen"
        ),
        terms=(
            Term(
                "ensiauttaminen",
                "fi",
                "discouraged",
                "Sekoittuu maallikon antamaan apuun.",
            ),
        ),
        sources=(MEDICAL, "Ensivastekoulutuksen yhteinen runko"),
        broader_partitive=("ensihoitopalvelu",),
        related=("ensihoito",),
    ),
    Concept(
        code="k-0053",
        fi="palokunta",
        sv="brandkår",
        en="fire brigade",
        definition_fi=(
            "organisaatio, joka on koulutettu ja varustettu sammuttamaan tulipaloja ja tekemään muita "
            "pelastustehtäviä"
        ),
        definition_sv=(
            "organisation som är utbildad och utrustad för att släcka eldsvådor och utföra andra "
            "räddningsuppdrag"
        ),
        sources=(CONCEPT_WORK,),
        related=("pelastuslaitos",),
    ),
    Concept(
        code="k-0054",
        fi="sopimuspalokunta",
        sv="avtalsbrandkår",
        en="contract fire brigade",
        definition_fi=(
            "palokunta, joka on sitoutunut pelastuslaitoksen kanssa tehdyn sopimuksen mukaisiin "
            "tehtäviin"
        ),
        definition_sv="brandkår som genom avtal med ett räddningsverk har åtagit sig uppgifter",
        terms=(
            Term("spk", "fi", "search_term"),
            Term(
                "puolivakinainen palokunta",
                "fi",
                "rejected",
                "Vanhentunut palvelussuhdetta kuvaava ilmaus.",
            ),
        ),
        sources=(CONCEPT_WORK,),
        broader_generic=("palokunta",),
    ),
    Concept(
        code="k-0055",
        fi="vapaaehtoinen palokunta",
        sv="frivillig brandkår",
        en="volunteer fire brigade",
        definition_fi="palokunta, jota ylläpitää yhdistys ja jonka jäsenet toimivat vapaaehtoisina",
        definition_sv=(
            "brandkår som upprätthålls av en förening och vars medlemmar deltar på frivillig grund"
        ),
        terms=(Term("VPK", "fi", "synonym"), Term("FBK", "sv", "synonym")),
        note="Useimmat vapaaehtoiset palokunnat ovat myös sopimuspalokuntia.",
        sources=(CONCEPT_WORK,),
        broader_generic=("palokunta",),
        related=("sopimuspalokunta",),
    ),
    Concept(
        code="k-0056",
        fi="varautuminen",
        sv="beredskap",
        en="preparedness",
        definition_fi=(
            "ennakolta tehtävä työ, jolla varmistetaan tehtävien hoitaminen kaikissa oloissa"
        ),
        definition_sv="arbete som görs på förhand för att uppgifterna ska kunna skötas i alla förhållanden",
        definition_en="work done in advance to ensure that duties can be carried out in all conditions",
        terms=(Term("förberedelser", "sv", "synonym"),),
        sources=(PREPAREDNESS,),
        related=("pelastustoimi",),
    ),
    Concept(
        code="k-0057",
        fi="valmiussuunnitelma",
        sv="beredskapsplan",
        en="preparedness plan",
        definition_fi=(
            "asiakirja, jossa organisaatio kuvaa, miten se jatkaa toimintaansa häiriötilanteissa ja "
            "poikkeusoloissa"
        ),
        definition_sv=(
            "handling i vilken en organisation beskriver hur verksamheten fortsätter i "
            "störningssituationer och undantagsförhållanden"
        ),
        sources=(PREPAREDNESS,),
        related=("varautuminen",),
    ),
    Concept(
        code="k-0058",
        fi="väestönsuojelu",
        sv="befolkningsskydd",
        en="civil defence",
        definition_fi=(
            "toiminta, jolla ihmisiä suojataan ja autetaan sodan ja siihen rinnastuvien olojen aikana"
        ),
        definition_sv=(
            "verksamhet för att skydda och hjälpa människor under krig och därmed jämförbara "
            "förhållanden"
        ),
        definition_en="activity to protect and help people during war and comparable conditions",
        terms=(
            Term(
                "civil protection",
                "en",
                "discouraged",
                "EU:n termi, joka kattaa myös rauhan ajan suuronnettomuudet.",
            ),
            Term("VSS", "fi", "search_term"),
        ),
        sources=(PREPAREDNESS, RESCUE_ACT),
        broader_partitive=("pelastustoimi",),
        related=("varautuminen", "poikkeusolot"),
    ),
    Concept(
        code="k-0059",
        fi="häiriötilanne",
        sv="störningssituation",
        en="disruption",
        definition_fi=(
            "uhka tai tapahtuma, joka vaarantaa yhteiskunnan tärkeitä toimintoja ja vaatii tavallista "
            "laajempaa yhteistyötä"
        ),
        definition_sv=(
            "hot eller händelse som äventyrar viktiga samhällsfunktioner och kräver mer omfattande "
            "samarbete än vanligt"
        ),
        terms=(
            Term(
                "kriisi",
                "fi",
                "discouraged",
                "Arkikielessä mikä tahansa vaikeus. Viranomaistekstissä tarvitaan tarkempi termi.",
            ),
        ),
        sources=(PREPAREDNESS,),
        related=("varautuminen",),
    ),
    Concept(
        code="k-0060",
        fi="poikkeusolot",
        sv="undantagsförhållanden",
        en="emergency conditions",
        definition_fi=(
            "valmiuslaissa tarkoitettu yhteiskunnan tila, jossa viranomaisille voidaan antaa tavallista "
            "laajemmat toimivaltuudet"
        ),
        definition_sv=(
            "i beredskapslagen avsett tillstånd i samhället där myndigheterna kan ges mer omfattande "
            "befogenheter än vanligt"
        ),
        terms=(
            Term(
                "poikkeustila",
                "fi",
                "rejected",
                "Ei ole Suomen lainsäädännön käsite.",
            ),
        ),
        note="Termiä käytetään monikossa.",
        sources=(PREPAREDNESS,),
        related=("häiriötilanne", "varautuminen"),
    ),
)
