"""The lines of update lists are remembered; who sees which of them is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from groups.policies import Policy
from groups.services import change_space, set_membership
from home.entries import entries_of
from home.models import Update
from members.models import User
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_a_line_that_one_has_been_shown_is_not_shown_to_whom_it_is_not_for():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, members=[member], policy="closed")
    make_update(group, "Vain ryhmälle", audience="space")
    for _twice in range(2):
        assert "Vain ryhmälle" in text_of(signed_in(member), tree.updates.url)
        assert "Vain ryhmälle" not in text_of(
            signed_in(UserFactory()), tree.updates.url
        )


def test_a_line_tells_at_once_who_sees_it_when_the_policy_changes():
    tree = plant()
    member = UserFactory()
    coordinator = UserFactory(is_coordinator=True)
    group = make_group(tree, members=[member], leads=[coordinator], policy="open")
    make_update(group, audience="space")
    reader = signed_in(member)
    assert "Koko verkosto</span></p>" in text_of(reader, tree.updates.url)
    change_space(space=group.space, acting_user=coordinator, policy=Policy.CLOSED.value)
    assert "Koko verkosto</span></p>" not in text_of(reader, tree.updates.url)


def test_a_line_tells_how_many_see_it_and_counts_those_who_join_at_once():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member], policy="closed")
    make_update(group, audience="space")
    reader = signed_in(member)
    assert "Ryhmän jäsenet (2)" in text_of(reader, tree.updates.url)
    set_membership(
        space=group.space, user=UserFactory(), role="member", acting_user=lead
    )
    assert "Ryhmän jäsenet (3)" in text_of(reader, tree.updates.url)


def test_a_line_has_its_authors_new_name_and_department_at_once():
    tree = plant()
    author, reader = UserFactory(last_name="Entinen"), signed_in(UserFactory())
    make_update(make_group(tree), audience="members", owner=author)
    assert "Entinen" in text_of(reader, tree.updates.url)
    author.last_name = "Uusinen"
    author.save()
    assert "Uusinen" in text_of(reader, tree.updates.url)
    author.organisation.short_name = "Uudistettu"
    author.organisation.save()
    assert "Uudistettu" in text_of(reader, tree.updates.url)


def test_that_somebody_signs_in_makes_nothing_anew(django_assert_num_queries):
    tree = plant()
    person, somebody = UserFactory(), UserFactory()
    make_update(make_group(tree, members=[person]))
    reader = signed_in(person)
    warm = queries_of(reader, tree.updates.url)
    user_logged_in.send(User, request=None, user=somebody)
    with django_assert_num_queries(warm):
        reader.get(tree.updates.url)


def test_a_line_is_new_to_each_reader_for_themselves_and_for_thirty_days():
    tree = plant()
    opener, other = UserFactory(), UserFactory()
    page = make_update(make_group(tree, members=[opener, other]))
    text_of(signed_in(opener), page.url)

    def is_read(user) -> bool:
        updates = Update.objects.visible_to(user).with_read_state(user)
        return entries_of(updates, level=2)[0].is_read

    assert (is_read(opener), is_read(other)) == (True, False)
    Update.objects.update(published_at=timezone.now() - timedelta(days=31))
    assert is_read(other)


def test_a_list_whose_lines_are_remembered_asks_nothing_about_them():
    tree = plant()
    group = make_group(tree)
    make_update(group, audience="members")
    reader = signed_in(UserFactory())
    few = queries_of(reader, tree.updates.url)
    for number in range(15):
        make_update(group, f"Tiedote {number}", audience="members")
    assert queries_of(reader, tree.updates.url) == few
