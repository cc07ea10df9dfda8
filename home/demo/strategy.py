"""The strategies, a common position, basic documents and the standing pages."""

from datetime import date

from home.demo.shapes import (
    Chapter,
    Cornerstone,
    Document,
    Goal,
    Guideline,
    Measure,
    MonthEdge,
    Position,
    Section,
    StandardPage,
    Strategy,
)

WELCOME = "Täällä 22 pelastuslaitosta tekevät yhdessä sen, mitä kenenkään ei kannata tehdä yksin."

STRATEGY_NOW = Strategy(
    key="strategia-2021-2023",
    title="Strategia 2021–2023",
    summary=(
        "Strategia ohjaa verkoston kaikkia tasoja. Sovittua päätösrakennetta ja "
        "perusasiakirjoja kunnioitetaan, ja suunta tarkistetaan joka syksy."
    ),
    period_start=2021,
    period_end=2023,
    mission="Parannamme yhteistyöllä yhteiskunnan turvallisuutta kaikissa oloissa.",
    vision="Pelastuslaitosten palvelujen vaikuttavuus yhteiskunnassa vahvistuu.",
    past=Chapter(
        title="Miten tähän tultiin",
        lead=(
            "Alueelliset pelastuslaitokset alkoivat vuonna 2008 sopia yhdessä asioista, joita "
            "jokainen oli siihen asti valmistellut yksin."
        ),
        html=(
            "<p>Kun pelastustoimi koottiin alueille, jokainen uusi laitos joutui ratkaisemaan samat "
            "kysymykset samaan aikaan: miten palvelutaso perustellaan, miten henkilöstö "
            "koulutetaan, mitä hankitaan. Ohjeita kirjoitettiin 22 kertaa. Verkosto syntyi "
            "havainnosta, että yksi hyvin tehty ohje riittää, kun kaikki pääsevät vaikuttamaan "
            "siihen.</p>"
            "<p>Yhteistyö rakennettiin tasavertaiseksi. Suurella ja pienellä laitoksella on sama "
            "ääni, ja johtamisesta vastaavat kaikki pelastusjohtajat yhdessä. Asiantuntijaverkostot "
            "vakiintuivat nopeasti, sillä niistä oli hyötyä jo seuraavana työpäivänä.</p>"
            "<p>Ensimmäisinä vuosina opittiin myös, että yhteinen kanta vaatii aikaa. Lausunto, jonka "
            "takana kaikki seisovat, on painanut enemmän kuin monta erillistä.</p>"
        ),
    ),
    present=Chapter(
        title="Missä olemme nyt",
        lead=(
            "Pelastustoimen järjestäminen siirtyy hyvinvointialueille. Yhteisiä malleja on paljon, "
            "mutta niiden käyttöönotto etenee eri tahtiin."
        ),
        html=(
            "<p>Sosiaali- ja terveydenhuollon uudistus muuttaa pelastuslaitosten naapurit ja "
            "rahoituksen. Pelastustoimi on uusilla alueilla pieni toimiala, joten sen omat vastuut "
            "on osattava kertoa selvästi ja samoin sanoin joka puolella maata.</p>"
            "<p>Verkostolla on pysyviä asiantuntijaverkostoja, työryhmiä ja määräaikaisia hankkeita. "
            "Ne tuottavat toimintamalleja ja oppaita, jotka ovat kaikkien käytettävissä. Haaste ei "
            "ole enää mallien puute vaan se, ettei vuorossa oleva ehdi etsiä niitä.</p>"
            "<p>Tiedolla johtaminen on vielä epätasaista. Sama luku lasketaan eri laitoksissa eri "
            "tavoin, ja tietojärjestelmien kulut kasvavat. Omavalvontamalli antaa yhteisen rungon, "
            "jonka varaan voi rakentaa.</p>"
        ),
    ),
    future=Chapter(
        title="Mihin menemme",
        lead=(
            "Palvelut suunnitellaan samoin perustein, vaikutamme yhteisillä kannoilla ja "
            "pelastuslaitosten paikka sisäisessä turvallisuudessa vahvistuu."
        ),
        html=(
            "<p>Kauden lopussa pelastuslaitokset suunnittelevat palvelunsa yhtenäisin perustein ja "
            "tietävät, miten palvelut toteutuvat. Paikalliset erot säilyvät siellä, missä ne johtuvat "
            "riskeistä ja olosuhteista.</p>"
            "<p>Yhteinen kanta syntyy ajoissa. Ministeriöt, Kuntaliitto ja hyvinvointialueet tietävät, "
            "keneltä kysyä, ja saavat vastauksen, jossa on mukana myös ensihoito.</p>"
            "<p>Johtokeskukset näkevät saman tilannekuvan. Tietojärjestelmien vaatimukset kirjataan "
            "kerran, hankinnat tehdään yhdessä, ja muutoksiin ehditään varautua ennen kuin ne ovat "
            "arkea.</p>"
        ),
    ),
    goals=(
        Goal(
            title=(
                "Palvelut ja kansallinen kyky on turvattu, ja suunnittelulla on yhtenäiset perusteet"
            ),
            description=(
                "Turvaamme paikalliset ja alueelliset palvelut sekä kyvyn auttaa toisiamme "
                "valtakunnallisesti. Palvelujen suunnittelu nojaa kaikkialla samoihin "
                "perusteisiin: tietoon, riskeihin ja toteutumisen seurantaan."
            ),
            measures=(
                Measure(
                    "Omavalvontamalli otetaan käyttöön kaikissa laitoksissa", "running"
                ),
                Measure("Toimintaa ohjataan tiedolla ja riskeillä", "running"),
                Measure(
                    "Voimavarojen käyttöä sovitetaan yhteen laitosten kesken", "running"
                ),
                Measure(
                    "Pelastuslaitosten näkemys on mukana ministeriön rahoittamissa hankkeissa",
                    "done",
                ),
                Measure(
                    "Turvallisuuden lainsäädäntöön vaikutetaan valmisteluvaiheessa",
                    "running",
                ),
                Measure("Rahoitus mahdollistaa myös kehittämisen", "starting"),
            ),
            served_by=(
                "omavalvonta",
                "omavalvonnan-tietopohja",
                "riskienhallinta",
            ),
        ),
        Goal(
            title="Uudistukseen vaikutetaan yhdessä, ja kannat ovat yhteisiä",
            description=(
                "Seuraamme sosiaali- ja terveydenhuollon sekä maakuntien uudistusta yhdessä ja "
                "lisäämme tapoja vaikuttaa siihen. Pelastustoimen omat vastuut tunnistetaan, ja "
                "ensihoidon merkitys näkyy päätöksissä."
            ),
            measures=(
                Measure(
                    "Tietoa ja tukea vaihdetaan laitosten kesken viikoittain", "done"
                ),
                Measure(
                    "Pelastustoimen omat vastuut kuvataan ja tehdään tunnetuiksi",
                    "done",
                ),
                Measure(
                    "Ensihoidon arvo osana pelastuslaitosta osoitetaan luvuin",
                    "running",
                ),
                Measure(
                    "Yhteiset kannat valmistellaan sovitulla tavalla ja ajoissa",
                    "running",
                ),
            ),
            served_by=("palvelukokonaisuudet", "ensihoito", "hallitus"),
        ),
        Goal(
            title="Pelastuslaitosten rooli sisäisessä turvallisuudessa vahvistuu",
            description=(
                "Rakennamme yhteisiä tieto- ja johtamisjärjestelmiä ja selkeämpää työnjakoa verkoston "
                "ja ministeriön välille. Ennakointi ja viestintä tukevat päätöksiä."
            ),
            measures=(
                Measure("Yhteiset tieto- ja johtamisjärjestelmät", "running"),
                Measure(
                    "Verkoston ja ministeriön yhteistyön rakenteet sovitaan", "running"
                ),
                Measure(
                    "Tietohallinnon kasvaviin vaatimuksiin vastataan yhdessä", "running"
                ),
                Measure("Ennakointi otetaan osaksi suunnittelua", "starting"),
                Measure("Verkostolle laaditaan viestintästrategia", "starting"),
            ),
            served_by=(
                "tilannekuva-johtaminen",
                "yhteinen-tilannekuva",
                "tilannetiedon-jakaminen",
            ),
        ),
    ),
    cornerstones=(
        Cornerstone(
            "Yhteistyö", "Teemme yhdessä sen, mikä hyödyttää useampaa kuin yhtä."
        ),
        Cornerstone(
            "Ennakointi", "Luemme muutoksen merkit ajoissa ja varaudumme niihin."
        ),
        Cornerstone("Tilannetieto", "Päätös perustuu tietoon, joka on kaikilla sama."),
    ),
    next_review=(
        "Hallitus tarkistaa strategian joka syksy. Ehdotukset kootaan verkostoilta ja "
        "työryhmiltä elokuun loppuun mennessä."
    ),
    status_day=-30,
    picture="strategia",
)

STRATEGY_EARLIER = Strategy(
    key="strategia-2017-2020",
    title="Strategia 2017–2020",
    summary=(
        "Edellisellä kaudella vakiinnutettiin verkoston rakenne ja yhteiset tavat tehdä työtä."
    ),
    period_start=2017,
    period_end=2020,
    mission="Teemme yhdessä turvallisempaa arkea.",
    vision="Verkosto on pelastuslaitosten luontevin tapa kehittää palvelujaan.",
    past=Chapter(
        title="Miten tähän tultiin",
        lead="Verkosto oli kasvanut nopeasti, ja ryhmiä oli enemmän kuin vetäjiä.",
        html=(
            "<p>Ensimmäisen vuosikymmenen aikana syntyi kymmeniä ryhmiä. Osa niistä oli tehnyt "
            "työnsä, mutta lopettamisesta ei ollut sovittu.</p>"
        ),
    ),
    present=Chapter(
        title="Missä olimme",
        lead="Maakuntauudistusta valmisteltiin, eikä sen aikataulusta ollut varmuutta.",
        html=(
            "<p>Laitokset valmistautuivat muutokseen eri oletuksin. Tarvittiin paikka, jossa "
            "oletukset voitiin verrata ja tieto jakaa samana päivänä.</p>"
        ),
    ),
    future=Chapter(
        title="Mihin menimme",
        lead="Selkeämpi rakenne, kirjatut toimeksiannot ja vähemmän päällekkäistä työtä.",
        html=(
            "<p>Jokaiselle ryhmälle kirjattiin toimeksianto ja toimikausi. Hankkeiden tuotokset "
            "sovittiin kaikkien yhteisiksi.</p>"
        ),
    ),
    goals=(
        Goal(
            title="Verkoston rakenne on selkeä",
            description="Ryhmillä on tehtävä, vetäjä ja päättymispäivä.",
            measures=(
                Measure("Ryhmien toimeksiannot kirjataan", "done"),
                Measure("Päättyneet ryhmät lopetetaan", "done"),
                Measure("Hallituksen työjärjestys uusitaan", "done"),
            ),
        ),
        Goal(
            title="Tuotokset ovat kaikkien käytössä",
            description="Yhdessä tehty löytyy ja sitä saa muokata.",
            measures=(
                Measure("Hankkeiden tuotokset sovitaan yhteisiksi", "done"),
                Measure("Ohjeille nimetään ylläpitäjä", "done"),
                Measure("Käsitetyö aloitetaan", "done"),
            ),
        ),
    ),
    cornerstones=(
        Cornerstone("Tasavertaisuus", "Jokaisella laitoksella on sama ääni."),
        Cornerstone("Avoimuus", "Keskeneräisestäkin kerrotaan."),
    ),
    next_review="Kausi on päättynyt. Strategia säilytetään tietona aiemmasta.",
)

STRATEGIES: tuple[Strategy, ...] = (STRATEGY_NOW, STRATEGY_EARLIER)

POSITIONS: tuple[Position, ...] = (
    Position(
        key="kanta-ensihoidon-yhteistyosta",
        title="Kannanotto ensihoidon ja pelastustoimen yhteisistä yksiköistä",
        summary=(
            "Pelastuslaitokset esittävät, että yksiköt, jotka tekevät sekä ensihoitoa että "
            "pelastustehtäviä, voidaan säilyttää siellä, missä niistä on hyötyä."
        ),
        given_on=-33,
        addressee="Sisäministeriö sekä sosiaali- ja terveysministeriö",
        body=(
            (
                "text",
                "<p>Pitkien välimatkojen alueilla sama yksikkö ehtii usein ensimmäisenä sekä "
                "sairauskohtaukseen että tulipaloon. Kun tehtävät erotetaan hallinnollisesti, "
                "ensimmäisen avun odotusaika pitenee.</p>",
            ),
            ("heading", "Esitämme"),
            (
                "text",
                "<ol><li>Monialaisen yksikön käytöstä päätetään alueella riskiarvion ja "
                "tehtävätietojen perusteella.</li>"
                "<li>Yksikön rahoitus ja kelpoisuudet sovitaan niin, ettei sama valmius maksa "
                "kahteen kertaan.</li>"
                "<li>Potilaan saaman avun viiveet seurataan samoilla mittareilla ennen muutosta "
                "ja sen jälkeen.</li></ol>",
            ),
            (
                "callout",
                "info",
                "Valmistelu",
                "<p>Kannan valmisteli ensihoidon asiantuntijaverkosto, ja hallitus hyväksyi sen "
                "yksimielisesti. Pelastuslaitokset kuultiin kahdella kierroksella.</p>",
            ),
        ),
        document=Document(
            key="kanta-ensihoito",
            title="Kannanotto ensihoidon ja pelastustoimen yhteisistä yksiköistä",
            filename="kannanotto-yhteiset-yksikot.pdf",
            sections=(
                Section(
                    "Tausta",
                    (
                        "Pelastuslaitokset tuottavat ensihoitopalvelua yhteistyössä hyvinvointialueiden "
                        "kanssa. Osa yksiköistä on monialaisia: sama miehistö osaa aloittaa "
                        "elvytyksen, sammuttaa alkavan palon ja irrottaa potilaan ajoneuvosta.",
                        "Keskustelu yksiköiden tulevaisuudesta on käynnissä usealla alueella. "
                        "Pelastuslaitokset pitävät tärkeänä, että ratkaisut tehdään tietoon nojaten.",
                    ),
                ),
                Section(
                    "Kanta",
                    (
                        "- Monialainen yksikkö säilytetään vaihtoehtona kaikilla alueilla.",
                        "- Käytöstä päätetään riskiarvion ja tehtävätietojen perusteella.",
                        "- Rahoitus ja kelpoisuudet sovitaan niin, ettei samaa valmiutta makseta kahdesti.",
                        "- Viiveitä seurataan ennen muutosta ja sen jälkeen samoilla mittareilla.",
                    ),
                ),
                Section(
                    "Perustelut",
                    (
                        "Harvaan asutuilla alueilla yksiköiden väli on pitkä. Verkoston keräämien "
                        "tietojen mukaan monialainen yksikkö on ensimmäisenä perillä joka kolmannessa "
                        "kiireellisessä tehtävässä, joka sattuu yli 25 kilometrin päässä ambulanssista.",
                        "Samalla on huolehdittava siitä, ettei pelastustoiminnan valmius heikkene "
                        "ensihoitotehtävän aikana. Siksi varalle hälytettävä yksikkö on suunniteltava "
                        "ennalta.",
                    ),
                ),
            ),
        ),
    ),
)

GUIDELINES: tuple[Guideline, ...] = (
    Guideline(
        key="yhteistyosopimus",
        kind="basic",
        title="Pelastuslaitosten yhteistyösopimus",
        summary=(
            "Sopimus kertoo, mihin laitokset sitoutuvat, kun ne toimivat verkostossa, ja miten "
            "kulut jaetaan."
        ),
        version="3.1",
        valid_from=date(2021, 1, 1),
        decided_by="Pelastusjohtajien kokous",
        body=(
            (
                "text",
                "<p>Yhteistyö perustuu tasavertaisuuteen. Jokainen pelastuslaitos osallistuu "
                "verkoston työhön omilla asiantuntijoillaan ja voi käyttää kaikkia tuotoksia.</p>",
            ),
            (
                "accordion",
                (
                    (
                        "Päätöksenteko",
                        "<p>Verkostoa johtavat kaikki pelastusjohtajat yhdessä. He kokoontuvat vähintään "
                        "kahdesti vuodessa ja nimeävät hallituksen kahdeksi vuodeksi.</p>",
                    ),
                    (
                        "Asiantuntijoiden työaika",
                        "<p>Laitos vastaa oman asiantuntijansa palkasta ja matkoista. Ryhmän vetäjän työhön "
                        "varataan keskimäärin puoli päivää viikossa, ja siitä sovitaan esihenkilön kanssa.</p>",
                    ),
                    (
                        "Kulut",
                        "<p>Yhteiset kulut jaetaan asukasluvun mukaan. Yli 20 000 euron menosta päättävät "
                        "pelastusjohtajat.</p>",
                    ),
                    (
                        "Tuotosten käyttö",
                        "<p>Tuotos on verkoston yhteinen. Sitä saa käyttää, muokata ja kääntää, kunhan "
                        "alkuperä mainitaan.</p>",
                    ),
                ),
            ),
        ),
        document=Document(
            key="yhteistyosopimus-teksti",
            title="Pelastuslaitosten yhteistyösopimus, versio 3.1",
            filename="yhteistyosopimus-3-1.pdf",
            sections=(
                Section(
                    "1 § Tarkoitus",
                    (
                        "Sopimuksella pelastuslaitokset sopivat toimimisesta kumppanuusverkostossa. "
                        "Sopimus ei siirrä toimivaltaa laitokselta toiselle.",
                    ),
                ),
                Section(
                    "2 § Johtaminen",
                    (
                        "Verkostoa johtavat pelastusjohtajat yhdessä. He nimeävät hallituksen, jonka "
                        "toimikausi on kaksi vuotta.",
                    ),
                ),
                Section(
                    "3 § Ryhmät ja hankkeet",
                    (
                        "Hallitus asettaa asiantuntijaverkostot ja työryhmät. Ryhmällä on kirjallinen "
                        "toimeksianto, vetäjä ja toimikausi.",
                        "Hankkeella on vastuupelastuslaitos, joka vastaa sen taloudesta ja raportoinnista.",
                    ),
                ),
                Section(
                    "4 § Kustannukset",
                    (
                        "Yhteiset kustannukset jaetaan asukasluvun suhteessa. Laitos vastaa oman väkensä "
                        "palkka- ja matkakuluista.",
                    ),
                ),
                Section(
                    "5 § Voimassaolo",
                    (
                        "Sopimus on voimassa toistaiseksi. Laitos voi irtisanoa sen kuuden kuukauden "
                        "irtisanomisajalla kalenterivuoden lopussa.",
                    ),
                ),
            ),
        ),
    ),
    Guideline(
        key="tilannetiedon-jakaminen",
        kind="guideline",
        title="Linjaus tilannetiedon jakamisesta naapurilaitosten kesken",
        summary=(
            "Naapurilaitokset näkevät toistensa yksiköiden valmiuden ja pitkäkestoiset tehtävät. "
            "Siirtymäaika on vuosi."
        ),
        version="1.0",
        valid_from=MonthEdge(1),
        decided_by="Pelastusjohtajien hallitus",
        body=(
            (
                "text",
                "<p>Linjauksen tarkoitus on, ettei päivystäjän tarvitse soittaa saadakseen tietää, "
                "onko naapurin yksikkö vapaana.</p>",
            ),
            (
                "table",
                "Mitä jaetaan",
                ("Tieto", "Kenelle", "Milloin"),
                (
                    ("Yksiköiden valmius", "Naapurilaitokset", "Jatkuvasti"),
                    (
                        "Yli kahden tunnin tehtävät",
                        "Naapurilaitokset",
                        "Kun kesto on arvioitu",
                    ),
                    (
                        "Valmiuden merkittävä vajaus",
                        "Kaikki laitokset",
                        "Viimeistään tunnin kuluttua",
                    ),
                    (
                        "Isot yleisötapahtumat",
                        "Kaikki laitokset",
                        "Viikon tilannekatsauksessa",
                    ),
                ),
            ),
            (
                "text",
                "<p>Henkilötietoja, potilastietoja tai salassa pidettäviä tietoja ei jaeta tämän "
                "linjauksen perusteella.</p>",
            ),
            (
                "callout",
                "warn",
                "Nimeä yhteyshenkilö",
                "<p>Jokainen laitos ilmoittaa yhteyshenkilönsä verkoston koordinaattorille.</p>",
            ),
        ),
    ),
)

STANDARD_PAGES: tuple[StandardPage, ...] = (
    StandardPage(
        key="tietoa-verkostosta",
        title="Tietoa verkostosta",
        summary=(
            "Pelastuslaitosten kumppanuusverkosto on 22 pelastuslaitoksen tapa tehdä yhteinen työ "
            "kerran ja hyvin."
        ),
        body=(
            (
                "text",
                "<p>Verkosto on toiminut vuodesta 2008. Siinä ovat mukana maan kaikki alueelliset "
                "pelastuslaitokset tasavertaisina. Verkosto ei ole viranomainen eikä yhdistys, vaan "
                "sovittu tapa tehdä yhteistyötä.</p>",
            ),
            ("heading", "Miten työtä tehdään"),
            (
                "text",
                "<ul><li><b>Asiantuntijaverkostot</b> ovat pysyviä. Niissä saman alan ihmiset jakavat "
                "osaamistaan.</li>"
                "<li><b>Työryhmillä</b> on tehtävä ja toimikausi.</li>"
                "<li><b>Hankkeet</b> tekevät rajatun muutoksen määräajassa ja tuottavat malleja ja "
                "oppaita kaikkien käyttöön.</li>"
                "<li><b>Tilaisuuksissa</b> tavataan ja opitaan toisilta.</li></ul>",
            ),
            ("heading", "Kuka päättää"),
            (
                "text",
                "<p>Verkostoa johtavat kaikki pelastusjohtajat yhdessä ja heidän nimeämänsä "
                "hallitus. Yhteinen kanta on voimassa, kun pelastusjohtajat ovat sen hyväksyneet.</p>",
            ),
            ("heading", "Kumppanit"),
            (
                "text",
                "<p>Tärkeimmät kumppanit ovat sisäministeriö, Kuntaliitto, hyvinvointialueet ja muut "
                "turvallisuusviranomaiset. Kumppanien edustajat voivat olla vieraina ryhmissä, joiden "
                "työhön he osallistuvat.</p>",
            ),
            (
                "links",
                "Jatka tästä",
                (
                    ("Ohje: näin käytät verkostoa", "page:ohje"),
                    ("Yhteystiedot", "page:yhteystiedot"),
                ),
            ),
        ),
        content_owner="kaisa@example.org",
        review_day=160,
    ),
    StandardPage(
        key="ohje",
        title="Ohje: näin käytät verkostoa",
        summary="Lyhyet vastaukset siihen, mitä kysytään useimmin. Lukeminen vie viisi minuuttia.",
        body=(
            (
                "text",
                "<p>Etusivulla näet omien ryhmiesi ja hankkeidesi uudet tiedotteet, seuraavat "
                "tapahtumasi ja asiat, jotka odottavat sinua. Palvelu toimii samalla tavalla "
                "puhelimella ja tietokoneella.</p>",
            ),
            ("heading", "Jäsenelle"),
            (
                "accordion",
                (
                    (
                        "Miten liityn ryhmään?",
                        "<p>Avaa ryhmän sivu. Avoimeen ryhmään liitytään painikkeella heti. Muiden "
                        "sivulla kerrotaan, kuka ryhmää vetää ja miten siihen pääsee. Jos et löydä "
                        "ryhmää, jonka tiedät olevan olemassa, kysy sen vetäjältä.</p>",
                    ),
                    (
                        "Miten ilmoittaudun tapahtumaan?",
                        "<p>Avaa tapahtuma kalenterista ja paina Ilmoittaudu. Saat vahvistuksen "
                        "sähköpostiin. Sen liitteenä on kalenterimerkintä, joka avautuu esimerkiksi "
                        "Outlookissa.</p>",
                    ),
                    (
                        "Tapahtuma on täynnä. Mitä teen?",
                        "<p>Liity jonoon, jos se on käytössä. Kun paikka vapautuu, saat sen "
                        "jonotusjärjestyksessä ja siitä tulee viesti. Muista perua, jos et enää "
                        "pääse.</p>",
                    ),
                    (
                        "Mistä näen, mitä käsite tarkoittaa?",
                        "<p>Hae sanaa käsitepankista suomeksi, ruotsiksi tai englanniksi. Myös "
                        "taivutettu muoto käy. Vältettävistä sanoista kerrotaan, mitä käyttää "
                        "niiden sijaan.</p>",
                    ),
                    (
                        "Mistä saan sähköpostia?",
                        "<p>Asioista, jotka koskevat juuri sinua: ilmoittautumisistasi, muuttuneista ja "
                        "perutuista tapahtumista ja tiedotteista, jotka vetäjä haluaa heti tietoosi. Muut "
                        "tiedotteet löydät Saapuneista.</p>",
                    ),
                ),
            ),
            ("heading", "Ryhmän vetäjälle"),
            (
                "accordion",
                (
                    (
                        "Miten julkaisen tiedotteen?",
                        "<p>Paina ryhmän sivulla Uusi tiedote. Kirjoita otsikko ja yksi kappale, valitse "
                        "näkyykö tiedote ryhmälle vai koko verkostolle, ja julkaise. Liitteet voi lisätä "
                        "samalla.</p>",
                    ),
                    (
                        "Miten kerron kokouksesta ja sen tuloksista?",
                        "<p>Luo tapahtuma. Kun kokous on pidetty, lisää muistio tapahtuman sivulle. "
                        "Osallistujat löytävät sen samasta paikasta kuin kutsun.</p>",
                    ),
                    (
                        "Voinko kutsua vieraan?",
                        "<p>Kyllä, jos vedät ryhmää. Anna kutsussa vieraan viimeinen päivä. Vieras näkee "
                        "vain ne ryhmät, joihin hänet on kutsuttu.</p>",
                    ),
                ),
            ),
            (
                "callout",
                "warn",
                "Mitä tänne ei viedä",
                "<p>Potilastietoja, turvallisuusluokiteltuja asiakirjoja ja yksittäisten asiakkaiden "
                "tietoja ei tallenneta palveluun, ei myöskään suljettuihin ryhmiin.</p>",
            ),
            ("contacts", "Apua käyttöön", ("kaisa@example.org",)),
        ),
        content_owner="kaisa@example.org",
        review_day=90,
    ),
    StandardPage(
        key="saavutettavuus",
        title="Saavutettavuusseloste",
        summary=(
            "Seloste koskee tätä palvelua. Se kertoo, miten hyvin palvelu täyttää "
            "saavutettavuusvaatimukset ja mitä puutteita tiedämme."
        ),
        body=(
            (
                "text",
                "<p>Tavoitteena on, että palvelua voi käyttää näkö-, kuulo- ja liikuntarajoitteista "
                "riippumatta, väsyneenäkin ja pienellä näytöllä. Palvelu on tehty täyttämään "
                "verkkosisällön saavutettavuusohjeiden (WCAG 2.1) A- ja AA-tason vaatimukset.</p>",
            ),
            ("heading", "Mitä on tarkistettu"),
            (
                "text",
                "<ul><li>Sivut on tarkistettu automaattisella työkalulla vaaleina ja tummina, "
                "puhelimen ja tietokoneen leveydellä.</li>"
                "<li>Palvelua voi käyttää pelkällä näppäimistöllä, ja kohdistus näkyy koko ajan.</li>"
                "<li>Värillä ei kerrota mitään, mitä ei kerrota myös sanoin.</li></ul>",
            ),
            ("heading", "Tiedossa olevat puutteet"),
            (
                "text",
                "<ul><li>Osa jäsenten lisäämistä PDF-tiedostoista ei ole saavutettavia. Pyydä "
                "sisältö toisessa muodossa tiedoston lisääjältä.</li>"
                "<li>Muiden palvelujen tallenteissa ei aina ole tekstitystä.</li>"
                "<li>Ruudunlukijoilla tehty käyttäjätestaus on vielä tekemättä.</li></ul>",
            ),
            ("heading", "Anna palautetta"),
            (
                "text",
                "<p>Huomasitko puutteen? Kirjoita osoitteeseen saavutettavuus@example.org. Vastaamme "
                "kahden viikon kuluessa. Jos et ole tyytyväinen vastaukseen tai et saa sitä, voit "
                "kääntyä saavutettavuutta valvovan viranomaisen puoleen.</p>",
            ),
        ),
        content_owner="kaisa@example.org",
        review_day=180,
        in_footer=True,
    ),
    StandardPage(
        key="tietosuoja",
        title="Tietosuojaseloste",
        summary="Mitä tietoja palvelu käsittelee sinusta, miksi, kuinka kauan ja mitä voit itse päättää.",
        body=(
            ("heading", "Rekisterinpitäjä ja tarkoitus"),
            (
                "text",
                "<p>Palvelua ylläpitää kumppanuusverkosto siihen kuuluvien pelastuslaitosten puolesta. "
                "Tietoja käsitellään yhteistyön järjestämiseksi: kirjautumiseen, ryhmien ja hankkeiden "
                "työhön, tapahtumiin ilmoittautumiseen ja viestien lähettämiseen.</p>",
            ),
            ("heading", "Mitä tietoja tallennetaan"),
            (
                "table",
                "Tiedot ja niiden säilytysajat",
                ("Tieto", "Mihin sitä käytetään", "Kuinka kauan"),
                (
                    (
                        "Nimi, sähköposti, laitos",
                        "Tunnistaminen ja jäsenluettelot",
                        "Niin kauan kuin tili on käytössä",
                    ),
                    (
                        "Tehtävä, puhelin, osaaminen",
                        "Asiantuntijan löytäminen",
                        "Kunnes poistat tiedon",
                    ),
                    ("Ryhmien jäsenyydet", "Oikeus nähdä sisältöjä", "Jäsenyyden ajan"),
                    (
                        "Ilmoittautumiset",
                        "Tapahtuman järjestäminen",
                        "Kunnes niitä ei enää tarvita",
                    ),
                    (
                        "Lukumerkinnät",
                        "Uusien tiedotteiden näyttäminen sinulle",
                        "Tiedotteen elinkaaren ajan",
                    ),
                    (
                        "Tapahtumaloki",
                        "Väärinkäytön selvittäminen",
                        "Niin kauan kuin selvittäminen vaatii",
                    ),
                ),
            ),
            ("heading", "Kuka tiedot näkee"),
            (
                "text",
                "<p>Yhteystietosi näkevät kirjautuneet verkoston jäsenet. Vieraat näkevät vain niiden "
                "ryhmien jäsenet, joihin he itse kuuluvat. Tietoja ei luovuteta muualle eikä siirretä "
                "Euroopan talousalueen ulkopuolelle. Sivut eivät lataa mitään muista palveluista, eikä "
                "käyttöäsi seurata mainontaa tai analytiikkaa varten.</p>",
            ),
            ("heading", "Oikeutesi"),
            (
                "text",
                "<p>Voit katsoa ja korjata tietosi omalla sivullasi. Voit pyytää tiedoistasi kopion tai "
                "tilisi poistamista osoitteesta tietosuoja@example.org. Jos katsot, että tietojasi on "
                "käsitelty väärin, voit tehdä ilmoituksen tietosuojavaltuutetun toimistoon.</p>",
            ),
        ),
        content_owner="kaisa@example.org",
        review_day=180,
        in_footer=True,
    ),
    StandardPage(
        key="yhteystiedot",
        title="Yhteystiedot",
        summary="Kehen ottaa yhteyttä, kun asia ei kuulu mihinkään yksittäiseen ryhmään.",
        body=(
            (
                "text",
                "<p>Ryhmän asioissa ota yhteyttä ryhmän vetäjään; nimi on ryhmän sivulla. Hankkeen "
                "yhteyshenkilön löydät hankkeen sivulta.</p>",
            ),
            (
                "contacts",
                "Verkoston koordinointi",
                ("kaisa@example.org", "sanna.ilvesmaki@example.org"),
            ),
            (
                "table",
                "Osoitteet",
                ("Asia", "Osoite"),
                (
                    ("Jäsenyydet ja ryhmät", "koordinaattori@example.org"),
                    ("Käsitepankki", "kasitteet@example.org"),
                    ("Kirjautumisen ongelmat", "tuki@example.org"),
                    ("Tietosuoja", "tietosuoja@example.org"),
                ),
            ),
            (
                "callout",
                "info",
                "Kiireellinen hätä",
                "<p>Tämä palvelu ei välitä hätäilmoituksia. Hätätilanteessa soita 112.</p>",
            ),
        ),
        content_owner="kaisa@example.org",
        review_day=90,
        in_footer=True,
    ),
)
