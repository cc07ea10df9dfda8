"""Who asks to join, who has been invited and until when the guests belong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A request that waits; ``days`` is how long ago it was made."""

    space: str
    email: str
    message: str
    days: int


@dataclass(frozen=True)
class Invited:
    """An invitation that waits; ``until`` is a guest's last day, in days from now."""

    space: str
    email: str
    inviter: str
    days: int
    until: int | None = None


@dataclass(frozen=True)
class Visit:
    """A guest's time in a space, with who answers for the guest."""

    space: str
    email: str
    sponsor: str
    until: int


REQUESTS = (
    Asked(
        "ensihoito",
        "tatu.ruohola@example.org",
        "Vastaan meillä ensihoidon ja pelastustoiminnan yhteisistä harjoituksista, eikä "
        "laitoksestamme ole vielä ketään mukana.",
        2,
    ),
    Asked(
        "omavalvonta",
        "otso.harjunpaa@example.org",
        "Rakennamme omavalvonnan mittareita ensi vuodelle. Haluaisin käyttää samoja kuin "
        "muut.",
        1,
    ),
)
INVITATIONS = (
    Invited(
        "riskienhallinta", "salla.vaaranmaa@example.org", "eero@example.org", 3, 150
    ),
    Invited(
        "omavalvonta", "ville.hongistola@example.org", "joel.sandberg@example.org", 1
    ),
)
VISITS = (
    Visit("ensihoito", "teemu.vallisaari@example.org", "mikael.ohman@example.org", 120),
    Visit(
        "omavalvonnan-tietopohja",
        "pirjo.holmala@example.org",
        "tuomas.kuusela-aho@example.org",
        45,
    ),
)
