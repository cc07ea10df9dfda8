"""The demonstration in Swedish and English, by the Finnish words.

As a translator's tool has it: each text, or paragraph of one, with what it is in the
other languages. Days are named as in the Finnish texts, see ``shapes.with_dates``.
"""

from __future__ import annotations

LANGUAGES = ("sv", "en")

# Keys of the pages that are translated, each after the one it stands below.
PAGES = (
    "home",
    "projects",
    "groups",
    "events",
    "updates",
    "positions",
    "guidelines",
    "strategia-2021-2023",
    "ohje",
    "riskienhallinta",
    "palvelukokonaisuudet",
    "riskiruudut-tarkistus",
    "koulutuspaivat-ohjelma",
    "riskiruututyopaja",
    "asiakirjavalvonta-iltapaiva",
    "koulutuspaivat",
)

TEXTS: dict[str, tuple[str, str]] = {
    # The front page and the index pages
    "Etusivu": ("Startsida", "Front page"),
    "Täällä 22 pelastuslaitosta tekevät yhdessä sen, mitä kenenkään ei kannata tehdä yksin.": (
        "Här gör 22 räddningsverk tillsammans det som ingen har nytta av att göra ensam.",
        "Here 22 rescue departments do together what none of them should do alone.",
    ),
    "Hankkeet": ("Projekt", "Projects"),
    "Mitä pelastuslaitokset kehittävät yhdessä, ja mitä siitä on syntynyt.": (
        "Vad räddningsverken utvecklar tillsammans och vad det har gett.",
        "What the rescue departments develop together, and what has come of it.",
    ),
    "Ryhmät": ("Grupper", "Groups"),
    "Pysyvät työryhmät, asiantuntijaverkostot ja hallitus.": (
        "De permanenta arbetsgrupperna, expertnätverken och styrelsen.",
        "The standing working groups, the expert networks and the board.",
    ),
    "Tapahtumat": ("Evenemang", "Events"),
    "Verkoston yhteiset ja omien ryhmiesi tapahtumat.": (
        "Nätverkets gemensamma evenemang och dina egna gruppers.",
        "Events of the whole network and of your own groups.",
    ),
    "Tiedotteet": ("Meddelanden", "Updates"),
    "Kaikki tiedotteet, jotka koskevat sinua tai ovat avoimia koko verkostolle.": (
        "Alla meddelanden som gäller dig eller är öppna för hela nätverket.",
        "All updates that concern you or are open to the whole network.",
    ),
    "Kannanotot": ("Ställningstaganden", "Positions"),
    "Mitä pelastuslaitokset ovat yhdessä sanoneet muille.": (
        "Vad räddningsverken gemensamt har sagt till andra.",
        "What the rescue departments have said to others together.",
    ),
    "Perusasiakirjat ja linjaukset": (
        "Grunddokument och riktlinjer",
        "Basic documents and guidelines",
    ),
    "Asiakirjat, joiden mukaan verkosto toimii.": (
        "Dokumenten som nätverket arbetar efter.",
        "The documents that the network works by.",
    ),
    # The expert network of risk management
    "Riskienhallinnan asiantuntijaverkosto": (
        "Expertnätverket för riskhantering",
        "Expert network for risk management",
    ),
    "Sovimme, miten onnettomuusriskejä arvioidaan samalla tavalla koko maassa, ja autamme toisiamme tulosten tulkinnassa.": (
        "Vi kommer överens om hur olycksrisker bedöms på samma sätt i hela landet och hjälper varandra att tolka resultaten.",
        "We agree on how accident risks are assessed in the same way all over the country, and help each other to read the results.",
    ),
    "Saaren muotoinen alue jaettuna ruutuihin, jotka tummuvat keskustoja kohti; yksi ruutu on korostettu.": (
        "Ett område i form av en ö, indelat i rutor som blir mörkare mot tätorterna; en ruta är markerad.",
        "An area in the shape of an island, divided into cells that darken towards the centres; one cell is highlighted.",
    ),
    "Verkosto kokoaa pelastuslaitosten riskienhallinnan asiantuntijat. Se pitää yllä yhteistä tapaa tehdä riskiarvio, jotta palvelutasopäätösten perusteet ovat vertailtavia eikä sama työ toistu 22 kertaa.": (
        "Nätverket samlar räddningsverkens experter på riskhantering. Det upprätthåller ett gemensamt sätt att göra riskbedömningar, så att grunderna för servicenivåbesluten går att jämföra och samma arbete inte görs 22 gånger.",
        "The network brings together the risk management experts of the rescue departments. It keeps up a common way of making risk assessments, so that the grounds of service level decisions can be compared and the same work is not done 22 times.",
    ),
    "Toimikaudella verkosto": (
        "Under mandatperioden ska nätverket",
        "During its term the network",
    ),
    "päivittää riskiruutujen laskentaohjeen ja lähtötiedot kerran vuodessa": (
        "uppdatera anvisningen för beräkning av riskrutor och utgångsuppgifterna en gång om året",
        "updates the instructions for calculating risk grid cells, and the source data, once a year",
    ),
    "kokoaa riskiarvion oppaan ja pitää siitä koulutusta": (
        "sammanställa en guide för riskbedömning och utbilda i den",
        "compiles a guide to risk assessment and gives training in it",
    ),
    "kuvaa, miten riskitieto viedään valvontasuunnitelmaan ja toimintavalmiuden suunnitteluun": (
        "beskriva hur riskinformationen förs in i tillsynsplanen och i planeringen av aktionsberedskapen",
        "describes how risk information is brought into the supervision plan and the planning of response times",
    ),
    "antaa asiantuntija-apua hankkeille.": (
        "ge projekten sakkunnighjälp.",
        "gives expert help to projects.",
    ),
    "Verkosto ei päätä laitosten riskitasoista. Se ehdottaa, laitos arvioi ja aluevaltuusto päättää palvelutasosta.": (
        "Nätverket beslutar inte om räddningsverkens risknivåer. Det föreslår, räddningsverket bedömer och välfärdsområdesfullmäktige beslutar om servicenivån.",
        "The network does not decide on the risk levels of the departments. It proposes, the department assesses, and the county council decides on the service level.",
    ),
    "Verkosto on avoin kaikille, jotka tekevät riskiarvioita tai käyttävät niitä työssään. Liity painikkeella; esihenkilön lupaa ei erikseen kysytä.": (
        "Nätverket är öppet för alla som gör riskbedömningar eller använder dem i sitt arbete. Gå med genom att trycka på knappen; chefens tillstånd behövs inte.",
        "The network is open to everyone who makes risk assessments or uses them at work. Join with the button; no permission from your superior is asked for.",
    ),
    # The ended project
    "Pelastustoimen palvelukokonaisuuksien kuvaaminen": (
        "Beskrivning av räddningsväsendets servicehelheter",
        "Describing the service packages of the rescue services",
    ),
    "Kuvasimme pelastustoimen palvelut kokonaisuuksina, jotta yhdyspinnat hyvinvointialueiden kanssa tunnetaan ja työ yli toimialojen onnistuu.": (
        "Vi beskrev räddningsväsendets tjänster som helheter, för att kontaktytorna till välfärdsområdena ska vara kända och arbetet över sektorsgränserna ska lyckas.",
        "We described the services of the rescue services as whole packages, so that the interfaces with the wellbeing services counties are known and work across sectors succeeds.",
    ),
    "Kolme päällekkäistä tasoa, joita yhdistävät pystyviivat; yksi kohta on korostettu.": (
        "Tre nivåer ovanpå varandra som förenas av lodräta linjer; ett ställe är markerat.",
        "Three layers one above the other, joined by vertical lines; one spot is highlighted.",
    ),
    "Ministeriön kehittämisraha ja pelastuslaitosten oma työ": (
        "Ministeriets utvecklingsanslag och räddningsverkens egen insats",
        "The ministry's development grant and the departments' own work",
    ),
    "Kolme palvelukokonaisuutta on kuvattu samalla tavalla koko maassa.": (
        "Tre servicehelheter har beskrivits på samma sätt i hela landet.",
        "Three service packages are described in the same way all over the country.",
    ),
    "Yhdyspinnat hyvinvointialueiden palveluihin on nimetty ja vastuut sovittu.": (
        "Kontaktytorna till välfärdsområdenas tjänster har namngetts och ansvaret har fördelats.",
        "The interfaces with the counties' services are named and the responsibilities agreed.",
    ),
    "Asiakkaat ja kumppanit ovat olleet mukana kehittämisessä alusta asti.": (
        "Kunderna och partnerna har varit med i utvecklingsarbetet från början.",
        "Clients and partners have taken part in the development from the start.",
    ),
    "Työssä syntyneet käsitteet on viety yhteiseen käsitepankkiin.": (
        "Begreppen som uppstod i arbetet har förts in i den gemensamma begreppsbanken.",
        "The concepts that the work gave rise to have been brought into the common concept bank.",
    ),
    "Hankkeessa työskenneltiin kolmessa palvelukokonaisuudessa: onnettomuuksien ehkäisyn palvelut, tilanne- ja johtokeskuspalvelut sekä tukipalvelut. Jokaista veti pari, jonka jäsenet tulivat eri pelastuslaitoksista.": (
        "Projektet arbetade med tre servicehelheter: förebyggande av olyckor, läges- och ledningscentraltjänster och stödtjänster. Var och en leddes av ett par från två olika räddningsverk.",
        "The project worked on three service packages: prevention of accidents, situation and command centre services, and support services. Each was led by a pair from two different rescue departments.",
    ),
    "Työpajat": ("Verkstäder", "Workshops"),
    "Työpajat alkoivat kesäkuussa 2021. Niihin osallistui laitosten asiantuntijoita, asiakkaita ja kumppaneita, kuten kiinteistönhoidon, kotihoidon ja ensihoidon väkeä. Tulokset koottiin heti työpajan jälkeen, ja osallistujat tarkistivat ne viikon kuluessa.": (
        "Verkstäderna började i juni 2021. I dem deltog räddningsverkens experter, kunder och partner, till exempel från fastighetsskötsel, hemvård och prehospital vård. Resultaten sammanställdes genast efter verkstaden, och deltagarna granskade dem inom en vecka.",
        "The workshops began in June 2021. They were attended by experts of the departments, clients and partners, such as people from property maintenance, home care and prehospital emergency care. The results were compiled right after each workshop, and the participants checked them within a week.",
    ),
    "Yhteistyö muiden hankkeiden kanssa": (
        "Samarbete med andra projekt",
        "Working with other projects",
    ),
    "Samaan aikaan alalla oli käynnissä useita hankkeita, jotka käyttivät samoja sanoja eri merkityksissä. Siksi hankkeet sopivat yhteisestä käsitepankista. Tilanne- ja johtokeskuspalveluista pidettiin hankkeiden yhteinen tilaisuus lokakuussa.": (
        "Samtidigt pågick flera projekt i branschen som använde samma ord i olika betydelser. Därför kom projekten överens om en gemensam begreppsbank. Om läges- och ledningscentraltjänsterna ordnade projekten ett gemensamt möte i oktober.",
        "At the same time several projects in the field used the same words in different senses. That is why the projects agreed on a common concept bank. A joint meeting of the projects on situation and command centre services was held in October.",
    ),
    "Tuotosten käyttö": ("Så används resultaten", "Using the outputs"),
    "Tuotokset ovat kaikkien pelastuslaitosten yhteistä omaisuutta. Jos laitoksesi ottaa käsikirjan käyttöön, kerro siitä yhteyshenkilölle, niin kokemukset kertyvät samaan paikkaan.": (
        "Resultaten är alla räddningsverks gemensamma egendom. Om ditt räddningsverk tar handboken i bruk, berätta det för kontaktpersonen, så samlas erfarenheterna på ett ställe.",
        "The outputs are common property of all rescue departments. If yours takes the handbook into use, tell the contact person, so that the experience is gathered in one place.",
    ),
    "1.5.2021": ("1.5.2021", "1 May 2021"),
    "Hanke alkoi": ("Projektet började", "The project began"),
    "Kesäkuu 2021": ("Juni 2021", "June 2021"),
    "Työpajat alkoivat": ("Verkstäderna började", "The workshops began"),
    "29.9. ja 27.10.2021": ("29.9 och 27.10.2021", "29 September and 27 October 2021"),
    "Yhteiset tilaisuudet": ("Gemensamma möten", "Joint meetings"),
    "31.12.2021": ("31.12.2021", "31 December 2021"),
    "Hanke päättyi": ("Projektet avslutades", "The project ended"),
    # The strategy
    "Strategia 2021–2023": ("Strategi 2021–2023", "Strategy 2021–2023"),
    "Strategia ohjaa verkoston kaikkia tasoja. Sovittua päätösrakennetta ja perusasiakirjoja kunnioitetaan, ja suunta tarkistetaan joka syksy.": (
        "Strategin styr nätverkets alla nivåer. Den avtalade beslutsstrukturen och grunddokumenten respekteras, och riktningen ses över varje höst.",
        "The strategy guides every level of the network. The agreed decision structure and the basic documents are respected, and the direction is reviewed every autumn.",
    ),
    "Yöllinen järvimaisema: 22 merkistä koostuva rengas nousee tunturien takaa ja heijastuu veteen.": (
        "Ett nattligt sjölandskap: en ring av 22 märken stiger upp bakom fjällen och speglas i vattnet.",
        "A lake at night: a ring of 22 marks rises from behind the fells and is mirrored in the water.",
    ),
    "Parannamme yhteistyöllä yhteiskunnan turvallisuutta kaikissa oloissa.": (
        "Genom samarbete förbättrar vi samhällets säkerhet under alla förhållanden.",
        "By working together we improve the safety of society in all conditions.",
    ),
    "Pelastuslaitosten palvelujen vaikuttavuus yhteiskunnassa vahvistuu.": (
        "Genomslaget av räddningsverkens tjänster i samhället blir större.",
        "The services of the rescue departments have a growing effect in society.",
    ),
    "Alueelliset pelastuslaitokset alkoivat vuonna 2008 sopia yhdessä asioista, joita jokainen oli siihen asti valmistellut yksin.": (
        "År 2008 började de regionala räddningsverken komma överens om sådant som vart och ett dittills hade berett för sig.",
        "In 2008 the regional rescue departments began to agree together on matters that each had until then prepared alone.",
    ),
    "Kun pelastustoimi koottiin alueille, jokainen uusi laitos joutui ratkaisemaan samat kysymykset samaan aikaan: miten palvelutaso perustellaan, miten henkilöstö koulutetaan, mitä hankitaan. Ohjeita kirjoitettiin 22 kertaa. Verkosto syntyi havainnosta, että yksi hyvin tehty ohje riittää, kun kaikki pääsevät vaikuttamaan siihen.": (
        "När räddningsväsendet samlades i regioner måste varje nytt räddningsverk lösa samma frågor samtidigt: hur servicenivån motiveras, hur personalen utbildas, vad som anskaffas. Anvisningar skrevs 22 gånger. Nätverket föddes ur insikten att en enda väl gjord anvisning räcker, bara alla får påverka den.",
        "When the rescue services were gathered into regions, every new department had to answer the same questions at the same time: how to justify the service level, how to train the staff, what to buy. Instructions were written 22 times. The network was born of the insight that one good instruction is enough when everyone can influence it.",
    ),
    "Yhteistyö rakennettiin tasavertaiseksi. Suurella ja pienellä laitoksella on sama ääni, ja johtamisesta vastaavat kaikki pelastusjohtajat yhdessä. Asiantuntijaverkostot vakiintuivat nopeasti, sillä niistä oli hyötyä jo seuraavana työpäivänä.": (
        "Samarbetet byggdes upp på lika villkor. Stora och små räddningsverk har samma röst, och alla räddningsdirektörer ansvarar tillsammans för ledningen. Expertnätverken fick snabbt fotfäste, eftersom man hade nytta av dem redan nästa arbetsdag.",
        "The cooperation was built between equals. A large and a small department have the same voice, and all the chief fire officers lead together. The expert networks soon became established, because they were of use the very next working day.",
    ),
    "Ensimmäisinä vuosina opittiin myös, että yhteinen kanta vaatii aikaa. Lausunto, jonka takana kaikki seisovat, on painanut enemmän kuin monta erillistä.": (
        "Under de första åren lärde man sig också att en gemensam ståndpunkt tar tid. Ett utlåtande som alla står bakom har vägt mer än många separata.",
        "The first years also taught that a common position takes time. A statement that everyone stands behind has weighed more than many separate ones.",
    ),
    "Pelastustoimen järjestäminen siirtyy hyvinvointialueille. Yhteisiä malleja on paljon, mutta niiden käyttöönotto etenee eri tahtiin.": (
        "Ansvaret för att ordna räddningsväsendet övergår till välfärdsområdena. Det finns många gemensamma modeller, men de tas i bruk i olika takt.",
        "Responsibility for the rescue services is moving to the wellbeing services counties. There are many common models, but they are taken into use at different speeds.",
    ),
    "Sosiaali- ja terveydenhuollon uudistus muuttaa pelastuslaitosten naapurit ja rahoituksen. Pelastustoimi on uusilla alueilla pieni toimiala, joten sen omat vastuut on osattava kertoa selvästi ja samoin sanoin joka puolella maata.": (
        "Social- och hälsovårdsreformen förändrar räddningsverkens grannar och finansiering. Räddningsväsendet är en liten sektor i de nya områdena, och därför måste dess eget ansvar beskrivas tydligt och med samma ord i hela landet.",
        "The reform of social and health services changes the neighbours and the funding of the rescue departments. The rescue services are a small sector in the new counties, so their own responsibilities must be stated clearly and in the same words all over the country.",
    ),
    "Verkostolla on pysyviä asiantuntijaverkostoja, työryhmiä ja määräaikaisia hankkeita. Ne tuottavat toimintamalleja ja oppaita, jotka ovat kaikkien käytettävissä. Haaste ei ole enää mallien puute vaan se, ettei vuorossa oleva ehdi etsiä niitä.": (
        "Nätverket har permanenta expertnätverk, arbetsgrupper och tidsbundna projekt. De tar fram arbetsmodeller och guider som alla kan använda. Utmaningen är inte längre bristen på modeller utan att den som är i tjänst inte hinner leta efter dem.",
        "The network has standing expert networks, working groups and projects with an end. They make models and guides for everyone to use. The challenge is no longer a lack of models but that those on shift have no time to look for them.",
    ),
    "Tiedolla johtaminen on vielä epätasaista. Sama luku lasketaan eri laitoksissa eri tavoin, ja tietojärjestelmien kulut kasvavat. Omavalvontamalli antaa yhteisen rungon, jonka varaan voi rakentaa.": (
        "Kunskapsledningen är ännu ojämn. Samma tal räknas på olika sätt i olika räddningsverk, och kostnaderna för informationssystemen växer. Modellen för egenkontroll ger en gemensam stomme att bygga på.",
        "Leading by knowledge is still uneven. The same figure is calculated in different ways in different departments, and the costs of information systems grow. The self-monitoring model gives a common frame to build on.",
    ),
    "Palvelut suunnitellaan samoin perustein, vaikutamme yhteisillä kannoilla ja pelastuslaitosten paikka sisäisessä turvallisuudessa vahvistuu.": (
        "Tjänsterna planeras på samma grunder, vi påverkar med gemensamma ståndpunkter och räddningsverkens plats i den inre säkerheten stärks.",
        "Services are planned on the same grounds, we have influence through common positions, and the place of the rescue departments in internal security grows stronger.",
    ),
    "Kauden lopussa pelastuslaitokset suunnittelevat palvelunsa yhtenäisin perustein ja tietävät, miten palvelut toteutuvat. Paikalliset erot säilyvät siellä, missä ne johtuvat riskeistä ja olosuhteista.": (
        "I slutet av perioden planerar räddningsverken sina tjänster på enhetliga grunder och vet hur tjänsterna förverkligas. Lokala skillnader finns kvar där de beror på risker och förhållanden.",
        "At the end of the period the departments plan their services on uniform grounds and know how the services turn out. Local differences remain where they follow from risks and conditions.",
    ),
    "Yhteinen kanta syntyy ajoissa. Ministeriöt, Kuntaliitto ja hyvinvointialueet tietävät, keneltä kysyä, ja saavat vastauksen, jossa on mukana myös ensihoito.": (
        "Den gemensamma ståndpunkten blir klar i tid. Ministerierna, Kommunförbundet och välfärdsområdena vet vem de ska fråga och får ett svar där också den prehospitala vården är med.",
        "The common position is ready in time. The ministries, the association of municipalities and the counties know whom to ask, and get an answer that takes in prehospital emergency care too.",
    ),
    "Johtokeskukset näkevät saman tilannekuvan. Tietojärjestelmien vaatimukset kirjataan kerran, hankinnat tehdään yhdessä, ja muutoksiin ehditään varautua ennen kuin ne ovat arkea.": (
        "Ledningscentralerna ser samma lägesbild. Kraven på informationssystemen skrivs ner en gång, anskaffningarna görs tillsammans, och man hinner förbereda sig på förändringar innan de är vardag.",
        "The command centres see the same situational picture. The requirements of information systems are written once, purchases are made together, and there is time to prepare for changes before they are everyday life.",
    ),
    "Palvelut ja kansallinen kyky on turvattu, ja suunnittelulla on yhtenäiset perusteet": (
        "Tjänsterna och den nationella förmågan är tryggade, och planeringen har enhetliga grunder",
        "Services and national capability are secured, and planning has uniform grounds",
    ),
    "Turvaamme paikalliset ja alueelliset palvelut sekä kyvyn auttaa toisiamme valtakunnallisesti. Palvelujen suunnittelu nojaa kaikkialla samoihin perusteisiin: tietoon, riskeihin ja toteutumisen seurantaan.": (
        "Vi tryggar de lokala och regionala tjänsterna och förmågan att hjälpa varandra i hela landet. Planeringen av tjänsterna vilar överallt på samma grunder: information, risker och uppföljning av utfallet.",
        "We secure local and regional services and the ability to help each other nationwide. The planning of services rests everywhere on the same grounds: knowledge, risks and following up the results.",
    ),
    "Omavalvontamalli otetaan käyttöön kaikissa laitoksissa": (
        "Modellen för egenkontroll tas i bruk i alla räddningsverk",
        "The self-monitoring model is taken into use in all departments",
    ),
    "Toimintaa ohjataan tiedolla ja riskeillä": (
        "Verksamheten styrs med information och risker",
        "Work is guided by knowledge and risks",
    ),
    "Voimavarojen käyttöä sovitetaan yhteen laitosten kesken": (
        "Användningen av resurser samordnas mellan räddningsverken",
        "The use of resources is coordinated between the departments",
    ),
    "Pelastuslaitosten näkemys on mukana ministeriön rahoittamissa hankkeissa": (
        "Räddningsverkens syn är med i projekt som ministeriet finansierar",
        "The departments' view is heard in projects that the ministry funds",
    ),
    "Turvallisuuden lainsäädäntöön vaikutetaan valmisteluvaiheessa": (
        "Säkerhetslagstiftningen påverkas i beredningsskedet",
        "Legislation on safety is influenced while it is being prepared",
    ),
    "Rahoitus mahdollistaa myös kehittämisen": (
        "Finansieringen möjliggör även utveckling",
        "Funding makes development possible too",
    ),
    "Uudistukseen vaikutetaan yhdessä, ja kannat ovat yhteisiä": (
        "Reformen påverkas tillsammans, och ståndpunkterna är gemensamma",
        "The reform is influenced together, with common positions",
    ),
    "Seuraamme sosiaali- ja terveydenhuollon sekä maakuntien uudistusta yhdessä ja lisäämme tapoja vaikuttaa siihen. Pelastustoimen omat vastuut tunnistetaan, ja ensihoidon merkitys näkyy päätöksissä.": (
        "Vi följer social- och hälsovårdsreformen och landskapsreformen tillsammans och ökar sätten att påverka dem. Räddningsväsendets eget ansvar identifieras, och den prehospitala vårdens betydelse syns i besluten.",
        "We follow the reform of social and health services and of the regions together and add to the ways of influencing it. The own responsibilities of the rescue services are recognised, and decisions show what prehospital emergency care means.",
    ),
    "Tietoa ja tukea vaihdetaan laitosten kesken viikoittain": (
        "Räddningsverken utbyter information och stöd varje vecka",
        "The departments exchange information and support every week",
    ),
    "Pelastustoimen omat vastuut kuvataan ja tehdään tunnetuiksi": (
        "Räddningsväsendets eget ansvar beskrivs och görs känt",
        "The own responsibilities of the rescue services are described and made known",
    ),
    "Ensihoidon arvo osana pelastuslaitosta osoitetaan luvuin": (
        "Den prehospitala vårdens värde som en del av räddningsverket visas med siffror",
        "The value of prehospital emergency care as a part of the department is shown in figures",
    ),
    "Yhteiset kannat valmistellaan sovitulla tavalla ja ajoissa": (
        "Gemensamma ståndpunkter bereds på avtalat sätt och i tid",
        "Common positions are prepared in the agreed way and in time",
    ),
    "Pelastuslaitosten rooli sisäisessä turvallisuudessa vahvistuu": (
        "Räddningsverkens roll i den inre säkerheten stärks",
        "The role of the rescue departments in internal security grows stronger",
    ),
    "Rakennamme yhteisiä tieto- ja johtamisjärjestelmiä ja selkeämpää työnjakoa verkoston ja ministeriön välille. Ennakointi ja viestintä tukevat päätöksiä.": (
        "Vi bygger gemensamma informations- och ledningssystem och en tydligare arbetsfördelning mellan nätverket och ministeriet. Framsyn och kommunikation stöder besluten.",
        "We build common information and command systems and a clearer division of work between the network and the ministry. Foresight and communication support decisions.",
    ),
    "Yhteiset tieto- ja johtamisjärjestelmät": (
        "Gemensamma informations- och ledningssystem",
        "Common information and command systems",
    ),
    "Verkoston ja ministeriön yhteistyön rakenteet sovitaan": (
        "Strukturerna för samarbetet mellan nätverket och ministeriet avtalas",
        "The structures of cooperation between the network and the ministry are agreed",
    ),
    "Tietohallinnon kasvaviin vaatimuksiin vastataan yhdessä": (
        "De växande kraven på informationsförvaltningen möts tillsammans",
        "The growing demands on information management are met together",
    ),
    "Ennakointi otetaan osaksi suunnittelua": (
        "Framsynen blir en del av planeringen",
        "Foresight becomes a part of planning",
    ),
    "Verkostolle laaditaan viestintästrategia": (
        "En kommunikationsstrategi utarbetas för nätverket",
        "A communication strategy is drawn up for the network",
    ),
    "Yhteistyö": ("Samarbete", "Cooperation"),
    "Teemme yhdessä sen, mikä hyödyttää useampaa kuin yhtä.": (
        "Vi gör tillsammans det som gagnar fler än en.",
        "We do together what benefits more than one.",
    ),
    "Ennakointi": ("Framsyn", "Foresight"),
    "Luemme muutoksen merkit ajoissa ja varaudumme niihin.": (
        "Vi läser förändringens tecken i tid och förbereder oss.",
        "We read the signs of change in time and prepare for them.",
    ),
    "Tilannetieto": ("Lägesinformation", "Situational information"),
    "Päätös perustuu tietoon, joka on kaikilla sama.": (
        "Beslutet bygger på information som är densamma för alla.",
        "Decisions rest on information that is the same for everyone.",
    ),
    "Hallitus tarkistaa strategian joka syksy. Ehdotukset kootaan verkostoilta ja työryhmiltä elokuun loppuun mennessä.": (
        "Styrelsen ser över strategin varje höst. Förslag samlas in från nätverken och arbetsgrupperna före utgången av augusti.",
        "The board reviews the strategy every autumn. Proposals are gathered from the networks and working groups by the end of August.",
    ),
    # The page of help
    "Ohje: näin käytät verkostoa": (
        "Hjälp: så här använder du nätverket",
        "Help: how to use the network",
    ),
    "Lyhyet vastaukset siihen, mitä kysytään useimmin. Lukeminen vie viisi minuuttia.": (
        "Korta svar på det som oftast frågas. Det tar fem minuter att läsa.",
        "Short answers to what is asked most often. It takes five minutes to read.",
    ),
    "Etusivulla näet omien ryhmiesi ja hankkeidesi uudet tiedotteet, seuraavat tapahtumasi ja asiat, jotka odottavat sinua. Palvelu toimii samalla tavalla puhelimella ja tietokoneella.": (
        "På startsidan ser du nya meddelanden i dina egna grupper och projekt, dina nästa evenemang och det som väntar på dig. Tjänsten fungerar likadant på telefon och dator.",
        "The front page shows the new updates of your own groups and projects, your next events and what waits for you. The service works the same way on a phone and on a computer.",
    ),
    "Jäsenelle": ("För medlemmar", "For members"),
    "Miten liityn ryhmään?": (
        "Hur går jag med i en grupp?",
        "How do I join a group?",
    ),
    "Avaa ryhmän sivu. Avoimeen ryhmään liitytään painikkeella heti. Muiden sivulla kerrotaan, kuka ryhmää vetää ja miten siihen pääsee. Jos et löydä ryhmää, jonka tiedät olevan olemassa, kysy sen vetäjältä.": (
        "Öppna gruppens sida. En öppen grupp går du med i genast, med en knapp. På de andra gruppernas sidor står det vem som leder gruppen och hur man kommer med. Om du inte hittar en grupp som du vet finns, fråga den som leder den.",
        "Open the group's page. An open group is joined at once, with a button. The pages of others tell who leads the group and how to get in. If you do not find a group that you know exists, ask its lead.",
    ),
    "Miten ilmoittaudun tapahtumaan?": (
        "Hur anmäler jag mig till ett evenemang?",
        "How do I register for an event?",
    ),
    "Avaa tapahtuma kalenterista ja paina Ilmoittaudu. Saat vahvistuksen sähköpostiin. Sen liitteenä on kalenterimerkintä, joka avautuu esimerkiksi Outlookissa.": (
        "Öppna evenemanget i kalendern och tryck på Anmäl dig. Du får en bekräftelse per e-post. Som bilaga finns en kalenderanteckning som öppnas till exempel i Outlook.",
        "Open the event in the calendar and press Register. You get a confirmation by mail. Attached to it is a calendar entry that opens in Outlook, for example.",
    ),
    "Tapahtuma on täynnä. Mitä teen?": (
        "Evenemanget är fullt. Vad gör jag?",
        "The event is full. What do I do?",
    ),
    "Liity jonoon, jos se on käytössä. Kun paikka vapautuu, saat sen jonotusjärjestyksessä ja siitä tulee viesti. Muista perua, jos et enää pääse.": (
        "Ställ dig i kön, om en sådan används. När en plats blir ledig får du den i köordning, och ett mejl om det. Kom ihåg att avboka om du inte längre kan komma.",
        "Join the queue, if there is one. When a seat is freed you get it in the order of the queue, and a message about it. Remember to cancel if you can no longer come.",
    ),
    "Mistä näen, mitä käsite tarkoittaa?": (
        "Var ser jag vad ett begrepp betyder?",
        "Where do I see what a concept means?",
    ),
    "Hae sanaa käsitepankista suomeksi, ruotsiksi tai englanniksi. Myös taivutettu muoto käy. Vältettävistä sanoista kerrotaan, mitä käyttää niiden sijaan.": (
        "Sök ordet i begreppsbanken på finska, svenska eller engelska. Även böjda former går bra. För ord som bör undvikas står det vad man ska använda i stället.",
        "Look for the word in the concept bank in Finnish, Swedish or English. Inflected forms will do, too. For words to avoid it tells what to use instead.",
    ),
    "Mistä saan sähköpostia?": (
        "Om vad får jag e-post?",
        "What do I get mail about?",
    ),
    "Asioista, jotka koskevat juuri sinua: ilmoittautumisistasi, muuttuneista ja perutuista tapahtumista ja tiedotteista, jotka vetäjä haluaa heti tietoosi. Muut tiedotteet löydät Saapuneista.": (
        "Om det som gäller just dig: dina anmälningar, ändrade och inställda evenemang och meddelanden som gruppens ledare vill att du får veta genast. Övriga meddelanden hittar du i Inkorgen.",
        "About what concerns you: your registrations, events that change or are called off, and updates that the lead wants you to know at once. Other updates are in your Inbox.",
    ),
    "Ryhmän vetäjälle": ("För den som leder en grupp", "For those who lead a group"),
    "Miten julkaisen tiedotteen?": (
        "Hur publicerar jag ett meddelande?",
        "How do I publish an update?",
    ),
    "Paina ryhmän sivulla Uusi tiedote. Kirjoita otsikko ja yksi kappale, valitse näkyykö tiedote ryhmälle vai koko verkostolle, ja julkaise. Liitteet voi lisätä samalla.": (
        "Tryck på Nytt meddelande på gruppens sida. Skriv en rubrik och ett stycke, välj om meddelandet visas för gruppen eller för hela nätverket, och publicera. Bilagor kan läggas till samtidigt.",
        "Press New update on the group's page. Write a title and one paragraph, choose whether the group or the whole network sees it, and publish. Attachments can be added at the same time.",
    ),
    "Miten kerron kokouksesta ja sen tuloksista?": (
        "Hur berättar jag om ett möte och dess resultat?",
        "How do I tell about a meeting and its results?",
    ),
    "Luo tapahtuma. Kun kokous on pidetty, lisää muistio tapahtuman sivulle. Osallistujat löytävät sen samasta paikasta kuin kutsun.": (
        "Skapa ett evenemang. När mötet har hållits, lägg till promemorian på evenemangets sida. Deltagarna hittar den på samma ställe som kallelsen.",
        "Make an event. When the meeting has been held, add its minutes to the event's page. The participants find them in the same place as the invitation.",
    ),
    "Voinko kutsua vieraan?": (
        "Kan jag bjuda in en gäst?",
        "Can I invite a guest?",
    ),
    "Kyllä, jos vedät ryhmää. Anna kutsussa vieraan viimeinen päivä. Vieras näkee vain ne ryhmät, joihin hänet on kutsuttu.": (
        "Ja, om du leder gruppen. Ange gästens sista dag i inbjudan. Gästen ser bara de grupper som hen har bjudits in till.",
        "Yes, if you lead the group. Give the guest's last day in the invitation. A guest sees only the groups that they have been invited to.",
    ),
    "Mitä tänne ei viedä": ("Vad som inte hör hit", "What does not belong here"),
    "Potilastietoja, turvallisuusluokiteltuja asiakirjoja ja yksittäisten asiakkaiden tietoja ei tallenneta palveluun, ei myöskään suljettuihin ryhmiin.": (
        "Patientuppgifter, säkerhetsklassificerade handlingar och uppgifter om enskilda kunder sparas inte i tjänsten, inte heller i slutna grupper.",
        "Patient data, security classified documents and data on individual clients are not kept in the service, not even in closed groups.",
    ),
    "Apua käyttöön": ("Hjälp med användningen", "Help in using the service"),
    # An update of the risk management network
    "Riskiruudut on laskettu: tarkista oman alueesi luvut": (
        "Riskrutorna är beräknade: kontrollera siffrorna för ditt område",
        "The risk grid is calculated: check the figures of your area",
    ),
    "Uudet ruudut ovat tarkistettavina {+9} asti. Kolmessa laitoksessa luokka muuttui yli viidessä prosentissa ruuduista.": (
        "De nya rutorna kan granskas till och med {+9}. I tre räddningsverk ändrades klassen i över fem procent av rutorna.",
        "The new cells can be checked until {+9}. In three departments the class changed in more than five per cent of the cells.",
    ),
    "Vuosipäivitys on laskettu ohjeen versiolla 4. Suurin osa muutoksista on pieniä ja johtuu tehtävämääristä. Kerrosalatieto haettiin uudelleen kolmelle laitokselle, ja niissä muutoksia on enemmän.": (
        "Årsuppdateringen är beräknad enligt version 4 av anvisningen. De flesta ändringar är små och beror på antalet uppdrag. Uppgiften om våningsyta hämtades på nytt för tre räddningsverk, och i dem är ändringarna fler.",
        "The yearly update was calculated by version 4 of the instructions. Most changes are small and follow from the number of missions. Floor area was fetched anew for three departments, and they have more changes.",
    ),
    "Käy ensin läpi ruudut, joiden luokka on vaihtunut. Tarkistukseen menee tavallisesti kahdesta kolmeen tuntia.": (
        "Gå först igenom rutorna vars klass har bytts. Granskningen tar vanligtvis två till tre timmar.",
        "First go through the cells whose class has changed. The check usually takes two to three hours.",
    ),
    "Palauta tarkistus ajoissa": (
        "Lämna in granskningen i tid",
        "Return the check in time",
    ),
    "Tarkistetut luvut tarvitaan {na+9} Puuttuvien laitosten luvut jäävät laskentaan sellaisinaan, eikä niitä enää voi korjata tälle vuodelle.": (
        "De granskade siffrorna behövs {na+9}. För räddningsverk som saknas blir siffrorna kvar i beräkningen som de är, och de kan inte längre rättas för detta år.",
        "The checked figures are needed on {na+9}. The figures of missing departments stay in the calculation as they are and can no longer be corrected for this year.",
    ),
    "Poriin kokoonnutaan {na+16} Työpajassa ratkaistaan ruudut, joista naapurilaitokset ovat eri mieltä. Ota mukaan kannettava ja oman alueesi taulukko.": (
        "Vi samlas i Björneborg {na+16}. I verkstaden avgörs de rutor som grannräddningsverken är oense om. Ta med en bärbar dator och tabellen för ditt område.",
        "We meet in Pori on {na+16}. The workshop settles the cells that neighbouring departments disagree on. Bring a laptop and the table of your own area.",
    ),
    "Ohje": ("Anvisning", "Instructions"),
    "Liittyy tähän": ("Hör ihop med detta", "Related"),
    "Riskiruututyöpaja": ("Verkstad om riskrutor", "Risk grid workshop"),
    "Yhteinen tilannekuva": ("Gemensam lägesbild", "Common situational picture"),
    "Kysy": ("Fråga", "Ask"),
    # An update of the network
    "Koulutuspäivät Kuopiossa: ohjelma on valmis": (
        "Utbildningsdagarna i Kuopio: programmet är klart",
        "Training days in Kuopio: the programme is ready",
    ),
    "Kaksi päivää, neljä rinnakkaista polkua ja yhteinen ilta. Paikkoja on 120, ilmoittautuminen päättyy {+27}": (
        "Två dagar, fyra parallella spår och en gemensam kväll. Det finns 120 platser, anmälningen avslutas {+27}.",
        "Two days, four parallel tracks and an evening together. There are 120 seats; registration ends on {+27}.",
    ),
    "Verkoston yhteiset koulutuspäivät pidetään tällä kertaa Kuopiossa. Ohjelma on koottu verkostojen toiveista: riskit ja valvonta, tilannekuva ja johtaminen, ensihoito sekä omavalvonta ja tieto.": (
        "Nätverkets gemensamma utbildningsdagar hålls den här gången i Kuopio. Programmet bygger på nätverkens önskemål: risker och tillsyn, lägesbild och ledning, prehospital vård samt egenkontroll och information.",
        "The common training days of the network are held in Kuopio this time. The programme follows the wishes of the networks: risks and supervision, situational picture and command, prehospital emergency care, and self-monitoring and knowledge.",
    ),
    "Molempina päivinä on varattu tunti vapaaseen keskusteluun. Viime vuonna se sai palautteessa parhaan arvosanan.": (
        "Båda dagarna finns en timme reserverad för fri diskussion. I fjol fick den det bästa betyget i responsen.",
        "On both days an hour is kept for free discussion. Last year it got the best marks in the feedback.",
    ),
    "Käytännön asiat": ("Praktisk information", "Practical matters"),
    "Hotelliin on varattu kiintiö verkoston nimellä; jokainen varaa huoneensa itse.": (
        "På hotellet finns en kvot i nätverkets namn; var och en bokar sitt rum själv.",
        "Rooms are held at the hotel in the network's name; everyone books their own.",
    ),
    "Rautatieasemalta on kokouspaikalle kävellen kymmenen minuuttia.": (
        "Från järnvägsstationen är det tio minuter till fots till mötesplatsen.",
        "The venue is ten minutes on foot from the railway station.",
    ),
    "Ilmoita ruokavaliosta ilmoittautuessasi.": (
        "Meddela specialdiet när du anmäler dig.",
        "Tell about your diet when you register.",
    ),
    "Ilmoittaudu": ("Anmäl dig", "Register"),
    "Verkoston koulutuspäivät": (
        "Nätverkets utbildningsdagar",
        "Training days of the network",
    ),
    # The workshop
    "Ratkaistaan rajaruudut, joista naapurilaitokset ovat eri mieltä. Työtä tehdään kolmessa pöydässä, siksi paikkoja on vain 12.": (
        "Vi avgör de gränsrutor som grannräddningsverken är oense om. Arbetet görs vid tre bord, därför finns det bara 12 platser.",
        "We settle the border cells that neighbouring departments disagree on. The work is done at three tables, so there are only 12 seats.",
    ),
    "Jokaisessa pöydässä on neljän laitoksen edustaja ja yhteinen kartta. Jos ruudusta ei päästä sopuun, ratkaisun perustelu kirjataan ja verkosto päättää.": (
        "Vid varje bord sitter företrädare för fyra räddningsverk med en gemensam karta. Om man inte kan enas om en ruta antecknas motiveringen och nätverket beslutar.",
        "At each table sit people from four departments with a common map. Where a cell cannot be agreed on, the reasons are written down and the network decides.",
    ),
    "Jos et pääse, peru paikkasi ajoissa. Paikka siirtyy jonossa ensimmäiselle.": (
        "Om du inte kan komma, avboka din plats i tid. Platsen går till den som står först i kön.",
        "If you cannot come, cancel your seat in time. It goes to the first in the queue.",
    ),
    "Kolme pyöreää pöytää ylhäältä katsottuna, kussakin neljä tuolia. Kolme tuolia odottaa seinän vieressä.": (
        "Tre runda bord sedda uppifrån, vart och ett med fyra stolar. Tre stolar väntar vid väggen.",
        "Three round tables seen from above, each with four chairs. Three chairs wait by the wall.",
    ),
    "12.00–12.30": ("12.00–12.30", "12:00–12:30"),
    "Lounas ja pöytien jako": (
        "Lunch och indelning vid borden",
        "Lunch and placing at the tables",
    ),
    "12.30–13.00": ("12.30–13.00", "12:30–13:00"),
    "Laskennan tulokset koko maasta": (
        "Resultaten av beräkningen för hela landet",
        "Results of the calculation for the whole country",
    ),
    "13.00–14.45": ("13.00–14.45", "13:00–14:45"),
    "Rajaruudut pöydittäin": ("Gränsrutorna bord för bord", "Border cells by table"),
    "14.45–15.30": ("14.45–15.30", "14:45–15:30"),
    "Ratkaisut ja perustelut yhteen": (
        "Avgöranden och motiveringar sammanställs",
        "Decisions and reasons put together",
    ),
    # The afternoon of fire inspectors
    "Palotarkastajien iltapäivä: asiakirjavalvonta käytännössä": (
        "Brandinspektörernas eftermiddag: dokumenttillsyn i praktiken",
        "Fire inspectors' afternoon: document-based supervision in practice",
    ),
    "Milloin asiakirjat riittävät ja milloin on mentävä paikalle? Neljä laitosta avaa omat rajansa, ja lopuksi ratkotaan kolme tapausta.": (
        "När räcker handlingarna och när måste man åka till platsen? Fyra räddningsverk berättar var de drar gränsen, och till sist löser vi tre fall.",
        "When are the documents enough, and when must one go to the place? Four departments explain where they draw the line, and at the end we work on three cases.",
    ),
    "Asiakirjavalvonta säästää matkoja, mutta vain jos asiakas ymmärtää, mitä häneltä kysytään. Iltapäivän aikana vertaamme lomakkeita ja kirjoitamme yhden niistä selkeämmäksi.": (
        "Dokumenttillsynen sparar resor, men bara om kunden förstår vad som frågas. Under eftermiddagen jämför vi blanketter och skriver om en av dem så att den blir tydligare.",
        "Document-based supervision saves travel, but only if the client understands what is being asked. During the afternoon we compare forms and rewrite one of them more clearly.",
    ),
    "Ota mukaan oman laitoksesi lomake tulostettuna. Kahvi tarjotaan, lounas on omakustanteinen kello 11.30 alkaen.": (
        "Ta med en utskrift av ditt räddningsverks blankett. Kaffe bjuds, lunch på egen bekostnad från kl. 11.30.",
        "Bring a printed form of your own department. Coffee is served; lunch from 11:30 is at your own expense.",
    ),
    "Tervetuloa, ja miksi raja on niin erilainen eri laitoksissa": (
        "Välkommen, och varför gränsen är så olika i olika räddningsverk",
        "Welcome, and why the line is so different in different departments",
    ),
    "13.00–13.50": ("13.00–13.50", "13:00–13:50"),
    "Neljän laitoksen käytännöt, 10 minuuttia kukin": (
        "Fyra räddningsverks praxis, 10 minuter var",
        "The practice of four departments, 10 minutes each",
    ),
    "13.50–14.10": ("13.50–14.10", "13:50–14:10"),
    "Kahvi": ("Kaffe", "Coffee"),
    "14.10–15.10": ("14.10–15.10", "14:10–15:10"),
    "Ryhmätyö: yksi lomake uusiksi": (
        "Grupparbete: en blankett skrivs om",
        "Group work: one form anew",
    ),
    "15.10–15.30": ("15.10–15.30", "15:10–15:30"),
    "Tulokset seinälle ja kotimatkalle": (
        "Resultaten upp på väggen, och hemresa",
        "Results on the wall, and the journey home",
    ),
    # The training days
    "Kaksi päivää Kuopiossa, neljä rinnakkaista polkua. Tule yhdeksi päiväksi tai molemmiksi.": (
        "Två dagar i Kuopio, fyra parallella spår. Kom för en dag eller för båda.",
        "Two days in Kuopio, four parallel tracks. Come for one day or for both.",
    ),
    "Koulutuspäivät on tarkoitettu kaikille pelastuslaitosten työntekijöille, myös vuorotyötä tekeville. Polut toistetaan toisena päivänä, joten yhdessäkin päivässä ehtii kaksi.": (
        "Utbildningsdagarna är till för alla som arbetar vid räddningsverken, också för dem som arbetar i skift. Spåren upprepas den andra dagen, så man hinner med två även på en dag.",
        "The training days are for everyone who works at a rescue department, shift workers too. The tracks are repeated on the second day, so that even one day has room for two.",
    ),
    "Osallistuminen on maksutonta. Laitos maksaa matkat ja majoituksen.": (
        "Det är avgiftsfritt att delta. Räddningsverket betalar resor och logi.",
        "Taking part is free of charge. The department pays for travel and lodging.",
    ),
    "Vaalea aamu järven rannalla: laituri, saaria ja kukkula, jonka laella on torni.": (
        "En ljus morgon vid sjön: en brygga, öar och en kulle med ett torn på toppen.",
        "A pale morning by a lake: a jetty, islands and a hill with a tower on top.",
    ),
    "1. päivä 9.30–10.00": ("Dag 1 kl. 9.30–10.00", "Day 1, 9:30–10:00"),
    "Avaus: mitä vuodessa on saatu yhdessä aikaan": (
        "Öppning: vad vi åstadkommit tillsammans under året",
        "Opening: what a year of working together has brought",
    ),
    "1. päivä 10.00–12.00": ("Dag 1 kl. 10.00–12.00", "Day 1, 10:00–12:00"),
    "Polut: riskit ja valvonta, tilannekuva ja johtaminen": (
        "Spår: risker och tillsyn, lägesbild och ledning",
        "Tracks: risks and supervision, situational picture and command",
    ),
    "1. päivä 13.00–16.00": ("Dag 1 kl. 13.00–16.00", "Day 1, 13:00–16:00"),
    "Polut: ensihoito, omavalvonta ja tieto": (
        "Spår: prehospital vård, egenkontroll och information",
        "Tracks: prehospital emergency care, self-monitoring and knowledge",
    ),
    "1. päivä 18.30": ("Dag 1 kl. 18.30", "Day 1, 18:30"),
    "Yhteinen päivällinen": ("Gemensam middag", "Dinner together"),
    "2. päivä 8.30–11.30": ("Dag 2 kl. 8.30–11.30", "Day 2, 8:30–11:30"),
    "Polkujen toinen kierros": (
        "Andra omgången av spåren",
        "Second round of the tracks",
    ),
    "2. päivä 12.30–15.00": ("Dag 2 kl. 12.30–15.00", "Day 2, 12:30–15:00"),
    "Vapaa keskustelu, yhteenveto ja lähtö": (
        "Fri diskussion, sammanfattning och avfärd",
        "Free discussion, summary and departure",
    ),
}
