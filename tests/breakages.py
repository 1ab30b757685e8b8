"""The rules of a live call and of the roster, broken on purpose one at a time.

`python -m tests.breakages` copies the project, breaks the copy, runs the one test that must see it
and turn red, and prints a table. A rule whose breaking nobody sees is a rule that no test holds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOT_COPIED = (".*", "__pycache__", "node_modules", "var")
GREEN, RED = 0, 1
"""What pytest exits with when all passed, and when a test failed; anything else is neither."""


@dataclass(frozen=True)
class Breakage:
    """`old` occurs once in `file`; with `new` in its place, `test` must fail."""

    rule: str
    file: str
    old: str
    new: str
    test: str


BREAKAGES = (
    Breakage(
        "a talk of which no word came is counted",
        "hotline/voice/after_queue.py",
        'if hook.queue_result == "bridged" and call.connected_at is None:',
        'if hook.queue_result == "never":',
        "tests/calls/test_joined_unheard.py"
        "::test_a_talk_that_the_caller_ends_counts[caller-first-sqlite-bridge-over]",
    ),
    Breakage(
        "no surcharged number is called back",
        "hotline/callbacks/numbers.py",
        "if land is None or not numbers.is_ordinary(number):",
        "if land is None:",
        "tests/calls/test_callback_fraud.py::test_service_numbers_are_never_called[sqlite-0899]",
    ),
    Breakage(
        "a try to call back is begun by one",
        "hotline/callbacks/trying.py",
        "            Callback.state == State.ASKED,\n            Callback.try_at <= now,\n"
        "            Callback.ends_at > now,\n",
        "            Callback.ends_at > now,\n",
        "tests/calls/test_callback_killed.py"
        "::test_two_schedulers_begin_it_once_and_ring_once[sqlite]",
    ),
    Breakage(
        "a code is told only to whoever pressed a key",
        "hotline/voice/called_back.py",
        'return _ask(row, "callback-greeting", f"/voice/callbacks/{try_id}/known")\n\n\ndef known',
        'return _ask(row, "callback-code-again", f"/voice/callbacks/{try_id}/known")\n\n\n'
        "def known",
        "tests/calls/test_called_back.py"
        "::test_nothing_is_said_before_a_key_that_tells_what_it_is_about[sqlite]",
    ),
    Breakage(
        "nothing is left on a machine when so agreed",
        "hotline/voice/called_back.py",
        "document if row.no_message else",
        "document if row.code is None else",
        "tests/calls/test_called_back.py::test_a_machine_hears_nothing_when_so_agreed[sqlite]",
    ),
    Breakage(
        "a claim is won by one",
        "hotline/calls/changes.py",
        "    or_(\n        Call.state == CallState.WAITING,\n        and_(",
        "    or_(\n        Call.id.is_not(None),\n        and_(",
        "tests/calls/test_claim_race.py"
        "::test_one_wins_however_many_have_read_that_the_call_is_free[sqlite-first_key]",
    ),
    Breakage(
        "a wrong code told twice is one try",
        "hotline/responders/own_calls.py",
        "    if asked <= own.tries:\n",
        "    if asked < 0:\n",
        "tests/calls/test_unspoken_key.py::test_told_twice_a_wrong_code_is_one_try[sqlite]",
    ),
    Breakage(
        "too many wrong codes close the responders' menu",
        "hotline/responders/own_calls.py",
        "if is_closed(so_far):",
        "if so_far.entries < 0:",
        "tests/calls/test_my_code.py"
        "::test_many_wrong_codes_close_the_menu_until_the_hour_is_over[sqlite]",
    ),
    Breakage(
        "a mistyped follow-up code is no guess",
        "hotline/voice/follow_up.py",
        "if not is_code(keys):",
        "if not keys:",
        "tests/calls/test_follow_up_guesses.py::test_a_wrong_digit_is_told_and_is_no_guess[sqlite]",
    ),
    Breakage(
        "whoever handed a record over has it no longer",
        "hotline/accompaniments/handing_over.py",
        "    after = chance(KEY)\n",
        "    after = before\n",
        "tests/accompaniments/test_only_its_responder_reads_it.py"
        "::test_the_callers_code_hands_it_over_and_the_former_responder_loses_it[sqlite]",
    ),
    Breakage(
        "a responder's call is no caller's",
        "hotline/responders/own_calls.py",
        "            was_no_caller(session, own.carrier_id)\n",
        "",
        "tests/calls/test_unspoken_key.py"
        "::test_a_responder_is_in_their_menu_and_no_caller_was_counted[sqlite]",
    ),
    Breakage(
        "the others stop ringing when one is put through",
        "hotline/calls/accepting.py",
        "return answer, dismiss_legs(session, call.id, LegResult.TAKEN, now, but=leg_id)",
        "return answer, []",
        "tests/calls/test_all_ring.py"
        "::test_the_first_to_accept_wins_and_the_other_stops_ringing[sqlite]",
    ),
    Breakage(
        "the database allows one live leg a person",
        "migrations/versions/0002_calls.py",
        "\n        unique=True,\n",
        "\n        unique=False,\n",
        "tests/calls/test_done_once.py"
        "::test_two_calls_that_do_not_see_each_other_ring_one_free_person_once",
    ),
    Breakage(
        "whoever is on a call is not free",
        "hotline/calls/scene.py",
        "free=frozenset(crew) - {leg.person_id for leg in live} - cut",
        "free=frozenset(crew) - cut",
        "tests/calls/test_everyone_busy.py::test_the_first_person_free_is_rung[sqlite]",
    ),
    Breakage(
        "a claim that lapses is released",
        "hotline/calls/advance.py",
        "if scene.call.state == CallState.CLAIMED and changes.release_lapsed(",
        "if not scene and changes.release_lapsed(",
        "tests/calls/test_in_time.py"
        "::test_a_claim_that_came_to_nothing_lets_the_next_person_be_rung_in_twenty_seconds[sqlite]",
    ),
    Breakage(
        "nobody rings on when the caller hangs up",
        "hotline/calls/ending.py",
        "intents = dismiss_legs(session, call_id, LegResult.CALLER_GONE, now)",
        "intents: list[Intent] = []",
        "tests/calls/test_caller_hangs_up.py::test_while_a_responder_is_rung[sqlite]",
    ),
    Breakage(
        "the end of a leg moves its call on at once",
        "hotline/voice/status.py",
        "        leg_ended(service, call_id)",
        "        pass",
        "tests/calls/test_in_time.py"
        "::test_two_who_hang_up_cost_the_caller_less_than_one_piece_of_music[sqlite]",
    ),
    Breakage(
        "whoever is free again goes to the first in line at once",
        "hotline/dialling.py",
        "    for other in others:",
        "    for other in others[:0]:",
        "tests/calls/test_wave.py::test_a_wave_is_served_in_line_and_nobody_is_rung_twice[sqlite]",
    ),
    Breakage(
        "a leg that may exist is not dialled again",
        "hotline/dialling.py",
        'log.warning("leg-unknown", leg=leg_id)',
        "_leg_ended(service, leg_id, LegResult.NOT_SENT)",
        "tests/calls/test_create_times_out.py::test_nobody_is_rung_twice_meanwhile[sqlite]",
    ),
    Breakage(
        "a caller who was cut off is first in line, and for the same person",
        "hotline/calls/changes.py",
        "        priority=Priority.CUT,",
        "        priority=Priority.NORMAL,",
        "tests/calls/test_cut.py::test_a_cut_talk_goes_on_with_the_same_person[sqlite]",
    ),
    Breakage(
        "danger goes first",
        "routing/sharing.py",
        "return (call.priority, live, call.since, call.id)",
        "return (Priority.NORMAL, live, call.since, call.id)",
        "tests/calls/test_two_calls_one_responder.py::test_a_danger_call_goes_first[sqlite]",
    ),
    Breakage(
        "no call has two telephones ringing before each has one",
        "routing/sharing.py",
        "live = sum(attempt.result is None for attempt in call.attempts)",
        "live = 0",
        "tests/calls/test_fair_dial_rate.py"
        "::test_each_caller_has_one_telephone_ringing_before_the_first_has_two[sqlite]",
    ),
    Breakage(
        "whoever was called longest ago is rung first",
        "routing/ringing.py",
        "moment.last_rung.get(responder.person, _NOT_LATELY),",
        "_NOT_LATELY,",
        "tests/calls/test_least_recently_called.py"
        "::test_the_roster_says_who_is_rung_first_and_each_call_begins_with_the_next[sqlite]",
    ),
    Breakage(
        "whoever refuses is left in peace",
        "routing/ringing.py",
        "NO = frozenset({LegResult.REFUSED, LegResult.PASSED_ON})",
        "NO = frozenset({LegResult.PASSED_ON})",
        "tests/calls/test_refused.py"
        "::test_whoever_refuses_before_hearing_who_calls_is_not_rung_again[sqlite]",
    ),
    Breakage(
        "a refusal outlives the end of its leg",
        "hotline/calls/accepting.py",
        "or_(Leg.result.is_(None), Leg.result == LegResult.UNACCEPTED)",
        "Leg.result.is_(None)",
        "tests/calls/test_at_the_same_instant.py"
        "::test_anne_refuses_and_hangs_up_and_is_not_rung_again[sqlite]",
    ),
    Breakage(
        "the end of a talk is counted once",
        "hotline/calls/legs.py",
        "    Leg.off_bridge_at.is_(None),\n",
        "",
        "tests/calls/test_callbacks.py::test_every_callback_twice[sqlite]",
    ),
    Breakage(
        "a late word of the carrier takes no leg back",
        "hotline/calls/legs.py",
        "Leg.state.in_(_EARLIER[state])",
        "Leg.state != LegState.ENDED",
        "tests/calls/test_in_time.py"
        "::test_what_is_told_of_a_leg_during_the_talk_is_late_and_changes_nothing[sqlite-ringing]",
    ),
    Breakage(
        "with the API away, people are rung from the caller's own leg",
        "hotline/calls/advance.py",
        "and changes.leave_queue(session, call_id, now)",
        "and False",
        "tests/calls/test_rest_down.py::test_a_caller_reaches_a_human_all_the_same[sqlite-refuse]",
    ),
    Breakage(
        "a caller whose end was never told is found gone",
        "hotline/jobs/sweep.py",
        "        end_call_now(service, call.id)\n        return\n",
        "        return\n",
        "tests/calls/test_in_time.py::test_a_caller_whose_end_nobody_tells_is_found_gone[sqlite]",
    ),
    Breakage(
        "the queue of a call is deleted at the carrier",
        "hotline/calls/ending.py",
        "if call.queue_id is not None:",
        "if call.queue_id is None:",
        "tests/calls/test_in_time.py"
        "::test_the_queue_of_a_call_is_gone_from_the_carrier_two_minutes_after_it[sqlite]",
    ),
    Breakage(
        "all who change a leg and its call take the call first",
        "hotline/calls/legs.py",
        "    hold_call_of(session, leg_id)\n",
        "",
        "tests/calls/test_at_the_same_instant.py::test_anne_and_the_caller_hang_up",
    ),
    Breakage(
        "a handover in the hour that comes twice is one instant, the first",
        "schedules/local_time.py",
        "found = wall.replace(tzinfo=zone, fold=0)",
        "found = wall.replace(tzinfo=zone, fold=1)",
        "tests/schedules/test_changes_of_clocks.py"
        "::test_the_repeated_hour_has_one_handover_not_two",
    ),
    Breakage(
        "a night belongs to the evening on which it began",
        "schedules/window.py",
        "day = max(start, since).date() - _DAY",
        "day = max(start, since).date()",
        "tests/schedules/test_rotations.py::test_a_night_belongs_to_the_evening_it_began_on",
    ),
    Breakage(
        "a month without a thirty-first hands over on its last day",
        "schedules/cadence.py",
        "min(self.on, last_day_of_month(first).day)",
        "min(self.on, 28)",
        "tests/schedules/test_cadences.py::test_a_day_that_a_month_does_not_have_is_its_last",
    ),
    Breakage(
        "no decision changes what was before it was made",
        "schedules/decisions.py",
        "return max(self.made, self.period[0])",
        "return self.period[0]",
        "tests/schedules/test_decisions.py"
        "::test_no_decision_acts_before_it_was_made_nor_after_it_was_withdrawn",
    ),
    Breakage(
        "of two decisions the later wins",
        "schedules/planned.py",
        "    for place in sorted(concerned):\n",
        "    for place in sorted(concerned, reverse=True):\n",
        "tests/schedules/test_decisions.py::test_the_later_decision_wins",
    ),
    Breakage(
        "in the hours that clocks repeat somebody is required once",
        "schedules/requirement.py",
        "opened = max(start, instant(opens, self.zone))",
        "opened = max(start, opens.replace(tzinfo=self.zone, fold=1).astimezone(start.tzinfo))",
        "tests/schedules/test_coverage.py"
        "::test_hours_that_the_clocks_skip_are_not_required_and_repeated_ones_once",
    ),
    Breakage(
        "of several requirements the greatest counts",
        "schedules/cover.py",
        "at_least=max(need.at_least for need in needs)",
        "at_least=min(need.at_least for need in needs)",
        "tests/schedules/test_coverage.py::test_the_greatest_of_several_requirements_counts",
    ),
    Breakage(
        "a decision that covers a hole of the rotation is told",
        "schedules/coverage.py",
        "planned(roster.without_decisions(), start, end)",
        "planned(roster, start, end)",
        "tests/schedules/test_coverage_and_decisions.py"
        "::test_what_covers_a_hole_of_the_rotation_itself_is_told",
    ),
    Breakage(
        "a gap that is closed and opens again is told again",
        "hotline/rosters/telling_gaps.py",
        "        session.delete(known[key])\n",
        "        known.get(key)\n",
        "tests/notices/test_gaps_are_told.py"
        "::test_a_gap_that_is_closed_and_opens_again_is_told_again[sqlite]",
    ),
    Breakage(
        "a calendar that is suddenly empty takes nobody off the roster",
        "hotline/calendars/feeds.py",
        "if difference.removed and not found.shifts and not even_empty:",
        "if difference.removed and found.shifts and not even_empty:",
        "tests/calendars/test_following_a_feed.py"
        "::test_a_calendar_that_cannot_be_right_changes_nothing_and_is_told_at_once[sqlite-empty]",
    ),
    Breakage(
        "an event that is moved is the same duty still",
        "hotline/calendars/shifts.py",
        "happening.uid, happening.recurrence, *also)",
        "happening.uid, str(happening.starts), *also)",
        "tests/calendars/test_events.py"
        "::test_an_instance_that_is_moved_or_given_away_keeps_its_identity",
    ),
    Breakage(
        "what was over is not a feed's to take away",
        "hotline/rosters/importing.py",
        "if not _is_over(shift, zones, now)}",
        "if shift}",
        "tests/calendars/test_following_a_feed.py"
        "::test_a_night_that_is_over_and_leaves_the_calendar_changes_nothing[sqlite]",
    ),
    Breakage(
        "a file with a mistake changes nothing",
        "hotline/commands/roster/incoming.py",
        "    if incoming.mistakes:\n",
        "    if not incoming.shifts:\n",
        "tests/rosters/test_the_import_command.py"
        "::test_three_bad_rows_keep_the_whole_file_out[sqlite]",
    ),
    Breakage(
        "a calendar's address leads into no network that is not public",
        "hotline/fetching.py",
        "if not (self._anywhere or all(map(_is_public, addresses))):",
        "if not (self._anywhere or addresses):",
        "tests/test_fetching.py::test_a_name_that_leads_inside_is_not_connected_to[127.0.0.1]",
    ),
    Breakage(
        "what was offered is settled once",
        "hotline/swaps/settling.py",
        ".where(SwapOffer.id == row.id, SwapOffer.state == OFFERED)",
        ".where(SwapOffer.id == row.id)",
        "tests/swaps/test_swapping.py::test_what_is_taken_cannot_be_taken_again[sqlite]",
    ),
    Breakage(
        "whoever takes a duty is looked at when they take it",
        "hotline/swaps/taking.py",
        "        require_free(session, line, roster, changing, one.to)\n",
        "",
        "tests/swaps/test_swapping.py::test_nobody_is_on_twice_at_once[sqlite]",
    ),
    Breakage(
        "whoever took a duty hears when it is theirs no longer",
        "hotline/swaps/void.py",
        "str(gift.id) not in found.idle",
        "str(gift.id)",
        "tests/swaps/test_the_roster_changes_meanwhile.py"
        "::test_a_swap_whose_duty_is_gone_does_nothing_and_coverage_says_so[sqlite]",
    ),
)


def main() -> int:
    """Breaks each rule in turn. Exit code 1 when a breakage stays green or cannot be made."""
    with tempfile.TemporaryDirectory(prefix="entraide-breakages-") as temporary:
        copy = Path(temporary) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        if tested(copy, *(breakage.test for breakage in BREAKAGES)) != GREEN:
            sys.stdout.write("Not all of these tests pass unbroken: run them first.\n")
            return 1
        seen = [shown(breakage, copy) for breakage in BREAKAGES]
    sys.stdout.write(f"{sum(seen)} of {len(seen)} breakages turn their test red.\n")
    return 0 if all(seen) else 1


def shown(breakage: Breakage, copy: Path) -> bool:
    """Breaks the copy, says whether the test saw it, and mends the copy."""
    file = copy / breakage.file
    whole = file.read_text(encoding="utf-8")
    if whole.count(breakage.old) != 1:
        verdict = f"not made: {breakage.file} has changed"
    else:
        file.write_text(whole.replace(breakage.old, breakage.new), encoding="utf-8")
        exits = tested(copy, breakage.test)
        verdict = {GREEN: "GREEN", RED: "red"}.get(exits, f"neither red nor green ({exits})")
        file.write_text(whole, encoding="utf-8")
    sys.stdout.write(f"{verdict:7} {breakage.rule}\n        {breakage.test}\n")
    sys.stdout.flush()
    return verdict == "red"


def tested(copy: Path, *tests: str) -> int:
    """What pytest exits with for these tests of the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
