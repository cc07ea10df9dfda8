"""Twelve updates of the last three weeks. Those of 2021 are with their project."""

from home.demo.shapes import Update

UPDATES: tuple[Update, ...] = (
    Update(
        key="riskiruudut-tarkistus",
        owner="riskienhallinta",
        audience="space",
        author="eero@example.org",
        day=0,
        time="6.40",
        title="Riskiruudut on laskettu: tarkista oman alueesi luvut",
        summary=(
            "Uudet ruudut ovat tarkistettavina {+9} asti. Kolmessa laitoksessa luokka muuttui "
            "yli viidessä prosentissa ruuduista."
        ),
        body=(
            (
                "text",
                "<p>Vuosipäivitys on laskettu ohjeen versiolla 4. Suurin osa muutoksista on "
                "pieniä ja johtuu tehtävämääristä. Kerrosalatieto haettiin uudelleen kolmelle "
                "laitokselle, ja niissä muutoksia on enemmän.</p>"
                "<p>Käy ensin läpi ruudut, joiden luokka on vaihtunut. Tarkistukseen menee "
                "tavallisesti kahdesta kolmeen tuntia.</p>",
            ),
            (
                "callout",
                "warn",
                "Palauta tarkistus ajoissa",
                "<p>Tarkistetut luvut tarvitaan {na+9} Puuttuvien laitosten luvut jäävät "
                "laskentaan sellaisinaan, eikä niitä enää voi korjata tälle vuodelle.</p>",
            ),
            (
                "table",
                "Mitä tarkistetaan ja mistä",
                ("Kohta", "Mistä näet", "Kuka tietää"),
                (
                    (
                        "Uudet asuinalueet",
                        "Rakennusrekisterin poiminta",
                        "Kunnan kaavoitus",
                    ),
                    ("Puretut rakennukset", "Sama poiminta", "Palotarkastaja"),
                    (
                        "Aiheettomat tehtävät",
                        "Tehtävätilasto",
                        "Päivystävä palomestari",
                    ),
                    (
                        "Rajaruudut",
                        "Naapurin taulukko",
                        "Naapurilaitoksen yhteyshenkilö",
                    ),
                ),
            ),
            (
                "text",
                "<p>Poriin kokoonnutaan {na+16} Työpajassa ratkaistaan ruudut, joista "
                "naapurilaitokset ovat eri mieltä. Ota mukaan kannettava ja oman alueesi "
                "taulukko.</p>",
            ),
            ("documents", "Ohje", ("riskiruutuohje", "riski-vuosikello")),
            (
                "links",
                "Liittyy tähän",
                (
                    ("Riskiruututyöpaja", "event:riskiruututyopaja"),
                    ("Yhteinen tilannekuva", "project:yhteinen-tilannekuva"),
                ),
            ),
            ("contacts", "Kysy", ("eero@example.org", "johan.ekvall@example.org")),
        ),
    ),
    Update(
        key="hallitus-paatokset-5",
        owner="hallitus",
        audience="members",
        author="kaisa@example.org",
        day=-1,
        time="15.10",
        title="Hallituksen päätökset: tilannetiedon jakamisesta linjaus",
        summary=(
            "Naapurilaitokset jakavat jatkossa valmiustiedon toisilleen. Linjaus koskee "
            "kaikkia 22 pelastuslaitosta, ja siirtymäaikaa on vuosi."
        ),
        body=(
            (
                "text",
                "<p>Hallitus kokoontui verkossa ja teki kolme päätöstä.</p>"
                "<ol><li>Linjaus tilannetiedon jakamisesta hyväksyttiin. Laitokset sopivat "
                "naapuriensa kanssa käytännöistä vuoden kuluessa.</li>"
                "<li>Omavalvonnan tietopohjan koekäyttö alkaa kahdeksassa laitoksessa.</li>"
                "<li>Viestintästrategian luonnosta valmistelevat Kanta-Häme, Pirkanmaa ja "
                "Varsinais-Suomi.</li></ol>",
            ),
            (
                "callout",
                "good",
                "Mitä tämä tarkoittaa laitokselle",
                "<p>Nimeä yhteyshenkilö tilannetiedon jakamiseen {+20} mennessä. Muita "
                "toimia ei vielä tarvita.</p>",
            ),
            (
                "links",
                "Lue lisää",
                (
                    (
                        "Linjaus tilannetiedon jakamisesta",
                        "page:tilannetiedon-jakaminen",
                    ),
                    ("Omavalvonnan tietopohja", "project:omavalvonnan-tietopohja"),
                ),
            ),
            (
                "text",
                "<p>Seuraava kokous on {na+5} Asiat sen esityslistalle pyydetään "
                "sihteerille hyvissä ajoin.</p>",
            ),
        ),
    ),
    Update(
        key="tyopajan-ennakkotehtava",
        owner="omavalvonta",
        audience="space",
        author="joel.sandberg@example.org",
        day=-1,
        time="6.05",
        title="Kokouksen ennakkotehtävä: kolme mittaria omasta laitoksesta",
        summary=(
            "Valitse kolme mittaria, joita seuraatte jo nyt, ja kirjaa, mistä tieto tulee. "
            "Aikaa menee noin puoli tuntia."
        ),
        body=(
            (
                "text",
                "<p>Seuraavassa kokouksessa päätetään, mitkä mittarit ehdotetaan seurattaviksi "
                "koko maassa. Päätös on helpompi, kun pöydällä on oikeita lukuja.</p>"
                "<p>Kirjaa jokaisesta mittarista kolme asiaa: mistä luku haetaan, kuinka usein "
                "se päivittyy ja kuka sitä katsoo. Luvun ei tarvitse olla hyvä. Huono luku, "
                "jonka alkuperä tiedetään, auttaa enemmän.</p>",
            ),
            (
                "documents",
                "Pohjaksi",
                ("omavalvonta-mittaristo", "omavalvonta-lomake-fi"),
            ),
            (
                "text",
                "<p>Lähetä vastauksesi sähköpostilla Joelille tai Riitalle, suomeksi tai "
                "ruotsiksi, viimeistään {na+10}</p>",
            ),
        ),
    ),
    Update(
        key="koekaytto-alkoi",
        owner="omavalvonnan-tietopohja",
        audience="members",
        author="tuomas.kuusela-aho@example.org",
        day=-2,
        time="9.30",
        title="Mittarien koekäyttö alkoi kahdeksassa laitoksessa",
        summary=(
            "Ensimmäisen viikon lomakkeita tuli seitsemän. Yksi luku osoittautui heti "
            "vääräksi, ja se on jo korjattu."
        ),
        body=(
            (
                "text",
                "<p>Kymmenen viikon koekäyttö on alkanut. Jokainen laitos seuraa kuutta "
                "mittaria, jotka se on valinnut itse. Eniten valittiin valvontakäyntien "
                "toteutumaa, sitten poikkeamien käsittelyaikaa.</p>"
                "<p>Ensimmäinen opetus saatiin toisena päivänä: toimintavalmiusajan luvussa oli "
                "mukana myös kiireettömiä tehtäviä. Virheen huomasi vuoro, joka muisti oman "
                "viikkonsa tehtävät. Laskenta on korjattu kaikille.</p>",
            ),
            (
                "accordion",
                (
                    (
                        "Saako mukaan vielä tulla?",
                        "<p>Tälle kierrokselle ei. Toinen kierros on avoin kaikille, ja siihen "
                        "ilmoittaudutaan hankkeen yhteyshenkilölle.</p>",
                    ),
                    (
                        "Näkevätkö muut laitokset lukumme?",
                        "<p>Eivät koekäytön aikana. Kukin laitos näkee omansa ja kaikkien yhteisen "
                        "keskiarvon.</p>",
                    ),
                    (
                        "Mistä saan mittarikortit?",
                        "<p>Kortit ovat hankkeen sivulla tuotoksissa.</p>",
                    ),
                ),
            ),
            (
                "links",
                "Webinaari",
                (
                    (
                        "Mitä koekäytössä on opittu tähän mennessä",
                        "event:tietopohja-webinaari",
                    ),
                ),
            ),
        ),
    ),
    Update(
        key="kommenttikierros-tilannekuva",
        owner=None,
        audience="members",
        author="kaisa@example.org",
        day=-3,
        time="11.20",
        title="Kommenttikierros: tilannekuvan käsitteet",
        summary=(
            "Käsitepankissa on arvioitavana kuusi käsitettä. Kommentoi viimeistään {+12}"
        ),
        body=(
            (
                "text",
                "<p>Tilannekuvan ja johtamisen verkosto on ehdottanut määritelmät kuudelle "
                "käsitteelle: tilannekuva, tilannetieto, tilannekeskus, johtokeskus, "
                "hälytysvaste ja ennakointi. Osa on uusia, osa tarkennuksia.</p>"
                "<p>Lue määritelmä ääneen lauseessa, jossa itse käyttäisit termiä. Jos lause "
                "muuttuu oudoksi, kerro miksi.</p>",
            ),
            (
                "callout",
                "info",
                "Ruotsin termit erityisesti",
                "<p>Toivomme kommentteja kaksikielisiltä laitoksilta. Hälytysvasteen "
                "ruotsinkielinen termi on vielä auki.</p>",
            ),
            (
                "accordion",
                (
                    (
                        "Miten kommentoin?",
                        "<p>Avaa käsite käsitepankista ja kirjoita Kaisalle, mitä muuttaisit. "
                        "Perustelu riittää, valmista määritelmää ei tarvita.</p>",
                    ),
                    (
                        "Mitä kierroksen jälkeen tapahtuu?",
                        "<p>Käsitetyöryhmä käsittelee kommentit kahdessa viikossa. Hyväksytyt "
                        "määritelmät näkyvät käsitepankissa merkinnällä Hyväksytty.</p>",
                    ),
                ),
            ),
        ),
    ),
    Update(
        key="ensivasteen-vertailu",
        owner="ensihoito",
        audience="space",
        author="mikael.ohman@example.org",
        day=-4,
        time="12.45",
        title="Ensivasteen vertailutiedot on koottu",
        summary=(
            "Mukana on 19 pelastuslaitosta. Tehtävät lisääntyivät neljä prosenttia, ja "
            "joka viides peruttiin matkalla."
        ),
        body=(
            (
                "text",
                "<p>Kiitos kaikille, jotka kaivoivat luvut esiin. Taulukossa ovat koko aineiston "
                "tärkeimmät tiedot. Oman laitoksesi luvut saat Mikaelilta.</p>",
            ),
            (
                "table",
                "Ensivastetehtävät viime vuonna, 19 laitosta",
                ("Tieto", "Päätoimiset", "Sopimuspalokunnat"),
                (
                    ("Tehtäviä", "9 340", "6 115"),
                    ("Muutos edellisestä vuodesta", "+2 %", "+7 %"),
                    ("Lähtöaika, mediaani", "1 min 20 s", "5 min 40 s"),
                    ("Peruttu matkalla", "18 %", "23 %"),
                ),
            ),
            (
                "text",
                "<p>Perumisten syyt kirjataan vielä monella tavalla. Ennen kuin vertailua "
                "jatketaan, sovitaan kirjaamisesta. Elina tekee ehdotuksen seuraavaan "
                "kokoukseen.</p>",
            ),
            ("documents", "Aineisto", ("ensivaste-vertailu",)),
        ),
    ),
    Update(
        key="yhteyskokeilu-havainnot",
        owner="tilannekuva-johtaminen",
        audience="space",
        author="petra.niinikoski@example.org",
        day=-6,
        time="14.25",
        title="Johtokeskusten yhteyskokeilu: neljän viikon havainnot",
        summary=(
            "Yhteys syntyi 46 kertaa 48 yrityksestä. Viive ei johtunut tekniikasta vaan "
            "siitä, ettei tiedetty, kenelle soittaa."
        ),
        body=(
            (
                "text",
                "<p>Kokeilussa kuusi johtokeskusta avasi videoyhteyden naapuriinsa kahdesti "
                "viikossa ennalta ilmoittamatta. Yhteys muodostui keskimäärin minuutissa ja "
                "neljässäkymmenessä sekunnissa.</p>"
                "<p>Kahdella kerralla yhteyttä ei saatu. Molemmissa päivystäjä oli vaihtunut "
                "juuri ennen soittoa eikä tieto vaihdosta ollut naapurilla.</p>",
            ),
            (
                "quote",
                "Kun kuva aukesi, ensimmäinen kysymys oli aina sama: kuka teillä johtaa. Se "
                "pitäisi nähdä jo ennen soittoa.",
                "Johtokeskuspäivystäjä, Kanta-Häme",
            ),
            ("heading", "Mitä muutetaan"),
            (
                "text",
                "<ul><li>Vuorossa olevan johtokeskuspäivystäjän nimi lisätään yhteystietoihin "
                "vuoronvaihdon yhteydessä.</li>"
                "<li>Soiton alussa kerrotaan aina laitos, rooli ja asia, tässä järjestyksessä.</li>"
                "<li>Kokeilu jatkuu samoilla asetuksilla kahdeksan viikkoa.</li></ul>",
            ),
        ),
    ),
    Update(
        key="varajohtamispaikka",
        owner="valmius",
        audience="space",
        author="iiro.salmensuu@example.org",
        day=-7,
        time="8.50",
        title="Harjoituksen kulku ja ennakkovalmistelut",
        summary=(
            "Harjoitus alkaa Lappeenrannassa kello 8.00. Osallistujat saavat alkutilanteen "
            "vasta paikalla."
        ),
        body=(
            (
                "text",
                "<p>Harjoittelemme johtamisen siirtämistä varapaikalle, kun pääyhteydet ovat "
                "poikki. Harjoitus kestää iltapäivään, ja siihen kuuluu yksi siirtyminen.</p>"
                "<p>Pyydämme jokaista varmistamaan etukäteen kolme asiaa:</p>"
                "<ul><li>oma sijainen on nimetty harjoituspäiväksi</li>"
                "<li>virkapuhelin ja sen varavirta ovat mukana</li>"
                "<li>majoitustarve on ilmoitettu Sirkulle.</li></ul>",
            ),
            (
                "callout",
                "warn",
                "Ei asiakirjoja tähän palveluun",
                "<p>Skenaario ja siihen liittyvät tiedot jaetaan vain paikalla paperilla ja "
                "kerätään pois harjoituksen päätteeksi.</p>",
            ),
        ),
    ),
    Update(
        key="tilannekuva-aloituspaja",
        owner="yhteinen-tilannekuva",
        audience="members",
        author="eero@example.org",
        day=-9,
        time="10.00",
        title="Yksitoista elementtiä, joista yhteinen tilannekuva koostuu",
        summary=(
            "Luonnos 2 on kommentoitavana. Ensimmäinen kokeilu kolmen laitoksen kesken "
            "alkaa ensi kuussa."
        ),
        body=(
            (
                "text",
                "<p>Aloituspajassa kerättiin 64 tietotarvetta. Kun samaa tarkoittavat "
                "yhdistettiin, jäljelle jäi yksitoista elementtiä. Tärkeimmäksi nousi "
                "yksiköiden valmius, seuraavaksi tehtävien arvioitu kesto.</p>"
                "<p>Moni kaipasi karttaa, mutta vain kaksi osallistujaa osasi sanoa, minkä "
                "päätöksen kartta muuttaisi. Siksi elementit kuvataan päätös edellä.</p>",
            ),
            (
                "text",
                "<p>Luonnos on hankkeen tuotoksissa. Kommentit käsitellään tietosisällön "
                "ryhmässä {na+13}</p>",
            ),
            (
                "contacts",
                "Kommentit",
                ("eero@example.org", "milla.aarnikoski@example.org"),
            ),
        ),
    ),
    Update(
        key="yhdyspinnat-kuva",
        owner=None,
        audience="members",
        author="kaisa@example.org",
        day=-12,
        time="13.15",
        title="Yhdyspinnat yhdessä kuvassa: käytä vapaasti omassa laitoksessasi",
        summary=(
            "Käsikirjan kuva on piirretty uudelleen esityksiä varten. Kolme ympyrää riittää "
            "kertomaan, missä vastuut kohtaavat."
        ),
        body=(
            (
                "text",
                "<p>Moni on kysynyt kuvaa, jolla yhdyspinnat voi selittää luottamushenkilölle "
                "viidessä minuutissa. Tässä se on. Ympyrät ovat pelastuslaitos, "
                "hyvinvointialueen palvelut ja kunta. Leikkauskohtiin merkitään asiat, joissa "
                "tarvitaan molempia, ja keskelle ne, joissa tarvitaan kaikkia kolmea.</p>",
            ),
            (
                "image",
                "yhdyspinnat",
                "Kolme osittain päällekkäistä ympyrää, joita yhdistävät viivat. Leikkausten "
                "kohdalla on pisteitä yhteisten tehtävien merkkinä.",
                "Kuvaa saa käyttää ja muokata vapaasti.",
            ),
            (
                "text",
                "<p>Aloita keskeltä. Jos keskelle ei tule yhtään asiaa, ympyrät on piirretty "
                "liian pieniksi. Jos sinne tulee enemmän kuin viisi, osa niistä on todennäköisesti "
                "kahden välisiä.</p>",
            ),
            (
                "links",
                "Taustaksi",
                (
                    (
                        "Pelastustoimen palvelukokonaisuuksien kuvaaminen",
                        "project:palvelukokonaisuudet",
                    ),
                ),
            ),
        ),
    ),
    Update(
        key="itsearviointi-ruotsiksi",
        owner="omavalvonta",
        audience="space",
        author="riitta.soderholm@example.org",
        day=-15,
        time="9.05",
        title="Itsearvioinnin lomake on nyt myös ruotsiksi",
        summary="Lomakkeet ovat sisällöltään samat. Vanhoja pohjia ei enää käytetä.",
        body=(
            (
                "text",
                "<p>Ruotsinkielistä lomaketta kokeiltiin Länsi-Uudellamaalla ja "
                "Varsinais-Suomessa. Palautteen perusteella asteikon sanat vaihdettiin, koska "
                "ensimmäinen käännös kuulosti tarkastukselta eikä oman työn arvioinnilta.</p>"
                "<p>Ruotsinkielinen sanasto noudattaa käsitepankkia: omavalvonta on "
                "<i>egenkontroll</i> ja poikkeama <i>avvikelse</i>.</p>",
            ),
            (
                "documents",
                "Lomakkeet",
                ("omavalvonta-lomake-sv", "omavalvonta-lomake-fi"),
            ),
        ),
    ),
    Update(
        key="koulutuspaivat-ohjelma",
        owner=None,
        audience="members",
        author="kaisa@example.org",
        day=-20,
        time="8.30",
        title="Koulutuspäivät Kuopiossa: ohjelma on valmis",
        summary=(
            "Kaksi päivää, neljä rinnakkaista polkua ja yhteinen ilta. Paikkoja on 120, "
            "ilmoittautuminen päättyy {+27}"
        ),
        body=(
            (
                "text",
                "<p>Verkoston yhteiset koulutuspäivät pidetään tällä kertaa Kuopiossa. Ohjelma "
                "on koottu verkostojen toiveista: riskit ja valvonta, tilannekuva ja johtaminen, "
                "ensihoito sekä omavalvonta ja tieto.</p>"
                "<p>Molempina päivinä on varattu tunti vapaaseen keskusteluun. Viime vuonna se "
                "sai palautteessa parhaan arvosanan.</p>",
            ),
            ("heading", "Käytännön asiat"),
            (
                "text",
                "<ul><li>Hotelliin on varattu kiintiö verkoston nimellä; jokainen varaa huoneensa "
                "itse.</li>"
                "<li>Rautatieasemalta on kokouspaikalle kävellen kymmenen minuuttia.</li>"
                "<li>Ilmoita ruokavaliosta ilmoittautuessasi.</li></ul>",
            ),
            (
                "links",
                "Ilmoittaudu",
                (("Verkoston koulutuspäivät", "event:koulutuspaivat"),),
            ),
        ),
    ),
)
