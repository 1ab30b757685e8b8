"""Who may do what, as the table says it."""

from __future__ import annotations

from hotline.accounts.grants import Grants
from hotline.accounts.rights import OF_A_TEAM, RIGHTS, Right, Role


def test_every_role_has_rights_and_every_right_a_role() -> None:
    assert {*RIGHTS} == {*Role}
    assert frozenset().union(*RIGHTS.values()) == {*Right}


def test_a_manager_holds_what_is_of_a_team_for_their_teams_only() -> None:
    manager = Grants(frozenset({Role.MANAGER}), frozenset({"nurses"}))
    for right in RIGHTS[Role.MANAGER] & OF_A_TEAM:
        assert manager.may(right, "nurses")
        assert manager.may(right)
        assert not manager.may(right, "doctors")
        assert manager.teams(right) == frozenset({"nurses"})
    assert manager.teams(Right.DIRECTORY_CHANGE) is None
    assert not manager.may(Right.LINE_SEE)


def test_a_manager_who_coordinates_too_sees_all_teams() -> None:
    both = Grants(frozenset({Role.MANAGER, Role.COORDINATOR}), frozenset({"nurses"}))
    assert both.may(Right.ROSTER_CHANGE, "doctors")
    assert both.teams(Right.PEOPLE_SEE) is None
    assert both.teams(Right.PEOPLE_CHANGE) == frozenset({"nurses"})  # a coordinator changes nobody


def test_a_manager_of_no_team_may_do_nothing_of_a_team() -> None:
    assert not Grants(frozenset({Role.MANAGER})).may(Right.ROSTER_SEE)


def test_only_responders_alone_may_do_without_a_second_factor() -> None:
    assert not Grants(frozenset({Role.RESPONDER})).need_second_factor
    for role in set(Role) - {Role.RESPONDER}:
        assert Grants(frozenset({Role.RESPONDER, role})).need_second_factor
