from django.utils.translation import ngettext


def capacity_refusal(taken: int) -> str:
    """Return why a capacity is refused, with the number that it may not go under."""
    return ngettext(
        "%(taken)d person has a seat already. The number of seats cannot be smaller.",
        "%(taken)d people have a seat already. The number of seats cannot be smaller.",
        taken,
    ) % {"taken": taken}
