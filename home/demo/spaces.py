"""The board, three expert networks and two working groups, with their documents."""

from home.demo.shapes import Document, Edition, Member, Output, Section, Space

HALLITUS = Space(
    key="hallitus",
    kind="board",
    policy="request",
    name="Pelastusjohtajien hallitus",
    purpose=(
        "Hallitus valmistelee pelastusjohtajien yhteiset päätökset ja seuraa, että "
        "verkoston työ etenee strategian suuntaan."
    ),
    mandate=(
        "<p>Pelastusjohtajat nimeävät keskuudestaan hallituksen, joka johtaa verkostoa "
        "kokousten välillä. Hallitus asettaa asiantuntijaverkostot ja työryhmät, "
        "hyväksyy niiden toimeksiannot ja päättää, mistä asioista verkosto antaa "
        "yhteisen kannan.</p>"
        "<p>Hallituksen tehtävät ovat:</p>"
        "<ul><li>valmistella pelastusjohtajien kokoukset ja panna päätökset toimeen</li>"
        "<li>seurata strategian toimenpiteitä ja tarkistaa strategia joka syksy</li>"
        "<li>sovittaa yhteen hankkeiden aikataulut ja laitosten voimavarat</li>"
        "<li>pitää yhteyttä sisäministeriöön, Kuntaliittoon ja hyvinvointialueisiin.</li>"
        "</ul>"
        "<p>Hallitus ei päätä yksittäisen pelastuslaitoksen asioista. Päätöksistä "
        "kerrotaan koko verkostolle viimeistään viikon kuluttua kokouksesta.</p>"
    ),
    how_to_join=(
        "Hallituksen jäsenet valitaan pelastusjohtajien kokouksessa kahdeksi vuodeksi. "
        "Asian voi saada hallituksen käsittelyyn lähettämällä sen sihteerille "
        "viimeistään kymmenen päivää ennen kokousta."
    ),
    appointed_by="Pelastusjohtajien kokous",
    term=(-1, 0),
    review_day=75,
    members=(
        Member("sanna.ilvesmaki@example.org", "lead"),
        Member("lauri.poyhtari@example.org", "deputy"),
        Member("kaisa@example.org", "secretary"),
        Member("kirsi.aaltovirta@example.org"),
        Member("oula.ranttila@example.org"),
        Member("stefan.backlund@example.org"),
        Member("marjut.lehtisalmi@example.org"),
        Member("hannu.pihlajaniemi@example.org"),
    ),
    documents=(
        Document(
            key="hallitus-tyojarjestys",
            title="Hallituksen työjärjestys",
            filename="hallituksen-tyojarjestys.pdf",
            sections=(
                Section(
                    "Kokoontuminen",
                    (
                        "Hallitus kokoontuu noin kuusi kertaa vuodessa. Kaksi kokouksista "
                        "pidetään paikan päällä eri pelastuslaitoksissa, muut verkossa. "
                        "Kokousajat sovitaan vuodeksi kerrallaan joulukuussa.",
                        "Puheenjohtaja kutsuu hallituksen koolle. Esityslista liitteineen "
                        "toimitetaan jäsenille viisi arkipäivää ennen kokousta. "
                        "Kiireellisen asian voi ottaa esille kokouksessa, jos kukaan "
                        "läsnä olevista ei vastusta.",
                    ),
                ),
                Section(
                    "Päätöksenteko",
                    (
                        "Hallitus on päätösvaltainen, kun puheenjohtaja tai "
                        "varapuheenjohtaja ja vähintään puolet muista jäsenistä on paikalla.",
                        "Päätöksissä pyritään yksimielisyyteen. Jos siihen ei päästä, asia "
                        "palautetaan valmisteluun tai viedään kaikkien pelastusjohtajien "
                        "ratkaistavaksi. Äänestyksellä hallitus ei päätä yhteisestä kannasta.",
                    ),
                ),
                Section(
                    "Muistio ja tiedottaminen",
                    (
                        "Sihteeri kirjaa muistioon päätökset, niiden perustelut ja "
                        "vastuuhenkilöt. Muistio tarkistetaan sähköisesti viiden "
                        "arkipäivän kuluessa.",
                        "Päätöksistä julkaistaan tiedote koko verkostolle. Salassa "
                        "pidettävät asiat käsitellään omalla esityslistallaan.",
                    ),
                ),
            ),
        ),
        Document(
            key="hallitus-muistio-5",
            title="Hallituksen kokouksen 5 muistio",
            filename="hallituksen-muistio-5.pdf",
            sections=(
                Section(
                    "Läsnä ja esityslista",
                    (
                        "Paikalla oli kuusi hallituksen jäsentä sekä sihteeri. Kaksi jäsentä "
                        "oli estynyt. Esityslista hyväksyttiin sellaisenaan.",
                    ),
                ),
                Section(
                    "Päätökset",
                    (
                        "Päätös 1. Hallitus hyväksyi linjauksen tilannetiedon jakamisesta "
                        "naapurilaitosten kesken. Linjaus julkaistaan verkostossa, ja sen "
                        "käyttöönottoa seurataan puolivuosittain.",
                        "Päätös 2. Omavalvonnan tietopohjan koekäyttö alkaa kahdeksassa "
                        "pelastuslaitoksessa. Hanke raportoi kokemuksistaan seuraavassa "
                        "kokouksessa.",
                        "Päätös 3. Strategian toimenpiteiden tilanne merkittiin tiedoksi. "
                        "Verkoston viestintästrategian luonnos pyydetään kolmelta "
                        "laitokselta, jotka ilmoittautuivat valmistelijoiksi.",
                    ),
                ),
                Section(
                    "Seuraava kokous",
                    (
                        "Seuraava kokous pidetään {na+5} Tampereella. Aiheina ovat ensi vuoden "
                        "kokousajat ja työryhmien toimikaudet.",
                    ),
                ),
            ),
        ),
    ),
)

RISKIENHALLINTA = Space(
    key="riskienhallinta",
    kind="expert_network",
    policy="open",
    name="Riskienhallinnan asiantuntijaverkosto",
    purpose=(
        "Sovimme, miten onnettomuusriskejä arvioidaan samalla tavalla koko maassa, ja "
        "autamme toisiamme tulosten tulkinnassa."
    ),
    mandate=(
        "<p>Verkosto kokoaa pelastuslaitosten riskienhallinnan asiantuntijat. Se pitää "
        "yllä yhteistä tapaa tehdä riskiarvio, jotta palvelutasopäätösten perusteet "
        "ovat vertailtavia eikä sama työ toistu 22 kertaa.</p>"
        "<p>Toimikaudella verkosto</p>"
        "<ul><li>päivittää riskiruutujen laskentaohjeen ja lähtötiedot kerran vuodessa</li>"
        "<li>kokoaa riskiarvion oppaan ja pitää siitä koulutusta</li>"
        "<li>kuvaa, miten riskitieto viedään valvontasuunnitelmaan ja "
        "toimintavalmiuden suunnitteluun</li>"
        "<li>antaa asiantuntija-apua hankkeille.</li></ul>"
        "<p>Verkosto ei päätä laitosten riskitasoista. Se ehdottaa, laitos arvioi ja "
        "aluevaltuusto päättää palvelutasosta.</p>"
    ),
    how_to_join=(
        "Verkosto on avoin kaikille, jotka tekevät riskiarvioita tai käyttävät niitä "
        "työssään. Liity painikkeella; esihenkilön lupaa ei erikseen kysytä."
    ),
    appointed_by="Pelastusjohtajien hallitus",
    term=(-1, 1),
    review_day=120,
    members=(
        Member("eero@example.org", "lead"),
        Member("linnea.nyberg-hautakoski@example.org", "deputy"),
        Member("johan.ekvall@example.org", "secretary"),
        Member("aino@example.org"),
        Member("juhani.rautaoja@example.org"),
        Member("kaarlo.tuominiemi@example.org"),
        Member("markku.hiltula@example.org"),
        Member("tatu.ruohola@example.org"),
        Member("sirkku.vuoksela@example.org"),
        Member("heikki.luomanen@example.org"),
        Member("otso.harjunpaa@example.org"),
        Member("milla.aarnikoski@example.org"),
        Member("venla.hartikka@example.org"),
        Member("vaino.oravala@example.org"),
        Member("noora.tervakangas@example.org"),
    ),
    documents=(
        Document(
            key="riskiruutuohje",
            title="Riskiruutujen laskentaohje, versio 4",
            filename="riskiruutujen-laskentaohje-4.pdf",
            sections=(
                Section(
                    "Mitä ruutu kertoo",
                    (
                        "Riskiruutu on neliökilometrin alue, jolle lasketaan odotettavissa "
                        "olevien kiireellisten pelastustehtävien määrä vuodessa. Ruutu ei "
                        "ennusta yksittäistä onnettomuutta. Se auttaa vertaamaan alueita "
                        "keskenään.",
                        "Laskennassa käytetään neljää lähtötietoa: asukasluku, kerrosala, "
                        "rakennusten käyttötarkoitus ja viiden viime vuoden tehtävät.",
                    ),
                ),
                Section(
                    "Näin tarkistat oman alueesi",
                    (
                        "Avaa laitoksesi taulukko ja järjestä ruudut muutoksen mukaan. Käy läpi "
                        "ruudut, joiden luokka on noussut tai laskenut edellisestä vuodesta.",
                        "- Varmista, että uudet asuinalueet ja purkukohteet ovat mukana.",
                        "- Poista tehtävistä tarkistus- ja varmistustehtävät, joissa vaaraa ei ollut.",
                        "- Kirjaa perustelu, jos ehdotat luokan korjaamista käsin.",
                        "Käsin tehtyjä korjauksia saa olla enintään kaksi prosenttia ruuduista. "
                        "Jos korjattavaa on enemmän, vika on yleensä lähtötiedoissa.",
                    ),
                ),
                Section(
                    "Aikataulu",
                    (
                        "Tarkistetut luvut palautetaan {+9} mennessä. Verkosto laskee "
                        "yhdistelmän kahdessa viikossa ja käsittelee sen kokouksessaan.",
                    ),
                ),
            ),
        ),
        Document(
            key="riski-muistio",
            title="Verkoston kokouksen 3 muistio",
            filename="riskienhallinnan-verkosto-muistio-3.pdf",
            sections=(
                Section(
                    "Kokouksen kulku",
                    (
                        "Kokouksessa oli 13 osallistujaa 11 pelastuslaitoksesta. Puheenjohtajana "
                        "toimi Eero Lampinen ja sihteerinä Johan Ekvall.",
                        "Käytiin läpi riskiruutujen vuosipäivitys. Kolmessa laitoksessa "
                        "kerrosalatieto oli vanhentunut, ja se haetaan uudelleen ennen "
                        "tarkistuskierrosta.",
                    ),
                ),
                Section(
                    "Sovittiin",
                    (
                        "- Laskentaohjeen versio 4 otetaan käyttöön tällä kierroksella.",
                        "- Riskiruututyöpaja pidetään Porissa {na+16}",
                        "- Linnéa Nyberg-Hautakoski kokoaa esimerkit siitä, miten riskitieto "
                        "näkyy valvontasuunnitelmassa.",
                        "- Seuraava kokous pidetään työpajan jälkeen verkossa.",
                    ),
                ),
            ),
        ),
        Document(
            key="riski-vuosikello",
            title="Riskienhallinnan vuosikello",
            filename="riskienhallinnan-vuosikello.pdf",
            sections=(
                Section(
                    "Tammikuu–huhtikuu",
                    (
                        "Edellisen vuoden tehtävät tarkistetaan ja viedään laskentaan. "
                        "Huhtikuussa verkosto vertaa laitosten riskiprofiileja.",
                    ),
                ),
                Section(
                    "Toukokuu–elokuu",
                    (
                        "Laitokset arvioivat, vastaako palvelutaso riskejä. Havainnot kirjataan "
                        "yhteiselle lomakkeelle, joka on kaksi sivua.",
                        "Kesäkaudella seurataan maastopaloja ja vesionnettomuuksia viikoittain.",
                    ),
                ),
                Section(
                    "Syyskuu–joulukuu",
                    (
                        "Riskiruudut päivitetään, ja tulokset annetaan valvontasuunnitelmien "
                        "valmisteluun. Joulukuussa sovitaan seuraavan vuoden painopisteistä.",
                    ),
                ),
            ),
        ),
    ),
    outputs=(
        Output(
            key="riskiarvion-opas",
            kind="guide",
            title="Riskiarvion opas pelastuslaitoksille",
            description=(
                "Vaiheittainen opas: lähtötiedot, laskenta, tulkinta ja se, miten tulos "
                "viedään palvelutasopäätökseen. Mukana esimerkki kasvavasta taajamasta."
            ),
            published=-140,
            editions=(
                Edition(
                    "fi",
                    Document(
                        key="riskiarvion-opas-fi",
                        title="Riskiarvion opas pelastuslaitoksille",
                        filename="riskiarvion-opas.pdf",
                        sections=(
                            Section(
                                "Kenelle opas on",
                                (
                                    "Opas on tarkoitettu sille, joka tekee pelastuslaitoksen "
                                    "riskiarvion ensimmäistä kertaa, ja sille, joka tarvitsee "
                                    "tuloksia päätöksensä tueksi. Kokenut tekijä voi "
                                    "siirtyä suoraan tarkistuslistaan.",
                                ),
                            ),
                            Section(
                                "Lähtötiedot",
                                (
                                    "Hyvä riskiarvio alkaa tiedoista, joiden alkuperä tunnetaan. "
                                    "Kirjaa jokaisesta aineistosta hakupäivä, aikaväli ja "
                                    "tiedossa olevat puutteet.",
                                    "- tehtävätiedot viideltä vuodelta",
                                    "- väestö ja kerrosala neliökilometrin ruuduissa",
                                    "- erityiset kohteet: hoitolaitokset, suuronnettomuuden vaaraa "
                                    "aiheuttavat laitokset, kulttuuriperintökohteet",
                                    "- muutokset, jotka ovat tiedossa mutta eivät vielä näy luvuissa.",
                                ),
                            ),
                            Section(
                                "Laskenta ja tulkinta",
                                (
                                    "Laskenta tuottaa neljä riskiluokkaa. Luokka on keskustelun "
                                    "alku, ei päätös. Sama luokka voi syntyä tiiviistä "
                                    "kaupunkikorttelista tai yhdestä vilkkaasta tienristeyksestä, "
                                    "ja niissä tarvitaan eri palveluja.",
                                    "Tulkintaan kutsutaan mukaan palotarkastaja, pelastustoiminnasta "
                                    "vastaava päällikkö ja ensihoidon edustaja. Kolmen tunnin "
                                    "yhteinen kokous riittää, kun ruudut on jaettu etukäteen.",
                                ),
                            ),
                            Section(
                                "Tarkistuslista ennen päätöstä",
                                (
                                    "- Onko epävarmuus kerrottu lukujen vieressä?",
                                    "- Näkyykö, mitä palvelutasossa muutettaisiin riskin vuoksi?",
                                    "- Onko naapurilaitosten apu otettu huomioon rajaruuduissa?",
                                    "- Ymmärtääkö luottamushenkilö tiivistelmän kahdessa minuutissa?",
                                ),
                            ),
                            Section(
                                "Esimerkki: kasvava taajama",
                                (
                                    "Kuvitteellisen Niemelänmäen asukasluku on kasvanut kolmessa "
                                    "vuodessa 1 900 hengellä. Ruudun luokka nousi yhdellä, mutta "
                                    "kiireellisiä tehtäviä on yhä vähän. Laitos päätti lisätä "
                                    "turvallisuusviestintää taloyhtiöihin ja arvioida aseman "
                                    "valmiuden uudelleen kahden vuoden kuluttua.",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    picture="riskienhallinta",
)

ENSIHOITO = Space(
    key="ensihoito",
    kind="expert_network",
    policy="request",
    name="Ensihoidon asiantuntijaverkosto",
    purpose=(
        "Tuomme näkyviin, mitä pelastuslaitosten ensihoito ja ensivaste tekevät, ja "
        "kehitämme työtä yhdessä hyvinvointialueiden kanssa."
    ),
    mandate=(
        "<p>Verkostoon kuuluvat niiden pelastuslaitosten edustajat, jotka tuottavat "
        "ensihoitopalvelua tai ensivastetta. Nimetyt vieraat hyvinvointialueilta "
        "osallistuvat kokouksiin ja näkevät verkoston aineistot.</p>"
        "<ul><li>Verkosto kokoaa vuosittain vertailutiedot ensivasteesta ja "
        "monialaisista yksiköistä.</li>"
        "<li>Se sopii yhteisistä koulutusrungoista ja kouluttajien tapaamisista.</li>"
        "<li>Se valmistelee hallitukselle kannat, jotka koskevat ensihoidon "
        "ja pelastustoimen yhteistä työtä.</li></ul>"
        "<p>Potilastietoja ei käsitellä verkostossa missään muodossa. Esimerkit "
        "kirjoitetaan niin, ettei niistä voi tunnistaa ihmistä eikä tehtävää.</p>"
    ),
    how_to_join=(
        "Pyydä jäsenyyttä painikkeella ja kerro lyhyesti tehtäväsi. Vetäjä vastaa "
        "muutaman arkipäivän kuluessa. Vieraat kutsuu laitoksen oma edustaja."
    ),
    appointed_by="Pelastusjohtajien hallitus",
    term=(-1, 1),
    review_day=95,
    members=(
        Member("mikael.ohman@example.org", "lead"),
        Member("camilla.rosenlund@example.org", "deputy"),
        Member("elina.saarikallio@example.org", "secretary"),
        Member("ville.hongistola@example.org"),
        Member("inka.kelottila@example.org"),
        Member("jenni.kolkkala@example.org"),
        Member("anniina.reposuo@example.org"),
        Member("markku.hiltula@example.org"),
        Member("teemu.vallisaari@example.org", "guest"),
    ),
    documents=(
        Document(
            key="ensivaste-vertailu",
            title="Ensivasteen vertailutiedot, viime vuosi",
            filename="ensivasteen-vertailutiedot.pdf",
            sections=(
                Section(
                    "Aineisto",
                    (
                        "Tiedot saatiin 19 pelastuslaitoksesta. Kolmessa laitoksessa ensivastetta "
                        "ei tuoteta lainkaan tai tieto kertyy hyvinvointialueen järjestelmään.",
                        "Luvuissa ovat mukana tehtävät, joille hälytettiin ensivasteyksikkö. "
                        "Peruutetut tehtävät on laskettu erikseen.",
                    ),
                ),
                Section(
                    "Keskeiset havainnot",
                    (
                        "Tehtävämäärä kasvoi neljä prosenttia. Kasvu kertyi harvaan asutuille "
                        "alueille, joilla matka lähimmälle ambulanssille on yli 25 kilometriä.",
                        "Yksikön mediaani lähtöaika oli päätoimisissa vuoroissa 1 minuutti ja "
                        "20 sekuntia, sopimuspalokunnissa 5 minuuttia ja 40 sekuntia.",
                        "Joka viides tehtävä peruttiin matkan aikana. Syiden kirjaaminen vaihtelee, "
                        "joten laitosten lukuja ei pidä vielä verrata keskenään.",
                    ),
                ),
                Section(
                    "Miten lukuja saa käyttää",
                    (
                        "Vertailutiedot on tarkoitettu verkoston omaan käyttöön. Omaa laitosta "
                        "koskevat luvut voi esittää vapaasti; muiden lukujen käytöstä sovitaan "
                        "kyseisen laitoksen kanssa.",
                    ),
                ),
            ),
        ),
        Document(
            key="ensivaste-koulutusrunko",
            title="Ensivastekoulutuksen yhteinen runko",
            filename="ensivastekoulutuksen-runko.pdf",
            sections=(
                Section(
                    "Tavoite",
                    (
                        "Koulutuksen jälkeen ensivasteyksikön jäsen tunnistaa hätätilapotilaan, "
                        "aloittaa peruselvytyksen, käyttää defibrillaattoria ja osaa antaa "
                        "ensihoitoyksikölle selkeän raportin.",
                    ),
                ),
                Section(
                    "Rakenne",
                    (
                        "Runko on 40 tuntia: 16 tuntia verkossa, 20 tuntia harjoituksia ja neljän "
                        "tunnin näyttö. Kertauskoulutus on kahdeksan tuntia vuodessa.",
                        "- Verkko-osuuden voi suorittaa omassa tahdissa kuuden viikon aikana.",
                        "- Harjoituksissa on enintään kuusi osallistujaa kouluttajaa kohti.",
                        "- Näytön ottaa vastaan kouluttaja, joka ei ole ohjannut samaa ryhmää.",
                    ),
                ),
                Section(
                    "Kirjaaminen",
                    (
                        "Suoritus merkitään laitoksen omaan koulutusrekisteriin. Verkosto ei pidä "
                        "henkilörekisteriä koulutetuista.",
                    ),
                ),
            ),
        ),
    ),
    picture="ensihoito",
)

TILANNEKUVA = Space(
    key="tilannekuva-johtaminen",
    kind="expert_network",
    policy="open",
    name="Tilannekuvan ja johtamisen asiantuntijaverkosto",
    purpose=(
        "Kehitämme tilannekeskusten ja johtokeskusten työtä niin, että sama tieto on "
        "naapurilaitosten käytössä samaan aikaan."
    ),
    mandate=(
        "<p>Verkosto kokoaa tilanne- ja johtokeskuksissa työskentelevät sekä "
        "pelastustoiminnan johtamisesta vastaavat. Sen työ alkaa arjen havainnoista: "
        "mitä tietoa puuttui, kuka sen tarvitsi ja milloin.</p>"
        "<p>Verkoston vastuulla ovat</p>"
        "<ul><li>tilannekuvan yhteiset peruselementit ja niiden nimet</li>"
        "<li>johtokeskusten väliset yhteyskokeilut ja niiden raportointi</li>"
        "<li>viikoittainen tilannekatsaus, johon jokainen laitos voi liittyä</li>"
        "<li>lausunnot kansallisten johtamisjärjestelmien vaatimuksista.</li></ul>"
        "<p>Salassa pidettävää tilannetietoa ei tallenneta tänne. Verkostossa "
        "käsitellään toimintatapoja ja kokemuksia.</p>"
    ),
    how_to_join=(
        "Liity painikkeella. Viikon tilannekatsaukseen voi tulla kokeilemaan ennen "
        "liittymistä; linkki näkyy ilmoittautuneille."
    ),
    appointed_by="Pelastusjohtajien hallitus",
    term=(0, 2),
    review_day=200,
    members=(
        Member("petra.niinikoski@example.org", "lead"),
        Member("milla.aarnikoski@example.org", "deputy"),
        Member("saana.pyykkola@example.org", "secretary"),
        Member("jenni.kolkkala@example.org"),
        Member("eero@example.org"),
        Member("tatu.ruohola@example.org"),
        Member("hannu.pihlajaniemi@example.org"),
        Member("otso.harjunpaa@example.org"),
        Member("vaino.oravala@example.org"),
        Member("inka.kelottila@example.org"),
        Member("iiro.salmensuu@example.org"),
        Member("heikki.luomanen@example.org"),
        Member("joel.sandberg@example.org"),
    ),
    picture="tilannekuva-johtaminen",
)

OMAVALVONTA = Space(
    key="omavalvonta",
    kind="working_group",
    policy="closed",
    name="Omavalvonnan työryhmä",
    purpose=(
        "Viemme yhteisen omavalvontamallin käyttöön ja kokoamme pelastuslaitosten "
        "kokemukset yhteen paikkaan."
    ),
    mandate=(
        "<p>Työryhmä ohjaa omavalvontamallin käyttöönottoa. Mallissa pelastuslaitos "
        "seuraa itse, toteutuvatko palvelut niin kuin on luvattu, ja korjaa havaitut "
        "poikkeamat näkyvästi.</p>"
        "<p>Työryhmän tehtävänä on</p>"
        "<ul><li>ylläpitää itsearvioinnin lomaketta ja mittariston rakennetta</li>"
        "<li>järjestää laitoksille kaksi työpajaa vuodessa</li>"
        "<li>ohjata Omavalvonnan tietopohja -hanketta</li>"
        "<li>ehdottaa hallitukselle mittarit, joita seurataan koko maassa.</li></ul>"
        "<p>Keskeneräiset vertailut ja laitosten omat havainnot pysyvät ryhmän "
        "sisällä. Valmiit tuotokset julkaistaan koko verkostolle.</p>"
    ),
    how_to_join=(
        "Hallitus nimeää jäsenet laitosten ehdotuksesta. Jos laitoksellasi ei ole "
        "jäsentä, pyydä jäsenyyttä painikkeella tai ota yhteyttä vetäjään."
    ),
    appointed_by="Pelastusjohtajien hallitus",
    term=(-1, 0),
    review_day=40,
    members=(
        Member("joel.sandberg@example.org", "lead"),
        Member("riitta.soderholm@example.org", "deputy"),
        Member("tuomas.kuusela-aho@example.org", "secretary"),
        Member("aino@example.org"),
        Member("anniina.reposuo@example.org"),
        Member("noora.tervakangas@example.org"),
        Member("helka.mattinen@example.org"),
        Member("kaarlo.tuominiemi@example.org"),
        Member("venla.hartikka@example.org"),
        Member("elina.saarikallio@example.org"),
        Member("juhani.rautaoja@example.org"),
        Member("camilla.rosenlund@example.org"),
    ),
    documents=(
        Document(
            key="omavalvonta-lomake-fi",
            title="Omavalvonnan itsearviointi, lomakepohja",
            filename="omavalvonnan-itsearviointi.pdf",
            sections=(
                Section(
                    "Täyttöohje",
                    (
                        "Lomake täytetään kahdesti vuodessa. Täyttäjä on palvelusta vastaava "
                        "päällikkö yhdessä vähintään kahden työntekijän kanssa. Aikaa kuluu "
                        "noin tunti palvelua kohti.",
                        "Vastaa asteikolla 0–3: ei tehty, aloitettu, käytössä, käytössä ja "
                        "seurataan. Kirjoita jokaisen luvun viereen, mistä sen tiedät.",
                    ),
                ),
                Section(
                    "Palvelun toteutuminen",
                    (
                        "- Palvelulla on kirjattu tavoite, ja se on henkilöstön tiedossa.",
                        "- Toteutumaa verrataan tavoitteeseen vähintään neljännesvuosittain.",
                        "- Asiakkaalle kerrotaan, jos palvelu viivästyy.",
                    ),
                ),
                Section(
                    "Poikkeamat",
                    (
                        "- Poikkeamasta voi ilmoittaa myös puhelimella vuoron aikana.",
                        "- Jokaisella ilmoituksella on käsittelijä ja määräpäivä.",
                        "- Ilmoittaja saa tiedon siitä, mitä asialle tehtiin.",
                    ),
                ),
                Section(
                    "Yhteenveto",
                    (
                        "Valitse kolme asiaa, jotka korjataan ennen seuraavaa arviointia. "
                        "Kirjaa vastuuhenkilö ja tapa, jolla muutos nähdään.",
                    ),
                ),
            ),
        ),
        Document(
            key="omavalvonta-lomake-sv",
            title="Självvärdering av egenkontrollen, blankett",
            filename="egenkontroll-sjalvvardering.pdf",
            language="sv",
            sections=(
                Section(
                    "Så fyller du i blanketten",
                    (
                        "Blanketten fylls i två gånger om året. Den som ansvarar för tjänsten "
                        "fyller i den tillsammans med minst två medarbetare. Räkna med ungefär "
                        "en timme per tjänst.",
                        "Svara på skalan 0–3: inte gjort, påbörjat, i bruk, i bruk och följs upp. "
                        "Skriv bredvid varje siffra vad bedömningen grundar sig på.",
                    ),
                ),
                Section(
                    "Hur tjänsten genomförs",
                    (
                        "- Tjänsten har ett skriftligt mål som personalen känner till.",
                        "- Utfallet jämförs med målet minst varje kvartal.",
                        "- Kunden får besked om tjänsten fördröjs.",
                    ),
                ),
                Section(
                    "Avvikelser",
                    (
                        "- En avvikelse kan rapporteras även per telefon under skiftet.",
                        "- Varje rapport har en handläggare och en tidsfrist.",
                        "- Den som rapporterat får veta vilka åtgärder som vidtagits.",
                    ),
                ),
                Section(
                    "Sammanfattning",
                    (
                        "Välj tre saker som ska rättas till före nästa självvärdering. Anteckna "
                        "vem som ansvarar och hur förändringen märks.",
                    ),
                ),
            ),
        ),
        Document(
            key="omavalvonta-mittaristo",
            title="Mittariston rakenne, versio 3",
            filename="omavalvonnan-mittaristo-3.pdf",
            sections=(
                Section(
                    "Periaate",
                    (
                        "Mittaristossa on enintään 18 mittaria. Uusi mittari otetaan mukaan vain, "
                        "jos jokin vanha poistetaan. Jokaisella mittarilla on yksi omistaja.",
                    ),
                ),
                Section(
                    "Mittarin kortti",
                    (
                        "- nimi ja yhden virkkeen selitys",
                        "- laskentatapa ja tietolähde",
                        "- seurantaväli ja vastuuhenkilö",
                        "- raja, jonka ylittyessä asiasta keskustellaan johtoryhmässä.",
                    ),
                ),
                Section(
                    "Avoimet kysymykset",
                    (
                        "Valvontakäyntien viiveelle ei ole vielä yhteistä laskentatapaa. Viisi "
                        "laitosta laskee viiveen suunnitellusta päivästä, muut vuoden lopusta. "
                        "Asia ratkaistaan työryhmän seuraavassa kokouksessa.",
                        "Asiakaspalautteen määrästä ei tehdä mittaria, koska pieni määrä ei kerro "
                        "palvelun laadusta.",
                    ),
                ),
            ),
        ),
    ),
)

VALMIUS = Space(
    key="valmius",
    kind="working_group",
    policy="hidden",
    name="Valmiuden erityiskysymysten työryhmä",
    purpose=(
        "Valmistelemme pelastuslaitosten yhteiset varajärjestelyt, joita ei käsitellä "
        "avoimesti."
    ),
    mandate=(
        "<p>Hallitus on asettanut työryhmän sovittamaan yhteen pelastuslaitosten "
        "varajärjestelyt pitkissä häiriötilanteissa ja poikkeusoloissa. Ryhmän "
        "olemassaolo, jäsenet ja aineistot näkyvät vain ryhmän jäsenille.</p>"
        "<ul><li>Ryhmä suunnittelee vuosittain yhden johtamisharjoituksen.</li>"
        "<li>Se arvioi varayhteyksien ja varajohtamispaikkojen riittävyyttä.</li>"
        "<li>Se raportoi suoraan hallituksen puheenjohtajalle.</li></ul>"
        "<p>Turvallisuusluokiteltua tietoa ei tallenneta tähän palveluun. Ryhmän sivuilla "
        "sovitaan kokouksista, työnjaosta ja harjoitusten järjestelyistä.</p>"
    ),
    how_to_join="Hallituksen puheenjohtaja nimeää jäsenet.",
    appointed_by="Pelastusjohtajien hallituksen puheenjohtaja",
    term=(0, 1),
    review_day=60,
    members=(
        Member("iiro.salmensuu@example.org", "lead"),
        Member("sirkku.vuoksela@example.org", "deputy"),
        Member("inka.kelottila@example.org"),
        Member("lauri.poyhtari@example.org"),
        Member("kirsi.aaltovirta@example.org"),
        Member("markku.hiltula@example.org"),
    ),
)

SPACES: tuple[Space, ...] = (
    HALLITUS,
    RISKIENHALLINTA,
    ENSIHOITO,
    TILANNEKUVA,
    OMAVALVONTA,
    VALMIUS,
)
