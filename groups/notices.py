"""What people are told about belonging to spaces, as kinds of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.content import attach_homes
from groups.models import GuestPass, Invitation, JoinRequest, Membership, Space
from members.models import User
from network_site.base.dates import short_day
from network_site.base.languages import here
from network_site.base.registries import NotificationKind, RenderedMail
from notifications.mail import render_mail
from notifications.services import notify

REQUEST = "join_request"
ANSWER = "join_answered"
INVITATION = "invitation"
PLACE = "member_added"
REMOVAL = "member_removed"
GUEST_ENDING = "guest_ending"
GUEST_ENDED = "guest_ended"


def name_of(space: Space) -> str:
    """Return a space's name in the reader's language, if its home has been fetched."""
    return str(space.page or space)


def address_of(space: Space) -> str:
    return here(space.page.url) if space.page else reverse("me")


class SpaceNotice(NotificationKind):
    """A notice about one person's place in one space."""

    icon = "groups"
    transactional = True
    because = gettext_lazy("It concerns the reader's place in a space, or its leads.")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        rows = list(self.rows([int(pk) for pk in subject_ids], user, email))
        attach_homes(rows)
        return {str(row.pk): row for row in rows}

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        """Return the subjects that the recipient may see, with their ``space``."""
        raise NotImplementedError

    def mail(
        self,
        subject: str,
        user: Any | None,
        *,
        about: str,
        button: str,
        url: str,
        facts: Iterable[tuple[str, str]] = (),
        quote: str = "",
    ) -> RenderedMail:
        """Return a mail of one shape: a sentence, facts, words of somebody, a button."""
        context = {
            "user": user,
            "about": about,
            "facts": [fact for fact in facts if fact[1]],
            "quote": quote,
            "button": button,
            "url": url,
        }
        return render_mail("groups/mail/notice", context, subject=subject)


class RequestNotice(SpaceNotice):
    """Somebody asks to join: to those who lead the space."""

    key = REQUEST
    label = gettext_lazy("Request to join")

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        led = Space.objects.led_by(user)
        requests = JoinRequest.objects.filter(pk__in=ids, space__in=led)
        return requests.select_related("space", "user__organisation")

    def is_current(self, subject: JoinRequest, version: int) -> bool:
        return subject.state == JoinRequest.State.PENDING

    def _line(self, subject: JoinRequest) -> str:
        words = _("%(person)s asks to join: %(space)s")
        return words % {"person": subject.user, "space": name_of(subject.space)}

    def render(
        self, subject: JoinRequest, user: Any | None, payload: dict
    ) -> RenderedMail:
        person = subject.user
        return self.mail(
            self._line(subject),
            user,
            about=_("Answer with one click. The applicant gets your answer by mail."),
            facts=[
                (_("Name"), str(person)),
                (_("Organisation"), str(person.organisation or "")),
                (_("Job title"), person.job_title),
                (_("E-mail address"), person.email),
            ],
            quote=subject.message,
            button=_("Answer the request"),
            url=reverse("join_requests", args=[subject.space_id]),
        )

    def inbox_line(self, subject: JoinRequest, payload: dict) -> tuple[str, str]:
        return self._line(subject), reverse("join_requests", args=[subject.space_id])


class AnswerNotice(SpaceNotice):
    """The answer to a request: to the applicant."""

    key = ANSWER
    label = gettext_lazy("Answer to your request")

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        known = Space.objects.visible_to(user)
        requests = JoinRequest.objects.filter(pk__in=ids, user=user, space__in=known)
        return requests.select_related("space")

    def _line(self, subject: JoinRequest) -> str:
        words = (
            _("You are now a member: %(space)s")
            if subject.state == JoinRequest.State.APPROVED
            else _("Your request was declined: %(space)s")
        )
        return words % {"space": name_of(subject.space)}

    def render(
        self, subject: JoinRequest, user: Any | None, payload: dict
    ) -> RenderedMail:
        about = (
            _("Your request has been approved. Welcome.")
            if subject.state == JoinRequest.State.APPROVED
            else _(
                "Your request has been declined. The leads are named on the group's "
                "page; they tell you more."
            )
        )
        return self.mail(
            self._line(subject),
            user,
            about=about,
            button=_("Open the group's page"),
            url=address_of(subject.space),
        )

    def inbox_line(self, subject: JoinRequest, payload: dict) -> tuple[str, str]:
        return self._line(subject), address_of(subject.space)


class InvitationNotice(SpaceNotice):
    """An invitation with its link: to the address that was invited."""

    key = INVITATION
    label = gettext_lazy("Invitation")
    payload_is_secret = True

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        invitations = Invitation.objects.filter(pk__in=ids, email=email)
        return invitations.open().select_related("space", "invited_by__organisation")

    def is_current(self, subject: Invitation, version: int) -> bool:
        return subject.is_open and subject.times_sent == version

    def _line(self, subject: Invitation) -> str:
        return _("Invitation: %(space)s") % {"space": name_of(subject.space)}

    def render(
        self, subject: Invitation, user: Any | None, payload: dict
    ) -> RenderedMail:
        inviter = subject.invited_by
        organisation = inviter.organisation if inviter else None
        return self.mail(
            self._line(subject),
            user,
            about=_("You have been invited to %(space)s.")
            % {"space": name_of(subject.space)},
            facts=[
                (_("Invited by"), str(inviter or "")),
                (_("Organisation"), str(organisation or "")),
                (_("Your role"), subject.get_role_display()),
                (
                    _("Belongs until"),
                    short_day(subject.ends_on) if subject.ends_on else "",
                ),
                (_("Answer by"), short_day(subject.expires_at)),
            ],
            button=_("Open the invitation"),
            url=reverse("invitation", args=[payload["token"]]),
        )

    def inbox_line(self, subject: Invitation, payload: dict) -> tuple[str, str]:
        return self._line(subject), reverse("my_invitations")


class PlaceNotice(SpaceNotice):
    """A new place or role that somebody else gave: to the person."""

    key = PLACE
    label = gettext_lazy("Membership")

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        places = Membership.objects.of(user).filter(pk__in=ids)
        return places.select_related("space")

    def _line(self, subject: Membership) -> str:
        return _("%(space)s: your role is %(role)s") % {
            "space": name_of(subject.space),
            "role": subject.get_role_display().lower(),
        }

    def render(
        self, subject: Membership, user: Any | None, payload: dict
    ) -> RenderedMail:
        return self.mail(
            self._line(subject),
            user,
            about=_("You belong to %(space)s. Your role: %(role)s.")
            % {
                "space": name_of(subject.space),
                "role": subject.get_role_display().lower(),
            },
            button=_("Open the group's page"),
            url=address_of(subject.space),
        )

    def inbox_line(self, subject: Membership, payload: dict) -> tuple[str, str]:
        return self._line(subject), address_of(subject.space)


class RemovalNotice(SpaceNotice):
    """Somebody else ended a membership: to the person, who knew the space's name."""

    key = REMOVAL
    label = gettext_lazy("Membership ended")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        still = set(Membership.objects.of(user).values_list("space_id", flat=True))
        return {pk: user for pk in subject_ids if int(pk) not in still}

    def _line(self, payload: dict) -> str:
        return _("Your membership has ended: %(space)s") % {"space": payload["space"]}

    def render(self, subject: User, user: Any | None, payload: dict) -> RenderedMail:
        return self.mail(
            self._line(payload),
            user,
            about=_(
                "A lead has ended your membership. Ask the leads if you wonder why."
            ),
            button=_("Open my page"),
            url=reverse("me"),
        )

    def inbox_line(self, subject: User, payload: dict) -> tuple[str, str]:
        return self._line(payload), reverse("me")


class GuestNotice(SpaceNotice):
    """A guest's time in a space: to the guest, and to who answers for the guest."""

    icon = "clock"

    def __init__(
        self, key: str, *, label: Any, own: Any, others: Any, about: Any, over: bool
    ) -> None:
        self.key = key
        self.label = label
        self.own = own
        self.others = others
        self.about = about
        self.over = over

    def rows(self, ids: list[int], user: Any | None, email: str) -> Iterable[Any]:
        rows = GuestPass.objects.filter(pk__in=ids).select_related("space", "user")
        if user is None:
            return rows.filter(user__email=email)
        return rows.filter(user=user) | rows.in_hands_of(user)

    def is_current(self, subject: GuestPass, version: int) -> bool:
        if self.over:
            return subject.ended_at is not None
        return subject.ended_at is None and subject.ends_on.toordinal() == version

    def _line(self, subject: GuestPass, is_own: bool) -> str:
        return (self.own if is_own else self.others) % {
            "person": subject.user,
            "space": name_of(subject.space),
            "day": short_day(subject.ends_on),
        }

    def render(
        self, subject: GuestPass, user: Any | None, payload: dict
    ) -> RenderedMail:
        is_own = user is None or user.pk == subject.user_id
        return self.mail(
            self._line(subject, is_own),
            user,
            about=str(self.about),
            button=_("See the guests"),
            url=reverse("guests"),
        )

    def inbox_line(self, subject: GuestPass, payload: dict) -> tuple[str, str]:
        return self._line(subject, payload["is_own"]), reverse("guests")


KINDS: tuple[SpaceNotice, ...] = (
    RequestNotice(),
    AnswerNotice(),
    InvitationNotice(),
    PlaceNotice(),
    RemovalNotice(),
    GuestNotice(
        GUEST_ENDING,
        label=gettext_lazy("A guest's time ends soon"),
        own=gettext_lazy("Your time as a guest ends on %(day)s: %(space)s"),
        others=gettext_lazy("%(person)s is a guest until %(day)s: %(space)s"),
        about=gettext_lazy("A lead of the group can give another last day."),
        over=False,
    ),
    GuestNotice(
        GUEST_ENDED,
        label=gettext_lazy("A guest's time has ended"),
        own=gettext_lazy("Your time as a guest has ended: %(space)s"),
        others=gettext_lazy("%(person)s is no longer a guest: %(space)s"),
        about=gettext_lazy("A lead of the group can send a new invitation."),
        over=True,
    ),
)


def tell_of_request(request: JoinRequest, leads: list[User]) -> None:
    notify(REQUEST, subject_id=str(request.pk), recipients=leads)


def tell_of_answer(request: JoinRequest) -> None:
    notify(ANSWER, subject_id=str(request.pk), recipients=[request.user])


def tell_of_invitation(invitation: Invitation, token: str, language: str) -> None:
    user = invitation.user
    notify(
        INVITATION,
        subject_id=str(invitation.pk),
        version=invitation.times_sent,
        recipients=[user] if user else [],
        addresses=[] if user else [invitation.email],
        payload={"token": token, "language": language},
    )


def tell_of_place(membership: Membership, *, version: int) -> None:
    notify(
        PLACE,
        subject_id=str(membership.pk),
        version=version,
        recipients=[membership.user],
    )


def tell_of_removal(space: Space, user: User, *, version: int) -> None:
    notify(
        REMOVAL,
        subject_id=str(space.pk),
        version=version,
        recipients=[user],
        payload={"space": space.name},
    )


def tell_of_guests_last_days(guest_pass: GuestPass, answerable: list[User]) -> None:
    _tell_of_guest(GUEST_ENDING, guest_pass, answerable, guest_pass.ends_on.toordinal())


def tell_of_guests_end(guest_pass: GuestPass, answerable: list[User]) -> None:
    _tell_of_guest(GUEST_ENDED, guest_pass, answerable, 0)


def _tell_of_guest(
    kind: str, guest_pass: GuestPass, answerable: list[User], version: int
) -> None:
    guest = guest_pass.user
    subject = {"subject_id": str(guest_pass.pk), "version": version}
    others = [person for person in answerable if person.pk != guest.pk]
    notify(kind, recipients=others, payload={"is_own": False}, **subject)
    own = {"is_own": True, "language": guest.language}
    # A guest without any place left has no account to read an inbox with.
    where = {"recipients": [guest]} if guest.is_active else {"addresses": [guest.email]}
    notify(kind, payload=own, **where, **subject)
