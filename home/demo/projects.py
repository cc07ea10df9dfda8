"""The ended project with its outputs, and two projects that are running."""

from datetime import date

from home.demo.shapes import (
    Document,
    Edition,
    Event,
    Member,
    Milestone,
    MonthEdge,
    Output,
    Project,
    Section,
    Update,
)

KASIKIRJA_FI = Document(
    key="palvelukasikirja-fi",
    title="Palvelukokonaisuuksien käsikirja",
    filename="palvelukokonaisuuksien-kasikirja.pdf",
    sections=(
        Section(
            "Lukijalle",
            (
                "Käsikirja kertoo, miten pelastuslaitos kuvaa palvelunsa kokonaisuuksina. Se on "
                "tehty työkirjaksi: lue luku, kokeile sitä omassa laitoksessasi ja siirry seuraavaan. "
                "Kuvausta ei tarvitse keksiä alusta, sillä esimerkit ovat tekstin lomassa.",
                "Tekijöinä oli kahdentoista pelastuslaitoksen väkeä, asiakkaita ja kumppaneita. "
                "Käsikirja on kaikkien pelastuslaitosten yhteistä omaisuutta. Sitä saa muokata "
                "ja lainata ilman eri lupaa.",
            ),
        ),
        Section(
            "1 Mikä palvelukokonaisuus on",
            (
                "Palvelukokonaisuus kokoaa yhteen palvelut, jotka asiakas kokee yhdeksi. "
                "Esimerkki: päiväkodin johtaja tarvitsee poistumisharjoituksen, "
                "palotarkastuksen ja neuvoja henkilöstölleen. Laitoksessa ne hoitaa kolme eri "
                "yksikköä, mutta asiakkaalle ne ovat samaa turvallisuutta.",
                "Kokonaisuudella on omistaja, joka vastaa siitä, että osat sopivat yhteen. "
                "Omistajan ei tarvitse olla kaikkien tekijöiden esihenkilö.",
                "Hankkeessa kuvattiin kolme kokonaisuutta: onnettomuuksien ehkäisyn palvelut, "
                "tilanne- ja johtokeskuspalvelut sekä tukipalvelut.",
            ),
        ),
        Section(
            "2 Näin kuvaat palvelun",
            (
                "Kuvaus mahtuu yhdelle sivulle. Kirjoita se kielellä, jota asiakas käyttää.",
                "- Kenelle palvelu on tarkoitettu ja mihin tarpeeseen se vastaa?",
                "- Mitä asiakas tekee itse ja mitä laitos tekee?",
                "- Mistä palvelu alkaa ja mihin se päättyy?",
                "- Kuka muu osallistuu, ja missä kohdassa vastuu vaihtuu?",
                "- Mistä nähdään, että palvelu onnistui?",
                "Lue kuvaus ääneen jollekulle, joka ei ole pelastusalalla. Jos hän joutuu "
                "kysymään saman asian kahdesti, korjaa kohta.",
            ),
        ),
        Section(
            "3 Yhdyspinnat",
            (
                "Yhdyspinta on kohta, jossa kahden organisaation työ kohtaa. Se voi olla "
                "ilmoitus, yhteinen käynti, siirtyvä tieto tai sovittu vastuu. Hyvinvointialueella "
                "yhdyspintoja on eniten ensihoidossa, kotihoidossa ja sosiaalipäivystyksessä.",
                "Piirrä ensin kaksi ympyrää ja merkitse niiden leikkaukseen kaikki, mikä vaatii "
                "molempia. Nimeä jokaiselle kohdalle vastuuhenkilö kummastakin organisaatiosta. "
                "Jos toista nimeä ei löydy, yhdyspinta on sovittu vain paperilla.",
                "Esimerkki: kotihoidon työntekijä huomaa asunnossa paloriskin. Kun ilmoituksen "
                "tapa, käsittelyaika ja palaute on sovittu, asunnossa käydään keskimäärin kuuden "
                "arkipäivän kuluessa.",
            ),
        ),
        Section(
            "4 Käyttöönotto omassa laitoksessa",
            (
                "Aloita yhdestä kokonaisuudesta. Varaa työhön kolme kahden tunnin kokousta ja "
                "kutsu mukaan ihmisiä vuoroista, ei vain suunnittelijoita.",
                "Ensimmäisessä kokouksessa valitaan palvelut, toisessa piirretään yhdyspinnat ja "
                "kolmannessa sovitaan seurannasta. Sen jälkeen kuvaus viedään "
                "palvelutasopäätöksen valmisteluun ja omavalvontaan.",
                "Kuvaus vanhenee. Merkitse siihen tarkistuspäivä ja henkilö, joka muistaa sen.",
            ),
        ),
        Section(
            "5 Käsitteet",
            (
                "Työn aikana huomattiin, että sama sana tarkoitti eri laitoksissa eri asiaa. "
                "Yhteiset määritelmät on viety käsitepankkiin. Jos tarvitset käsitettä, jota "
                "pankissa ei ole, ehdota sitä; älä kirjoita omaa rinnakkaista määritelmää.",
            ),
        ),
    ),
)

KASIKIRJA_SV = Document(
    key="palvelukasikirja-sv",
    title="Handbok om servicehelheter",
    filename="handbok-om-servicehelheter.pdf",
    language="sv",
    sections=(
        Section(
            "Till läsaren",
            (
                "Handboken berättar hur ett räddningsverk beskriver sina tjänster som helheter. "
                "Den är en arbetsbok: läs ett kapitel, pröva det i det egna räddningsverket och gå "
                "vidare till nästa. Beskrivningen behöver inte uppfinnas från början, eftersom "
                "det finns exempel i texten.",
                "Handboken har gjorts av personal vid tolv räddningsverk tillsammans med kunder "
                "och partner. Den är räddningsverkens gemensamma egendom och får bearbetas och "
                "citeras utan särskilt tillstånd.",
            ),
        ),
        Section(
            "1 Vad en servicehelhet är",
            (
                "En servicehelhet samlar de tjänster som kunden upplever som en enda. Ett exempel: "
                "föreståndaren för ett daghem behöver en utrymningsövning, en brandsyn och råd "
                "till personalen. På räddningsverket sköts detta av tre olika enheter, men för "
                "kunden handlar det om samma säkerhet.",
                "Varje helhet har en ägare som ser till att delarna passar ihop. Ägaren behöver "
                "inte vara chef för alla som utför arbetet.",
                "I projektet beskrevs tre helheter: tjänster för förebyggande av olyckor, läges- "
                "och ledningscentraltjänster samt stödtjänster.",
            ),
        ),
        Section(
            "2 Så beskriver du en tjänst",
            (
                "Beskrivningen ryms på en sida. Skriv på ett språk som kunden själv använder.",
                "- Vem är tjänsten avsedd för och vilket behov svarar den på?",
                "- Vad gör kunden själv och vad gör räddningsverket?",
                "- Var börjar tjänsten och var slutar den?",
                "- Vilka andra deltar och var övergår ansvaret från en part till en annan?",
                "- Hur ser man att tjänsten har lyckats?",
                "Läs upp beskrivningen för någon som inte arbetar inom räddningsväsendet. Om samma "
                "fråga ställs två gånger behöver texten ändras.",
            ),
        ),
        Section(
            "3 Kontaktytor",
            (
                "En kontaktyta finns där två organisationers arbete möts. Den kan vara en anmälan, "
                "ett gemensamt besök, information som överförs eller ett ansvar som man har kommit "
                "överens om. I välfärdsområdet finns de flesta kontaktytorna inom den prehospitala "
                "akutsjukvården, hemvården och socialjouren.",
                "Rita först två cirklar och anteckna där de överlappar allt som kräver bägge "
                "parter. Utse en ansvarig person i vardera organisationen för varje punkt. Saknas "
                "det ena namnet finns kontaktytan bara på papper.",
                "Ett exempel: en anställd inom hemvården upptäcker en brandrisk i en bostad. När "
                "anmälningssättet, handläggningstiden och återkopplingen är överenskomna besöks "
                "bostaden i medeltal inom sex vardagar.",
            ),
        ),
        Section(
            "4 Ibruktagande i det egna räddningsverket",
            (
                "Börja med en helhet. Reservera tre möten på två timmar och bjud in folk från "
                "skiften, inte enbart planerare.",
                "Vid det första mötet väljs tjänsterna, vid det andra ritas kontaktytorna och vid "
                "det tredje avtalas om uppföljningen. Därefter används beskrivningen i "
                "beredningen av servicenivåbeslutet och i egenkontrollen.",
                "En beskrivning föråldras. Anteckna när den ska ses över och vem som ansvarar för "
                "att det blir gjort.",
            ),
        ),
        Section(
            "5 Begrepp",
            (
                "Under arbetets gång märktes det att samma ord betydde olika saker i olika "
                "räddningsverk. De gemensamma definitionerna finns i begreppsbanken. Saknas ett "
                "begrepp, föreslå det där i stället för att skriva en egen definition.",
            ),
        ),
    ),
)

LOPPURAPORTTI = Document(
    key="palvelu-loppuraportti",
    title="Pelastustoimen palvelukokonaisuuksien kuvaaminen, loppuraportti",
    filename="palvelukokonaisuudet-loppuraportti.pdf",
    sections=(
        Section(
            "Tiivistelmä",
            (
                "Hanke kesti toukokuusta joulukuuhun 2021. Sen aikana kuvattiin kolme "
                "palvelukokonaisuutta ja niiden yhdyspinnat tuleviin hyvinvointialueisiin. "
                "Vastuupelastuslaitoksena oli Etelä-Savo, ja mukana oli kaikkiaan kaksitoista "
                "pelastuslaitosta.",
                "Tuotoksina syntyivät suomen- ja ruotsinkielinen käsikirja, yhteisen toimintamallin "
                "kuvaus, työpaja-aineistot ja joukko käsitteitä käsitepankkiin.",
            ),
        ),
        Section(
            "Mitä tehtiin",
            (
                "Työpajat alkoivat kesäkuussa. Ne pidettiin verkossa, mikä toi mukaan väkeä myös "
                "niistä laitoksista, joista matka olisi ollut pitkä. Jokaisessa työpajassa oli "
                "vähintään yksi asiakas tai kumppani.",
                "Syksyllä järjestettiin kaksi omaa tilaisuutta: 29.9. tukipalveluista ja 27.10. "
                "tilanne- ja johtokeskuspalveluista. Lisäksi hanke oli mukana muiden "
                "järjestämissä webinaareissa 8.10. ja 9.11.",
            ),
        ),
        Section(
            "Mitä opittiin",
            (
                "Palvelun rajaaminen oli vaikeampaa kuin sen kuvaaminen. Aikaa säästyi, kun "
                "ensin sovittiin käsitteistä.",
                "Tukipalveluista puhutaan vähän, mutta ilman niitä muut palvelut eivät toimi. "
                "Niiden yhdyspinnat hyvinvointialueen omiin tukipalveluihin ovat monin paikoin "
                "sopimatta.",
            ),
        ),
        Section(
            "Mitä jäi kesken",
            (
                "Vaikuttavuuden mittaaminen jäi seuraavaan hankkeeseen. Myös "
                "ensihoitopalvelun kuvaus jätettiin pois, koska alueiden järjestämistapa oli "
                "vielä auki.",
                "Hanke ehdottaa, että kuvaukset tarkistetaan kahden vuoden välein "
                "omavalvonnan yhteydessä.",
            ),
        ),
    ),
)

TOIMINTAMALLI = Document(
    key="palvelu-toimintamalli",
    title="Yhteisen toimintamallin kuvaus",
    filename="yhteinen-toimintamalli.pdf",
    sections=(
        Section(
            "Tarkoitus",
            (
                "Malli kertoo, miten palvelukokonaisuuden kuvaus syntyy, kuka sen hyväksyy ja "
                "miten se pysyy ajan tasalla, kun organisaatiot muuttuvat.",
            ),
        ),
        Section(
            "Roolit",
            (
                "- Kokonaisuuden omistaja vastaa sisällöstä ja tarkistuspäivästä.",
                "- Palvelun vastuuhenkilö kirjoittaa oman palvelunsa kuvauksen.",
                "- Yhdyspinnan vastuuparissa on yksi nimi kummastakin organisaatiosta.",
                "- Pelastusjohtaja hyväksyy kuvauksen käyttöön.",
            ),
        ),
        Section(
            "Vaiheet",
            (
                "Vaihe 1: rajaus. Valitaan palvelut ja kerrotaan, mitä jätetään pois.",
                "Vaihe 2: kuvaus. Kirjoitetaan yhden sivun kuvaukset ja luetetaan ne asiakkaalla.",
                "Vaihe 3: yhdyspinnat. Piirretään kuva ja nimetään vastuuparit.",
                "Vaihe 4: seuranta. Valitaan enintään kolme mittaria kokonaisuutta kohti.",
            ),
        ),
        Section(
            "Tarkistuslista käyttöönottoon",
            (
                "- Kuvaukset ovat paikassa, jonka henkilöstö tietää.",
                "- Uusi työntekijä saa ne luettavakseen perehdytyksessä.",
                "- Muutoksista kerrotaan yhdyspinnan toiselle osapuolelle viikon sisällä.",
            ),
        ),
    ),
)

TYOPAJA_FI = Document(
    key="palvelu-tyopajat-fi",
    title="Työpajojen aineistot: kutsu, ohjelma ja tehtäväpohjat",
    filename="tyopajojen-aineistot.pdf",
    sections=(
        Section(
            "Kutsu",
            (
                "Tervetuloa työpajaan, jossa kuvataan yksi palvelukokonaisuus alusta loppuun. "
                "Varaa aikaa kaksi tuntia. Ennakkoon riittää, että mietit yhden asiakkaan, "
                "jota olet itse palvellut.",
            ),
        ),
        Section(
            "Ohjelma",
            (
                "- 10 min: esittely ja tavoite",
                "- 25 min: asiakkaan polku paperille",
                "- 35 min: palvelut polun varrelle, pienryhmissä",
                "- 10 min: tauko",
                "- 30 min: yhdyspinnat ja vastuuparit",
                "- 10 min: kuka kirjoittaa puhtaaksi ja milloin.",
            ),
        ),
        Section(
            "Tehtäväpohja: asiakkaan polku",
            (
                "Piirrä vaakasuora viiva. Merkitse alkuun hetki, jolloin asiakas huomaa tarpeen, "
                "ja loppuun hetki, jolloin hän ei enää tarvitse meitä. Kirjoita väliin kohdat, "
                "joissa hän on yhteydessä johonkin viranomaiseen.",
            ),
        ),
    ),
)

TYOPAJA_SV = Document(
    key="palvelu-tyopajat-sv",
    title="Workshopmaterial: inbjudan, program och uppgiftsmallar",
    filename="workshopmaterial.pdf",
    language="sv",
    sections=(
        Section(
            "Inbjudan",
            (
                "Välkommen till en workshop där en servicehelhet beskrivs från början till slut. "
                "Reservera två timmar. Som förberedelse räcker det att du tänker på en kund som "
                "du själv har betjänat.",
            ),
        ),
        Section(
            "Program",
            (
                "- 10 min: presentation och mål",
                "- 25 min: kundens väg på papper",
                "- 35 min: tjänsterna längs vägen, i smågrupper",
                "- 10 min: paus",
                "- 30 min: kontaktytor och ansvarspar",
                "- 10 min: vem renskriver och när.",
            ),
        ),
        Section(
            "Uppgiftsmall: kundens väg",
            (
                "Rita en vågrät linje. Märk ut i början den stund då kunden upptäcker sitt behov och "
                "i slutet den stund då kunden inte längre behöver oss. Skriv däremellan "
                "in de ställen där kunden har kontakt med någon myndighet.",
            ),
        ),
    ),
)

PALVELUKOKONAISUUDET = Project(
    key="palvelukokonaisuudet",
    policy="open",
    name="Pelastustoimen palvelukokonaisuuksien kuvaaminen",
    summary=(
        "Kuvasimme pelastustoimen palvelut kokonaisuuksina, jotta yhdyspinnat "
        "hyvinvointialueiden kanssa tunnetaan ja työ yli toimialojen onnistuu."
    ),
    start=date(2021, 5, 1),
    end=date(2021, 12, 31),
    lead_department="Etelä-Savo",
    participants=(
        "Etelä-Savo",
        "Pohjois-Savo",
        "Pohjois-Karjala",
        "Keski-Suomi",
        "Kymenlaakso",
        "Etelä-Karjala",
        "Päijät-Häme",
        "Pirkanmaa",
        "Satakunta",
        "Varsinais-Suomi",
        "Pohjanmaa",
        "Lappi",
    ),
    funding="Ministeriön kehittämisraha ja pelastuslaitosten oma työ",
    aims=(
        "Kolme palvelukokonaisuutta on kuvattu samalla tavalla koko maassa.",
        "Yhdyspinnat hyvinvointialueiden palveluihin on nimetty ja vastuut sovittu.",
        "Asiakkaat ja kumppanit ovat olleet mukana kehittämisessä alusta asti.",
        "Työssä syntyneet käsitteet on viety yhteiseen käsitepankkiin.",
    ),
    implementation=(
        "<p>Hankkeessa työskenneltiin kolmessa palvelukokonaisuudessa: onnettomuuksien "
        "ehkäisyn palvelut, tilanne- ja johtokeskuspalvelut sekä tukipalvelut. Jokaista veti "
        "pari, jonka jäsenet tulivat eri pelastuslaitoksista.</p>"
        "<h3>Työpajat</h3>"
        "<p>Työpajat alkoivat kesäkuussa 2021. Niihin osallistui laitosten asiantuntijoita, "
        "asiakkaita ja kumppaneita, kuten kiinteistönhoidon, kotihoidon ja ensihoidon väkeä. "
        "Tulokset koottiin heti työpajan jälkeen, ja osallistujat tarkistivat ne viikon "
        "kuluessa.</p>"
        "<h3>Yhteistyö muiden hankkeiden kanssa</h3>"
        "<p>Samaan aikaan alalla oli käynnissä useita hankkeita, jotka käyttivät samoja sanoja "
        "eri merkityksissä. Siksi hankkeet sopivat yhteisestä käsitepankista. Tilanne- ja "
        "johtokeskuspalveluista pidettiin hankkeiden yhteinen tilaisuus lokakuussa.</p>"
        "<h3>Tuotosten käyttö</h3>"
        "<p>Tuotokset ovat kaikkien pelastuslaitosten yhteistä omaisuutta. Jos laitoksesi "
        "ottaa käsikirjan käyttöön, kerro siitä yhteyshenkilölle, niin kokemukset kertyvät "
        "samaan paikkaan.</p>"
    ),
    milestones=(
        Milestone("1.5.2021", "Hanke alkoi"),
        Milestone("Kesäkuu 2021", "Työpajat alkoivat"),
        Milestone("29.9. ja 27.10.2021", "Yhteiset tilaisuudet"),
        Milestone("31.12.2021", "Hanke päättyi"),
    ),
    contacts=("venla.hartikka@example.org",),
    members=(
        Member("venla.hartikka@example.org", "lead"),
        Member("lauri.poyhtari@example.org", "deputy"),
        Member("saana.pyykkola@example.org"),
        Member("camilla.rosenlund@example.org"),
        Member("otso.harjunpaa@example.org"),
        Member("petra.niinikoski@example.org"),
        Member("elina.saarikallio@example.org"),
    ),
    outputs=(
        Output(
            key="palvelukasikirja",
            kind="handbook",
            title="Palvelukokonaisuuksien käsikirja",
            description=(
                "Työkirja siihen, miten palvelut ja niiden yhdyspinnat kuvataan ja miten kuvaus "
                "otetaan käyttöön omassa laitoksessa."
            ),
            published=date(2021, 12, 8),
            editions=(
                Edition("fi", KASIKIRJA_FI),
                Edition("sv", KASIKIRJA_SV, "Handbok om servicehelheter"),
            ),
        ),
        Output(
            key="loppuraportti",
            kind="report",
            title="Loppuraportti",
            description="Mitä tehtiin, mitä opittiin ja mitä jäi kesken.",
            published=date(2021, 12, 30),
            editions=(Edition("fi", LOPPURAPORTTI),),
        ),
        Output(
            key="toimintamalli",
            kind="model",
            title="Yhteisen toimintamallin kuvaus",
            description="Roolit, vaiheet ja tarkistuslista käyttöönottoon.",
            published=date(2021, 11, 30),
            editions=(Edition("fi", TOIMINTAMALLI),),
        ),
        Output(
            key="tyopaja-aineistot",
            kind="material",
            title="Työpajojen aineistot",
            description="Kutsu, ohjelma ja tehtäväpohjat oman työpajan järjestämiseen.",
            published=date(2021, 10, 29),
            editions=(
                Edition("fi", TYOPAJA_FI),
                Edition("sv", TYOPAJA_SV, "Workshopmaterial"),
            ),
        ),
    ),
    picture="palvelukokonaisuudet",
    updates=(
        Update(
            key="kasikirja-ruotsiksi",
            owner="palvelukokonaisuudet",
            audience="members",
            author="venla.hartikka@example.org",
            day=date(2021, 12, 14),
            time="10.20",
            title="Käsikirja ilmestyi myös ruotsiksi",
            summary=(
                "Ruotsinkielinen laitos sisältää samat luvut ja esimerkit kuin suomenkielinen. "
                "Termit on tarkistettu kolmen kaksikielisen laitoksen kanssa."
            ),
            body=(
                (
                    "text",
                    "<p>Ruotsinkielinen käsikirja on valmis. Käännöksen tarkistivat Pohjanmaan, "
                    "Varsinais-Suomen ja Länsi-Uudenmaan pelastuslaitosten asiantuntijat, ja "
                    "termit ovat samat kuin käsitepankissa.</p>"
                    "<p>Jos huomaat tekstissä korjattavaa, kirjoita siitä Venla Hartikalle "
                    "joulukuun loppuun mennessä. Sen jälkeen korjaukset kootaan seuraavaan "
                    "laitokseen.</p>",
                ),
                (
                    "documents",
                    "Käsikirja",
                    ("palvelukasikirja-sv", "palvelukasikirja-fi"),
                ),
            ),
        ),
        Update(
            key="hanke-paattyi",
            owner="palvelukokonaisuudet",
            audience="members",
            author="venla.hartikka@example.org",
            day=date(2021, 12, 30),
            time="14.05",
            title="Hanke päättyy, kuvaukset jäävät käyttöön",
            summary=(
                "Loppuraportti on julkaistu. Kiitos kaikille 140 ihmiselle, jotka istuivat "
                "kanssamme työpajoissa."
            ),
            body=(
                (
                    "text",
                    "<p>Kahdeksan kuukautta on lyhyt aika kuvata kolme palvelukokonaisuutta. "
                    "Onnistuimme, koska työpajoihin tultiin valmistautuneina ja luonnokset "
                    "luettiin tarkasti, myös yövuoroissa.</p>"
                    "<p>Loppuraportissa kerrotaan avoimesti, mitä jäi kesken. Suurin avoin asia "
                    "on vaikuttavuuden mittaaminen.</p>",
                ),
                (
                    "quote",
                    "Kun piirsimme yhdyspinnan näkyviin, huomasimme, että olimme hoitaneet samaa "
                    "asiaa kolmesta suunnasta ja luulleet muiden hoitavan loput.",
                    "Osallistuja tukipalvelujen työpajassa",
                ),
                ("documents", "Loppuraportti", ("palvelu-loppuraportti",)),
            ),
        ),
    ),
    events=(
        Event(
            key="tukipalvelut-2021",
            kind="webinar",
            owner="palvelukokonaisuudet",
            audience="members",
            day=date(2021, 9, 29),
            start="13.00",
            end="15.00",
            title="Tukipalvelut ja uudistuksen tuki",
            summary=(
                "Mitä tukipalveluja pelastuslaitos tarvitsee hyvinvointialueelta ja mitkä se "
                "hoitaa itse? Työpajojen tulokset ja keskustelu uudistuksen tuen kanssa."
            ),
            description=(
                "<p>Tilaisuudessa esiteltiin tukipalvelujen kuvaus ja käytiin läpi yhdyspinnat, "
                "joista alueilla oli vielä sovittava. Mukana oli uudistuksen tuesta vastaavia "
                "sekä kahdeksan alueen valmistelijoita.</p>"
            ),
            programme=(
                ("13.00–13.20", "Tukipalvelujen kokonaisuus yhdellä kuvalla"),
                ("13.20–14.00", "Kalusto, tilat ja varautuminen: kolme esimerkkiä"),
                ("14.00–14.45", "Keskustelu: mitä alueella on sovittava ensin"),
                ("14.45–15.00", "Yhteenveto ja jatko"),
            ),
            contact="venla.hartikka@example.org",
            online_url="https://kokous.example.org/tukipalvelut",
            materials=(
                Document(
                    key="tukipalvelut-esitys",
                    title="Tukipalvelujen kuvaus, esitys",
                    filename="tukipalvelut-esitys.pdf",
                    sections=(
                        Section(
                            "Mitä tukipalveluihin kuuluu",
                            (
                                "- kalusto ja sen huolto",
                                "- paloasemat ja muut tilat",
                                "- tieto- ja viestintäjärjestelmät",
                                "- henkilöstö-, talous- ja hankintapalvelut.",
                            ),
                        ),
                        Section(
                            "Havainto",
                            (
                                "Huollon ja hankintojen vasteaika ratkaisee, onko yksikkö "
                                "lähtövalmis. Siksi tukipalvelu on osa valmiutta, eikä sitä voi "
                                "mitoittaa pelkän toimistotyön mukaan.",
                            ),
                        ),
                    ),
                ),
                Document(
                    key="tukipalvelut-kysymykset",
                    title="Osallistujien kysymykset ja vastaukset",
                    filename="tukipalvelut-kysymykset.pdf",
                    sections=(
                        Section(
                            "Kenelle paloasemat siirtyvät?",
                            (
                                "Tilajärjestelyistä sovitaan alueittain. Käsikirjassa kuvataan, "
                                "mitä toiminnan kannalta on sovittava, ei omistusta.",
                            ),
                        ),
                        Section(
                            "Kuka päivystää tietojärjestelmiä yöllä?",
                            (
                                "Kysymys jäi avoimeksi viidellä alueella. Se on kirjattu "
                                "yhdyspinnaksi, jolle nimetään vastuupari.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Event(
            key="johtokeskukset-2021",
            kind="webinar",
            owner="palvelukokonaisuudet",
            audience="members",
            day=date(2021, 10, 27),
            start="9.00",
            end="11.00",
            title="Tilanne- ja johtokeskuspalvelut, hankkeiden yhteinen tilaisuus",
            summary=(
                "Kolme samaan aikaan käynnissä ollutta hanketta kertoi, mitä ne ovat "
                "määritelleet tilanne- ja johtokeskusten palveluista."
            ),
            description=(
                "<p>Aamupäivän aikana verrattiin hankkeiden kuvauksia ja sovittiin, mitkä "
                "käsitteet viedään yhteiseen käsitepankkiin ja kuka ne määrittelee.</p>"
            ),
            programme=(
                ("9.00–9.15", "Avaus ja aamun tavoite"),
                ("9.15–10.00", "Hankkeiden kuvaukset rinnakkain"),
                ("10.00–10.45", "Pienryhmät: palvelu, asiakas, yhdyspinta"),
                ("10.45–11.00", "Sovitut käsitteet ja vastuut"),
            ),
            contact="venla.hartikka@example.org",
            online_url="https://kokous.example.org/johtokeskukset",
            materials=(
                Document(
                    key="johtokeskukset-vertailu",
                    title="Hankkeiden kuvaukset rinnakkain",
                    filename="johtokeskukset-vertailu.pdf",
                    sections=(
                        Section(
                            "Yhteistä",
                            (
                                "Kaikki hankkeet erottavat tilannekuvan kokoamisen ja johtamisen. "
                                "Kaikissa tilannekeskus palvelee myös muita kuin pelastuslaitosta.",
                            ),
                        ),
                        Section(
                            "Eroja",
                            (
                                "Johtokeskus tarkoittaa yhdessä hankkeessa tilaa, toisessa "
                                "organisaatiota ja kolmannessa palvelua. Ehdotus on, että sana "
                                "varataan tilalle ja siellä toimivalle organisaatiolle.",
                            ),
                        ),
                    ),
                ),
                Document(
                    key="johtokeskukset-kasitteet",
                    title="Käsitepankkiin vietävät käsitteet",
                    filename="johtokeskukset-kasitteet.pdf",
                    sections=(
                        Section(
                            "Sovitut käsitteet",
                            (
                                "- tilannekuva",
                                "- tilannetieto",
                                "- tilannekeskus",
                                "- johtokeskus",
                                "- tilanne- ja johtokeskuspalvelu.",
                            ),
                        ),
                        Section(
                            "Eteneminen",
                            (
                                "Etelä-Savo kokoaa määritelmäehdotukset marraskuun puoliväliin "
                                "mennessä. Kommentit annetaan kahdessa viikossa.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

TIETOPOHJA = Project(
    key="omavalvonnan-tietopohja",
    policy="request",
    name="Omavalvonnan tietopohja",
    summary=(
        "Kokoamme tiedot, joilla pelastuslaitos näkee itse, toteutuvatko palvelut niin "
        "kuin palvelutasopäätöksessä on luvattu."
    ),
    start=MonthEdge(-5),
    end=MonthEdge(10, last=True),
    lead_department="Keski-Suomi",
    participants=(
        "Keski-Suomi",
        "Helsinki",
        "Länsi-Uusimaa",
        "Päijät-Häme",
        "Kymenlaakso",
        "Pohjois-Savo",
        "Oulu-Koillismaa",
        "Jokilaaksot",
    ),
    funding="Palosuojelurahasto 60 %, pelastuslaitosten oma työ 40 %",
    aims=(
        "Kahdeksantoista mittaria lasketaan samalla tavalla jokaisessa mukana olevassa laitoksessa.",
        "Tieto haetaan järjestelmistä kerran eikä sitä kirjata käsin kahteen paikkaan.",
        "Vuoron esihenkilö näkee oman asemansa luvut ilman erillistä koulutusta.",
        "Malli on annettavissa kaikille 22 pelastuslaitokselle hankkeen päättyessä.",
    ),
    implementation=(
        "<p>Hanke etenee kolmessa vaiheessa. Ensin sovittiin mittareiden laskentatavat ja "
        "selvitettiin, missä järjestelmissä tieto jo on. Nyt mittareita koekäytetään "
        "kahdeksassa laitoksessa. Viimeisessä vaiheessa korjataan puutteet ja kirjoitetaan "
        "käyttöönoton ohje.</p>"
        "<h3>Koekäyttö</h3>"
        "<p>Jokainen laitos valitsee kuusi mittaria ja seuraa niitä kymmenen viikkoa. "
        "Havainnot kirjataan viikoittain lomakkeelle, jonka täyttäminen vie noin "
        "viisitoista minuuttia. Eniten kiinnostavat kohdat, joissa luku näyttää oikealta "
        "mutta henkilöstö tietää sen vääräksi.</p>"
        "<h3>Tietosuoja</h3>"
        "<p>Mittareissa ei käsitellä henkilötietoja. Pienet luvut, joista voisi päätellä "
        "yksittäisen kohteen tai työntekijän, jätetään näyttämättä.</p>"
    ),
    milestones=(
        Milestone("{Kk-5}", "Hanke alkoi"),
        Milestone("{Kk-2}", "Laskentatavat sovittu"),
        Milestone("{Kk+3}", "Koekäyttö päättyy"),
        Milestone("{Kk+10}", "Malli kaikkien käyttöön"),
    ),
    contacts=("tuomas.kuusela-aho@example.org",),
    members=(
        Member("tuomas.kuusela-aho@example.org", "lead"),
        Member("riitta.soderholm@example.org", "deputy"),
        Member("aino@example.org"),
        Member("joel.sandberg@example.org"),
        Member("anniina.reposuo@example.org"),
        Member("saana.pyykkola@example.org"),
        Member("kaarlo.tuominiemi@example.org"),
        Member("juhani.rautaoja@example.org"),
        Member("pirjo.holmala@example.org", "guest"),
    ),
    outputs=(
        Output(
            key="mittarikortit",
            kind="material",
            title="Mittarikortit, koekäyttöversio",
            description=(
                "Kolmen eniten valitun mittarin kortit: kysymys, laskentatapa, tietolähde ja "
                "seurantaväli."
            ),
            published=-38,
            editions=(
                Edition(
                    "fi",
                    Document(
                        key="mittarikortit-fi",
                        title="Mittarikortit, koekäyttöversio",
                        filename="mittarikortit-koekaytto.pdf",
                        sections=(
                            Section(
                                "Kortin lukeminen",
                                (
                                    "Jokainen kortti mahtuu puolelle sivulle. Ylimpänä on kysymys, "
                                    "johon mittari vastaa. Jos kysymys ei kiinnosta ketään "
                                    "laitoksessasi, mittaria ei kannata valita koekäyttöön.",
                                ),
                            ),
                            Section(
                                "Mittari 3: valvontakäyntien toteutuma",
                                (
                                    "Kysymys: kuinka suuri osa suunnitelluista valvontakäynneistä on "
                                    "tehty?",
                                    "Laskentatapa: tehdyt käynnit jaettuna kauden alussa suunnitelluilla. "
                                    "Kesken vuotta lisätyt kohteet lasketaan mukaan vasta seuraavana "
                                    "vuonna.",
                                    "Seurantaväli: kuukausi. Tietolähde: valvontasovellus.",
                                ),
                            ),
                            Section(
                                "Mittari 7: toimintavalmiusajan toteutuminen",
                                (
                                    "Kysymys: kuinka usein ensimmäinen yksikkö aloitti tehokkaan "
                                    "pelastustoiminnan tavoiteajassa?",
                                    "Laskentatapa: kiireelliset tehtävät riskiluokittain, tavoiteajassa "
                                    "aloitettujen osuus. Alle viiden tehtävän ruutuja ei näytetä.",
                                    "Seurantaväli: neljännesvuosi. Tietolähde: tehtävätilasto.",
                                ),
                            ),
                            Section(
                                "Mittari 12: poikkeamien käsittelyaika",
                                (
                                    "Kysymys: kuinka monessa päivässä ilmoittaja saa tiedon siitä, mitä "
                                    "asialle tehtiin?",
                                    "Laskentatapa: ilmoituspäivästä vastauspäivään, mediaani. Keskeneräiset "
                                    "näytetään erikseen.",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    picture="omavalvonnan-tietopohja",
    documents=(
        Document(
            key="koekaytto-lomake",
            title="Koekäytön viikkolomake",
            filename="koekayton-viikkolomake.pdf",
            sections=(
                Section(
                    "Viikon havainnot",
                    (
                        "Täytä lomake perjantaisin. Jos viikolla ei tullut havaintoja, merkitse "
                        "rasti ja palauta silti; silloin tiedämme, ettei lomake unohtunut.",
                        "- Mikä luku yllätti?",
                        "- Mikä luku oli väärin, ja mistä sen tiesit?",
                        "- Kuka katsoi lukuja tällä viikolla?",
                    ),
                ),
                Section(
                    "Palautus",
                    (
                        "Lähetä lomake hankkeen yhteyshenkilölle. Kooste käsitellään joka toinen "
                        "viikko hankeryhmässä.",
                    ),
                ),
            ),
        ),
    ),
)

YHTEINEN_TILANNEKUVA = Project(
    key="yhteinen-tilannekuva",
    policy="open",
    name="Yhteinen tilannekuva",
    summary=(
        "Sovimme, mitä tilannetietoa naapurilaitokset jakavat toisilleen automaattisesti, "
        "ja kokeilemme jakamista kymmenen laitoksen tilannekeskuksissa."
    ),
    start=MonthEdge(-3),
    end=MonthEdge(14, last=True),
    lead_department="Satakunta",
    participants=(
        "Satakunta",
        "Pirkanmaa",
        "Varsinais-Suomi",
        "Päijät-Häme",
        "Helsinki",
        "Keski-Uusimaa",
        "Keski-Suomi",
        "Oulu-Koillismaa",
        "Keski-Pohjanmaa",
        "Kainuu",
    ),
    funding="Ministeriön kehittämisraha; laitokset vastaavat matkakuluista",
    aims=(
        "Tilannekuvan yhteiset peruselementit on nimetty ja määritelty suomeksi ja ruotsiksi.",
        "Naapurilaitos näkee yksiköiden valmiuden ja pitkäkestoiset tehtävät minuutin viiveellä.",
        "Riskitieto on tilannekeskuksen käytössä samassa näkymässä kuin tehtävät.",
    ),
    implementation=(
        "<p>Työtä tehdään kolmessa ryhmässä: tietosisältö, tekninen jakaminen ja "
        "toimintatavat. Ryhmät kokoontuvat verkossa joka toinen viikko, ja koko "
        "hankeväki tapaa neljä kertaa vuodessa.</p>"
        "<h3>Kokeilu</h3>"
        "<p>Ensimmäisessä kokeilussa Satakunta, Pirkanmaa ja Varsinais-Suomi jakavat toisilleen "
        "yksiköiden valmiustiedon. Kokeilu kestää kahdeksan viikkoa, ja sen jälkeen mukaan "
        "tulee seitsemän laitosta lisää.</p>"
        "<h3>Suhde kansallisiin järjestelmiin</h3>"
        "<p>Hanke ei rakenna uutta järjestelmää. Se kuvaa, mitä tietoa tarvitaan ja mihin "
        "päätökseen, ja vie vaatimukset niille, jotka kehittävät yhteisiä johtamisjärjestelmiä.</p>"
    ),
    milestones=(
        Milestone("{Kk-3}", "Hanke alkoi"),
        Milestone("{Kk+1}", "Kolmen laitoksen kokeilu"),
        Milestone("{Kk+6}", "Kymmenen laitosta mukana"),
        Milestone("{Kk+14}", "Hanke päättyy"),
    ),
    contacts=("eero@example.org", "petra.niinikoski@example.org"),
    members=(
        Member("eero@example.org", "lead"),
        Member("petra.niinikoski@example.org", "deputy"),
        Member("milla.aarnikoski@example.org", "secretary"),
        Member("saana.pyykkola@example.org"),
        Member("jenni.kolkkala@example.org"),
        Member("tatu.ruohola@example.org"),
        Member("iiro.salmensuu@example.org"),
        Member("otso.harjunpaa@example.org"),
        Member("hannu.pihlajaniemi@example.org"),
        Member("linnea.nyberg-hautakoski@example.org"),
        Member("vaino.oravala@example.org"),
    ),
    outputs=(
        Output(
            key="peruselementit",
            kind="model",
            title="Tilannekuvan peruselementit, luonnos 2",
            description=(
                "Yksitoista elementtiä, joista yhteinen tilannekuva koostuu, ja niiden "
                "tietolähteet. Kommentoitavana hankkeen laitoksissa."
            ),
            published=-16,
            editions=(
                Edition(
                    "fi",
                    Document(
                        key="peruselementit-fi",
                        title="Tilannekuvan peruselementit, luonnos 2",
                        filename="tilannekuvan-peruselementit-2.pdf",
                        sections=(
                            Section(
                                "Miksi elementit nimetään",
                                (
                                    "Kun kaksi tilannekeskusta puhuu samasta asiasta eri sanoilla, "
                                    "päätös viivästyy. Elementtien nimet ja määritelmät tulevat "
                                    "käsitepankista, ja niitä käytetään näkymissä sellaisinaan.",
                                ),
                            ),
                            Section(
                                "Elementit",
                                (
                                    "- yksiköiden valmius",
                                    "- yksiköiden sijainti",
                                    "- käynnissä olevat tehtävät ja niiden arvioitu kesto",
                                    "- säätila ja varoitukset",
                                    "- liikenteen häiriöt ja siltojen painorajoitukset",
                                    "- riskiruudut ja erityiset kohteet",
                                    "- henkilöstötilanne vuoroittain",
                                    "- vuorossa olevat johtajat ja heidän tavoittamisensa",
                                    "- vedenottopaikat ja niiden kunto",
                                    "- isot yleisötapahtumat",
                                    "- naapurilaitoksille luvattu apu.",
                                ),
                            ),
                            Section(
                                "Avoinna",
                                (
                                    "Ensihoidon yksiköiden näyttäminen naapurille vaatii sopimuksen "
                                    "hyvinvointialueiden kesken. Asiaa valmistellaan ensihoidon "
                                    "asiantuntijaverkoston kanssa.",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Output(
            key="kokeilusuunnitelma",
            kind="material",
            title="Kolmen laitoksen kokeilusuunnitelma",
            description="Kokeilun tavoite, aikataulu, vastuut ja keskeytyksen ehdot.",
            published=-24,
            audience="space",
            editions=(
                Edition(
                    "fi",
                    Document(
                        key="kokeilusuunnitelma-fi",
                        title="Kolmen laitoksen kokeilusuunnitelma",
                        filename="kokeilusuunnitelma.pdf",
                        sections=(
                            Section(
                                "Tavoite",
                                (
                                    "Selvitetään, muuttaako naapurin valmiustieto omia päätöksiä. Kokeilu "
                                    "on onnistunut, jos vähintään kymmenessä tilanteessa päätös tehtiin "
                                    "nopeammin tai toisin kuin ennen.",
                                ),
                            ),
                            Section(
                                "Toteutus",
                                (
                                    "- Tiedot päivittyvät minuutin välein.",
                                    "- Päivystäjä kirjaa tilanteet päiväkirjaan vuoron lopuksi.",
                                    "- Kokeilu keskeytetään, jos tieto on väärin kahdesti samalla viikolla.",
                                ),
                            ),
                            Section(
                                "Aikataulu",
                                (
                                    "Alku: {kk+1}. Kesto: kahdeksan viikkoa. Väliarvio tehdään "
                                    "neljännen viikon jälkeen.",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    picture="yhteinen-tilannekuva",
)

PROJECTS: tuple[Project, ...] = (
    PALVELUKOKONAISUUDET,
    TIETOPOHJA,
    YHTEINEN_TILANNEKUVA,
)
