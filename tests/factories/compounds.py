"""Words of the network's own subjects, to make texts of."""

# First and second parts of compounds; English writes them apart.
PARTS = {
    "fi": (
        """palo pelastus turvallisuus vesi sammutus öljyn savu hälytys johtamis koulutus
        ilma tieto meri tie metsä väestön kalusto riski rakennus ensi""",
        """ohje laitos auto harjoitus keskus järjestelmä tarkastus torjunta suunnitelma
        työ kurssi ryhmä malli johtaja raportti halli suojelu tutkimus päivä kortti""",
    ),
    "sv": (
        """brand räddnings säkerhets vatten olje rök larm lednings utbildnings luft
        informations sjö väg skogs risk bygg material skydds""",
        """bil anvisning övning central system plan arbete kurs grupp modell chef rapport
        hall skydd dag kort verk station""",
    ),
    "en": (
        """fire rescue safety water oil smoke alarm command training air data sea road
        forest risk building equipment civil""",
        """engine department exercise centre system inspection plan course group model
        manager report hall study day card guideline station""",
    ),
}
