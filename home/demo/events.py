"""Fifteen events around the day of loading. Those of 2021 are with their project."""

from home.demo.shapes import Document, Event, Section

EVENTS: tuple[Event, ...] = (
    Event(
        key="hallituksen-kokous-6",
        kind="board",
        owner="hallitus",
        audience="space",
        day=5,
        start="9.00",
        end="12.00",
        title="Hallituksen kokous 6",
        summary="Ensi vuoden kokousajat, työryhmien toimikaudet ja viestintästrategian tilanne.",
        description=(
            "<p>Kokous pidetään Tampereella. Etänä voi osallistua poikkeuksellisesti; kerro "
            "siitä sihteerille edellisenä päivänä kello 12 mennessä.</p>"
            "<p>Esityslista liitteineen on lähetetty jäsenille.</p>"
        ),
        programme=(
            ("9.00–9.10", "Avaus ja edellisen kokouksen muistio"),
            ("9.10–9.50", "Työryhmien toimikaudet ja toimeksiannot"),
            ("9.50–10.30", "Viestintästrategian luonnos: tilanne"),
            ("10.45–11.45", "Yhteiset lausunnot ja ministeriön terveiset"),
            ("11.45–12.00", "Ensi vuoden kokousajat"),
        ),
        contact="kaisa@example.org",
        place="Tampereen keskuspaloasema, neuvotteluhuone 3",
        confirmed=(
            "sanna.ilvesmaki@example.org",
            "lauri.poyhtari@example.org",
            "kaisa@example.org",
            "stefan.backlund@example.org",
            "marjut.lehtisalmi@example.org",
            "hannu.pihlajaniemi@example.org",
        ),
    ),
    Event(
        key="tietopohja-webinaari",
        kind="webinar",
        owner="omavalvonnan-tietopohja",
        audience="members",
        day=6,
        start="9.00",
        end="10.15",
        title="Webinaari: mitä mittarien koekäytössä on opittu",
        summary=(
            "Kolme laitosta kertoo ensimmäisistä viikoistaan. Puolet ajasta on varattu "
            "kysymyksille."
        ),
        description=(
            "<p>Webinaari sopii kaikille, jotka miettivät, kannattaako omavalvonnan mittarit "
            "ottaa omassa laitoksessa käyttöön. Ennakkotietoja ei tarvita.</p>"
            "<p>Tilaisuus tallennetaan ilman osallistujien puheenvuoroja. Tallenne on "
            "katsottavissa kaksi kuukautta.</p>"
        ),
        programme=(
            ("9.00–9.10", "Hankkeen tilanne"),
            (
                "9.10–9.40",
                "Keski-Suomi, Helsinki ja Jokilaaksot: kolme lukua, kolme yllätystä",
            ),
            ("9.40–10.15", "Kysymykset"),
        ),
        contact="tuomas.kuusela-aho@example.org",
        online_url="https://kokous.example.org/koekaytto",
        deadline_day=3,
        confirmed=(
            "tuomas.kuusela-aho@example.org",
            "riitta.soderholm@example.org",
            "joel.sandberg@example.org",
            "anniina.reposuo@example.org",
            "juhani.rautaoja@example.org",
            "pirjo.holmala@example.org",
            "helka.mattinen@example.org",
            "linnea.nyberg-hautakoski@example.org",
            "elina.saarikallio@example.org",
        ),
    ),
    Event(
        key="viikon-tilannekatsaus",
        kind="other",
        owner="tilannekuva-johtaminen",
        audience="members",
        day=3,
        start="8.30",
        end="8.50",
        title="Viikon tilannekatsaus",
        summary=(
            "Kaksikymmentä minuuttia: säätila, poikkeavat valmiudet, isot yleisötapahtumat ja "
            "se, mistä naapurin on hyvä tietää."
        ),
        description=(
            "<p>Katsauksen vetää joka viikko eri laitos. Jokainen laitos kertoo enintään minuutin, "
            "ja moni sanoo vain: ei poikkeavaa.</p>"
            "<p>Tule mukaan puhelimella tai tietokoneella. Katsausta ei tallenneta, eikä siinä "
            "käsitellä salassa pidettävää tietoa.</p>"
        ),
        programme=(
            ("8.30–8.35", "Sää ja varoitukset"),
            ("8.35–8.47", "Laitosten kierros"),
            ("8.47–8.50", "Seuraavan viikon vetäjä"),
        ),
        contact="petra.niinikoski@example.org",
        online_url="https://kokous.example.org/tilannekatsaus",
        weeks=10,
        confirmed=(
            "petra.niinikoski@example.org",
            "milla.aarnikoski@example.org",
            "jenni.kolkkala@example.org",
            "vaino.oravala@example.org",
            "tatu.ruohola@example.org",
        ),
    ),
    Event(
        key="ensivaste-kouluttajat",
        kind="training",
        owner="ensihoito",
        audience="members",
        day=8,
        start="10.00",
        end="15.00",
        title="Ensivastekouluttajien tapaaminen",
        summary=(
            "Peruttu: kouluttaja on estynyt. Uusi aika sovitaan seuraavassa verkoston "
            "kokouksessa."
        ),
        description=(
            "<p>Tapaaminen perutaan, koska elvytysharjoitusten vetäjä on estynyt eikä sijaista "
            "löytynyt. Ilmoittautuneille on lähetetty viesti, eikä sinun tarvitse tehdä mitään.</p>"
            "<p>Koulutusrungon luonnosta voi kommentoida tapaamisesta riippumatta.</p>"
        ),
        programme=(
            ("10.00–11.30", "Koulutusrungon läpikäynti"),
            ("12.15–14.30", "Elvytysharjoitukset pareittain"),
            ("14.30–15.00", "Palaute ja jatko"),
        ),
        contact="mikael.ohman@example.org",
        place="Vaasan paloasema, luokka 2",
        capacity=20,
        deadline_day=3,
        cancelled=True,
        confirmed=(
            "ville.hongistola@example.org",
            "inka.kelottila@example.org",
            "elina.saarikallio@example.org",
            "markku.hiltula@example.org",
        ),
    ),
    Event(
        key="asiakirjavalvonta-iltapaiva",
        kind="training",
        owner=None,
        audience="members",
        day=11,
        start="12.30",
        end="15.30",
        title="Palotarkastajien iltapäivä: asiakirjavalvonta käytännössä",
        summary=(
            "Milloin asiakirjat riittävät ja milloin on mentävä paikalle? Neljä laitosta avaa "
            "omat rajansa, ja lopuksi ratkotaan kolme tapausta."
        ),
        description=(
            "<p>Asiakirjavalvonta säästää matkoja, mutta vain jos asiakas ymmärtää, mitä häneltä "
            "kysytään. Iltapäivän aikana vertaamme lomakkeita ja kirjoitamme yhden niistä "
            "selkeämmäksi.</p>"
            "<p>Ota mukaan oman laitoksesi lomake tulostettuna. Kahvi tarjotaan, lounas on "
            "omakustanteinen kello 11.30 alkaen.</p>"
        ),
        programme=(
            (
                "12.30–13.00",
                "Tervetuloa, ja miksi raja on niin erilainen eri laitoksissa",
            ),
            ("13.00–13.50", "Neljän laitoksen käytännöt, 10 minuuttia kukin"),
            ("13.50–14.10", "Kahvi"),
            ("14.10–15.10", "Ryhmätyö: yksi lomake uusiksi"),
            ("15.10–15.30", "Tulokset seinälle ja kotimatkalle"),
        ),
        contact="kaarlo.tuominiemi@example.org",
        place="Jyväskylän paloasema, koulutustila",
        capacity=40,
        waiting_list=True,
        deadline_day=7,
        confirmed=(
            "kaarlo.tuominiemi@example.org",
            "noora.tervakangas@example.org",
            "otso.harjunpaa@example.org",
            "johan.ekvall@example.org",
            "linnea.nyberg-hautakoski@example.org",
            "juhani.rautaoja@example.org",
            "venla.hartikka@example.org",
            "heikki.luomanen@example.org",
            "vaino.oravala@example.org",
            "helka.mattinen@example.org",
            "anniina.reposuo@example.org",
        ),
    ),
    Event(
        key="omavalvonta-kokous-4",
        kind="meeting",
        owner="omavalvonta",
        audience="space",
        day=13,
        start="13.00",
        end="15.00",
        title="Omavalvonnan työryhmän kokous 4",
        summary="Päätetään, mitkä mittarit ehdotetaan seurattaviksi koko maassa.",
        description=(
            "<p>Käsittelemme ennakkotehtävän vastaukset ja valitsemme enintään kuusi mittaria. "
            "Valvontakäyntien viiveen laskentatapa ratkaistaan tässä kokouksessa.</p>"
        ),
        programme=(
            ("13.00–13.15", "Avaus"),
            ("13.15–14.15", "Mittarit: valinta ja laskentatavat"),
            ("14.15–14.45", "Tietopohjahankkeen terveiset"),
            ("14.45–15.00", "Työpajan ajankohta"),
        ),
        contact="joel.sandberg@example.org",
        online_url="https://kokous.example.org/omavalvonta",
        confirmed=(
            "joel.sandberg@example.org",
            "riitta.soderholm@example.org",
            "tuomas.kuusela-aho@example.org",
            "anniina.reposuo@example.org",
            "noora.tervakangas@example.org",
            "camilla.rosenlund@example.org",
        ),
    ),
    Event(
        key="riskiruututyopaja",
        kind="workshop",
        owner="riskienhallinta",
        audience="members",
        day=16,
        start="12.00",
        end="15.30",
        title="Riskiruututyöpaja",
        summary=(
            "Ratkaistaan rajaruudut, joista naapurilaitokset ovat eri mieltä. Työtä tehdään "
            "kolmessa pöydässä, siksi paikkoja on vain 12."
        ),
        description=(
            "<p>Jokaisessa pöydässä on neljän laitoksen edustaja ja yhteinen kartta. Jos ruudusta "
            "ei päästä sopuun, ratkaisun perustelu kirjataan ja verkosto päättää.</p>"
            "<p>Jos et pääse, peru paikkasi ajoissa. Paikka siirtyy jonossa ensimmäiselle.</p>"
        ),
        programme=(
            ("12.00–12.30", "Lounas ja pöytien jako"),
            ("12.30–13.00", "Laskennan tulokset koko maasta"),
            ("13.00–14.45", "Rajaruudut pöydittäin"),
            ("14.45–15.30", "Ratkaisut ja perustelut yhteen"),
        ),
        contact="eero@example.org",
        place="Porin paloasema, koulutussali",
        capacity=12,
        waiting_list=True,
        deadline_day=12,
        confirmed=(
            "eero@example.org",
            "johan.ekvall@example.org",
            "linnea.nyberg-hautakoski@example.org",
            "juhani.rautaoja@example.org",
            "kaarlo.tuominiemi@example.org",
            "markku.hiltula@example.org",
            "tatu.ruohola@example.org",
            "sirkku.vuoksela@example.org",
            "heikki.luomanen@example.org",
            "otso.harjunpaa@example.org",
            "vaino.oravala@example.org",
            "noora.tervakangas@example.org",
        ),
        waiting=(
            "milla.aarnikoski@example.org",
            "venla.hartikka@example.org",
            "saana.pyykkola@example.org",
        ),
        picture="riskiruututyopaja",
    ),
    Event(
        key="varajohtamisharjoitus",
        kind="training",
        owner="valmius",
        audience="space",
        day=19,
        start="8.00",
        end="15.00",
        title="Johtamisharjoitus varapaikalla",
        summary="Harjoitellaan johtamisen siirtoa, kun pääyhteydet ovat poikki.",
        description=(
            "<p>Kokoontuminen on paloaseman pääovella kello 7.45. Puhelimet jätetään "
            "harjoituksen ajaksi lokeroihin.</p>"
        ),
        programme=(
            ("8.00–8.30", "Alkutilanne"),
            ("8.30–11.30", "Harjoituksen ensimmäinen osa"),
            ("12.15–14.15", "Siirtyminen ja toinen osa"),
            ("14.15–15.00", "Palautekeskustelu"),
        ),
        contact="sirkku.vuoksela@example.org",
        place="Lappeenrannan paloasema",
        deadline_day=9,
        confirmed=(
            "iiro.salmensuu@example.org",
            "sirkku.vuoksela@example.org",
            "kirsi.aaltovirta@example.org",
            "markku.hiltula@example.org",
        ),
    ),
    Event(
        key="kriisiviestinta-seminaari",
        kind="other",
        owner=None,
        audience="members",
        day=24,
        start="9.30",
        end="16.00",
        title="Kriisiviestinnän seminaaripäivä",
        summary=(
            "Viranomaisten ja järjestöjen yhteinen päivä siitä, miten poikkeavasta tilanteesta "
            "kerrotaan nopeasti ja oikein."
        ),
        description=(
            "<p>Seminaarin järjestää verkoston ulkopuolinen taho, joka vastaa ohjelmasta ja "
            "ilmoittautumisista. Osallistumismaksu on 140 euroa.</p>"
            "<p>Verkostosta puhujana on Helka Mattinen: viestintä monikielisellä alueella.</p>"
        ),
        programme=(
            ("9.30–11.30", "Ensimmäinen tunti tapahtuman jälkeen"),
            ("12.30–14.00", "Rinnakkaiset esimerkit"),
            ("14.30–16.00", "Harjoitus pienryhmissä"),
        ),
        contact="helka.mattinen@example.org",
        place="Helsinki, Pasila",
        takes_registrations=False,
        organiser="Turvallisuusviestinnän foorumi",
        organiser_url="https://example.org/kriisiviestinta-seminaari",
    ),
    Event(
        key="koulutuspaivat",
        kind="training",
        owner=None,
        audience="members",
        day=41,
        start="9.30",
        end="15.00",
        days=2,
        title="Verkoston koulutuspäivät",
        summary=(
            "Kaksi päivää Kuopiossa, neljä rinnakkaista polkua. Tule yhdeksi päiväksi tai "
            "molemmiksi."
        ),
        description=(
            "<p>Koulutuspäivät on tarkoitettu kaikille pelastuslaitosten työntekijöille, myös "
            "vuorotyötä tekeville. Polut toistetaan toisena päivänä, joten yhdessäkin päivässä "
            "ehtii kaksi.</p>"
            "<p>Osallistuminen on maksutonta. Laitos maksaa matkat ja majoituksen.</p>"
        ),
        programme=(
            ("1. päivä 9.30–10.00", "Avaus: mitä vuodessa on saatu yhdessä aikaan"),
            (
                "1. päivä 10.00–12.00",
                "Polut: riskit ja valvonta, tilannekuva ja johtaminen",
            ),
            ("1. päivä 13.00–16.00", "Polut: ensihoito, omavalvonta ja tieto"),
            ("1. päivä 18.30", "Yhteinen päivällinen"),
            ("2. päivä 8.30–11.30", "Polkujen toinen kierros"),
            ("2. päivä 12.30–15.00", "Vapaa keskustelu, yhteenveto ja lähtö"),
        ),
        contact="kaisa@example.org",
        place="Kuopio, Kokoushotelli Kallanranta",
        capacity=120,
        waiting_list=True,
        deadline_day=27,
        confirmed=(
            "kaisa@example.org",
            "eero@example.org",
            "petra.niinikoski@example.org",
            "mikael.ohman@example.org",
            "joel.sandberg@example.org",
            "sanna.ilvesmaki@example.org",
            "markku.hiltula@example.org",
            "elina.saarikallio@example.org",
            "camilla.rosenlund@example.org",
            "helka.mattinen@example.org",
            "inka.kelottila@example.org",
            "iiro.salmensuu@example.org",
            "saana.pyykkola@example.org",
            "jenni.kolkkala@example.org",
            "ville.hongistola@example.org",
            "riitta.soderholm@example.org",
            "noora.tervakangas@example.org",
        ),
        picture="koulutuspaivat",
    ),
    Event(
        key="riskienhallinta-kokous-4",
        kind="meeting",
        owner="riskienhallinta",
        audience="space",
        day=27,
        start="9.00",
        end="10.30",
        title="Riskienhallinnan verkoston kokous 4",
        summary="Työpajan ratkaisut, valvontasuunnitelmien esimerkit ja ensi vuoden painopisteet.",
        description=(
            "<p>Kokous pidetään verkossa. Linnéa esittelee neljä esimerkkiä siitä, miten riskitieto "
            "näkyy valvontasuunnitelmassa.</p>"
        ),
        programme=(
            ("9.00–9.30", "Rajaruutujen ratkaisut"),
            ("9.30–10.10", "Esimerkit valvontasuunnitelmista"),
            ("10.10–10.30", "Ensi vuoden painopisteet"),
        ),
        contact="eero@example.org",
        online_url="https://kokous.example.org/riskienhallinta",
        confirmed=(
            "eero@example.org",
            "aino@example.org",
            "linnea.nyberg-hautakoski@example.org",
            "johan.ekvall@example.org",
        ),
    ),
    Event(
        key="riskienhallinta-kokous-3",
        kind="meeting",
        owner="riskienhallinta",
        audience="space",
        day=-10,
        start="9.00",
        end="10.30",
        title="Riskienhallinnan verkoston kokous 3",
        summary="Laskentaohjeen versio 4 hyväksyttiin ja tarkistuskierroksen aikataulu sovittiin.",
        description=(
            "<p>Kokouksessa hyväksyttiin laskentaohje ja jaettiin työpajan valmistelut. Muistio on "
            "aineistoissa.</p>"
        ),
        programme=(
            ("9.00–9.40", "Vuosipäivityksen tilanne"),
            ("9.40–10.10", "Laskentaohjeen muutokset"),
            ("10.10–10.30", "Työpajan valmistelu"),
        ),
        contact="eero@example.org",
        online_url="https://kokous.example.org/riskienhallinta",
        materials=(
            Document(
                key="riski-kokous-3-esitys",
                title="Vuosipäivityksen tilanne, esitys",
                filename="riskiruudut-vuosipaivitys.pdf",
                sections=(
                    Section(
                        "Missä mennään",
                        (
                            "Laskenta on tehty 19 laitokselle. Kolmen laitoksen kerrosalatieto haetaan "
                            "uudelleen, ja niiden ruudut valmistuvat viikon kuluessa.",
                        ),
                    ),
                    Section(
                        "Ohjeen muutokset",
                        (
                            "- Varmistustehtävät jätetään pois laskennasta.",
                            "- Käsin tehtävien korjausten enimmäismäärä on kaksi prosenttia.",
                            "- Rajaruudulle merkitään molempien laitosten arvio.",
                        ),
                    ),
                ),
            ),
        ),
        confirmed=(
            "eero@example.org",
            "johan.ekvall@example.org",
            "aino@example.org",
            "linnea.nyberg-hautakoski@example.org",
            "juhani.rautaoja@example.org",
            "otso.harjunpaa@example.org",
        ),
    ),
    Event(
        key="palvelutaso-webinaari",
        kind="webinar",
        owner=None,
        audience="members",
        day=-21,
        start="13.00",
        end="14.30",
        title="Webinaari: palvelutasopäätöksen seuranta",
        summary=(
            "Miten päätöksen toteutumisesta kerrotaan niin, että luottamushenkilö ymmärtää sen "
            "ja laitos oppii siitä?"
        ),
        description=(
            "<p>Kaksi laitosta näytti vuosiraporttinsa ja kertoi, mitä ne jättivät tarkoituksella "
            "pois. Osallistujia oli 74.</p>"
        ),
        programme=(
            ("13.00–13.15", "Mitä seurannalta odotetaan"),
            ("13.15–14.00", "Kaksi raporttia, kaksi tapaa"),
            ("14.00–14.30", "Keskustelu"),
        ),
        contact="kaisa@example.org",
        online_url="https://kokous.example.org/palvelutaso",
        materials=(
            Document(
                key="palvelutaso-muistilista",
                title="Seurantaraportin muistilista",
                filename="seurantaraportin-muistilista.pdf",
                sections=(
                    Section(
                        "Ennen kirjoittamista",
                        (
                            "- Valitse viisi lupausta, joista päätöksessä puhuttiin eniten.",
                            "- Kysy jokaisesta, kuka tietää, toteutuiko se.",
                            "- Sovi, mitä tehdään, jos lupaus ei toteutunut.",
                        ),
                    ),
                    Section(
                        "Kirjoittaessa",
                        (
                            "Kerro ensin tulos ja vasta sitten syy. Yksi kuvio riittää lupausta kohti. "
                            "Vertaa edelliseen vuoteen, älä naapuriin.",
                        ),
                    ),
                ),
            ),
            Document(
                key="palvelutaso-esitys",
                title="Kaksi raporttia, kaksi tapaa, esitys",
                filename="palvelutaso-kaksi-raporttia.pdf",
                sections=(
                    Section(
                        "Raportti A",
                        (
                            "Neljä sivua, viisi lupausta, liikennevalot. Luottamushenkilöt lukivat sen "
                            "kokonaan, mutta henkilöstö jäi kaipaamaan syitä.",
                        ),
                    ),
                    Section(
                        "Raportti B",
                        (
                            "Kaksikymmentä sivua ja liitteet. Henkilöstö käytti sitä "
                            "kehityskeskusteluissa. Tiivistelmä tehtiin vasta jälkikäteen.",
                        ),
                    ),
                ),
            ),
        ),
        confirmed=(
            "kaisa@example.org",
            "aino@example.org",
            "hannu.pihlajaniemi@example.org",
            "markku.hiltula@example.org",
            "riitta.soderholm@example.org",
            "stefan.backlund@example.org",
            "noora.tervakangas@example.org",
            "tatu.ruohola@example.org",
        ),
    ),
    Event(
        key="ensihoito-kokous-2",
        kind="meeting",
        owner="ensihoito",
        audience="space",
        day=-30,
        start="12.30",
        end="14.00",
        title="Ensihoidon verkoston kokous 2",
        summary="Vertailutietojen keruu, koulutusrunko ja kouluttajien tapaaminen.",
        description=(
            "<p>Kokouksessa sovittiin vertailutietojen aikataulusta ja hyväksyttiin koulutusrungon "
            "tuntimäärät.</p>"
        ),
        programme=(
            ("12.30–13.00", "Vertailutiedot"),
            ("13.00–13.40", "Koulutusrunko"),
            ("13.40–14.00", "Muut asiat"),
        ),
        contact="mikael.ohman@example.org",
        online_url="https://kokous.example.org/ensihoito",
        confirmed=(
            "mikael.ohman@example.org",
            "camilla.rosenlund@example.org",
            "elina.saarikallio@example.org",
            "ville.hongistola@example.org",
            "teemu.vallisaari@example.org",
        ),
    ),
    Event(
        key="tilannekuva-aloitus",
        kind="workshop",
        owner="yhteinen-tilannekuva",
        audience="members",
        day=-48,
        start="9.30",
        end="15.30",
        title="Yhteisen tilannekuvan aloituspaja",
        summary="Kerättiin tietotarpeet kymmenestä laitoksesta ja sovittiin työryhmien jaosta.",
        description=(
            "<p>Pajassa kerättiin 64 tietotarvetta. Ne on yhdistetty yhdeksitoista elementiksi, "
            "joiden luonnos on hankkeen tuotoksissa.</p>"
        ),
        programme=(
            ("9.30–10.00", "Kahvi ja hankkeen tavoitteet"),
            ("10.00–12.00", "Tietotarpeet: mihin päätökseen tieto tarvitaan"),
            ("13.00–15.00", "Ryhmittely ja puuttuvat tiedot"),
            ("15.00–15.30", "Työryhmät ja aikataulu"),
        ),
        contact="eero@example.org",
        place="Turun paloasema, koulutusluokka",
        capacity=30,
        confirmed=(
            "eero@example.org",
            "petra.niinikoski@example.org",
            "milla.aarnikoski@example.org",
            "saana.pyykkola@example.org",
            "jenni.kolkkala@example.org",
            "otso.harjunpaa@example.org",
            "iiro.salmensuu@example.org",
        ),
    ),
)
