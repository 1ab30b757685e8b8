"""A telephone is verified by a key, and tested: does voicemail answer before it has rung out?"""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from hotline.commands.readiness import readiness
from hotline.lines.service import line_by_slug
from hotline.people.readiness import Unreachable, unreachable
from hotline.people.tables import Person, Phone
from hotline.readiness.tables import PhoneCall
from simulator.behaviours import Busy, Fails, NoAnswer, Voicemail
from simulator.faults import CallbackFault, RestFault
from tests.readiness.ahead import FILE, person
from tests.world import World


def told(world: World, *words: str, typed: str = "") -> Result:
    with world.app.app_context():
        return CliRunner().invoke(readiness, words, input=typed)


def reasons(world: World) -> dict[str, Unreachable]:
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        found = unreachable(session, line.id)
        return {session.get_one(Person, who).slug: why for who, why in found.items()}


def phones(world: World, slug: str) -> list[Phone]:
    with world.service.database.reading() as session:
        mine = select(Phone).join(Person).where(Person.slug == slug).order_by(Phone.position)
        return list(session.scalars(mine))


def result(world: World) -> str | None:
    with world.service.database.reading() as session:
        return session.scalars(select(PhoneCall.result)).one()


def test_whoever_presses_one_has_a_verified_telephone(world: World) -> None:
    assert reasons(world)["anne"] == Unreachable.NOT_VERIFIED
    assert Unreachable.NOT_VERIFIED.is_advice
    answer = told(world, "verify", "anne")
    assert answer.output.startswith("Nous appelons Anne : décrocher, écouter, taper 1.")
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("Entraide. Si ce téléphone est bien le vôtre, tapez 1.")
    anne.presses("1")
    anne.hears("C'est noté, merci")
    anne.is_hung_up()
    world.wait(5)
    assert result(world) == "confirmed"
    assert phones(world, "anne")[0].verified_at is not None
    assert "anne" not in reasons(world)
    assert "Anne : tout est prêt." in told(world).output


def test_a_machine_verifies_nothing(world: World) -> None:
    world.phone_of("anne").behaviour = Voicemail(after=10, records_seconds=30)
    told(world, "verify", "anne")
    world.wait(120)
    assert result(world) == "no key"
    assert reasons(world)["anne"] == Unreachable.NOT_VERIFIED


def test_the_second_telephone_is_verified_after_the_first_or_by_its_number(world: World) -> None:
    told(world, "verify", "fanny", "--phone", "2")
    world.phone_of("fanny", 1).rings()
    world.wait(60)
    told(world, "verify", "fanny")
    first = world.phone_of("fanny").rings()
    first.answers()
    first.hears("tapez 1")
    first.presses("1")
    first.is_hung_up()
    told(world, "verify", "fanny")
    world.phone_of("fanny", 1).rings()
    assert (
        "Fanny n'a pas de téléphone numéro 3"
        in told(world, "verify", "fanny", "--phone", "3").stderr
    )


def test_voicemail_that_answers_too_early_is_measured_and_told_with_a_remedy(world: World) -> None:
    anne = world.phone_of("anne")
    anne.behaviour = Voicemail(after=15, records_seconds=30)
    answer = told(world, "test", "anne", typed="o\n")
    assert "laisser sonner sans répondre" in answer.output
    assert "Nous appelons Anne pendant 20 s" in answer.output
    world.wait(120)
    assert phones(world, "anne")[0].voicemail_after == 15
    assert anne.texts == [
        "Ligne des histoires : votre messagerie répond après 15 secondes, avant la fin de la"
        " sonnerie. Votre opérateur peut l'allonger à 30 secondes. Sinon, coupez-la pendant vos"
        " permanences."
    ]
    assert reasons(world)["anne"] == Unreachable.VOICEMAIL
    assert "Anne : la messagerie répond après 15 s, avant la fin de la sonnerie (20 s)." in (
        told(world).output
    )
    anne.behaviour = NoAnswer()
    told(world, "test", "anne", "--yes")
    world.wait(120)
    assert phones(world, "anne")[0].voicemail_after is None
    assert reasons(world)["anne"] == Unreachable.NOT_VERIFIED
    assert len(anne.texts) == 1


def test_without_yes_nobody_is_called(world: World) -> None:
    told(world, "test", "anne", typed="n\n")
    world.wait(30)
    assert [heard.kind for heard in world.phone_of("anne").transcript] == []


def test_a_telephone_that_rings_to_the_end_is_fine(world: World) -> None:
    world.phone_of("anne").behaviour = NoAnswer()
    told(world, "test", "anne", "--yes")
    world.wait(120)
    assert result(world) == "rings"
    (phone,) = phones(world, "anne")
    assert (phone.tested_at is None, phone.voicemail_after) == (False, None)


def test_somebody_who_answers_a_test_is_no_machine(world: World) -> None:
    anne = world.phone_of("anne")
    told(world, "test", "anne", "--yes")
    anne.rings().answers()
    anne.hears("appel d'essai")
    anne.presses("1")
    anne.hears("il faut laisser sonner : nous referons cet essai")
    anne.is_hung_up()
    world.wait(5)
    assert result(world) == "confirmed"
    (phone,) = phones(world, "anne")
    assert (phone.tested_at, phone.voicemail_after) == (None, None)
    assert anne.texts == []


@pytest.mark.parametrize(("behaviour", "expected"), [(Busy(), "busy"), (Fails(), "failed")])
def test_a_telephone_that_did_not_ring_was_not_tested(
    world: World, behaviour: Busy | Fails, expected: str
) -> None:
    world.phone_of("anne").behaviour = behaviour
    told(world, "test", "anne", "--yes")
    world.wait(60)
    assert result(world) == expected
    assert phones(world, "anne")[0].tested_at is None


def test_callbacks_doubled_late_and_in_disorder_measure_the_same(world: World) -> None:
    world.carrier.faults.callbacks = [
        CallbackFault(lambda told: told["CallStatus"] == "ringing", copies=2, delay=7, swap=True),
        CallbackFault(lambda told: told["CallStatus"] == "in-progress", copies=2, delay=3),
        CallbackFault(lambda _told: True, copies=2),
    ]
    anne = world.phone_of("anne")
    anne.behaviour = Voicemail(after=12, records_seconds=30)
    told(world, "test", "anne", "--yes")
    world.wait(120)
    assert phones(world, "anne")[0].voicemail_after == 12
    assert len(anne.texts) == 1


def test_callbacks_that_never_come_measure_nothing(world: World) -> None:
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "ringing")
    world.phone_of("anne").behaviour = Voicemail(after=12, records_seconds=30)
    told(world, "test", "anne", "--yes")
    world.wait(120)
    assert result(world) == "unknown"
    assert phones(world, "anne")[0].tested_at is None


def test_whoever_is_on_a_call_is_not_called(world: World) -> None:
    caller = world.nurse_waits()
    world.accepts("anne").talks_with(caller)
    for command in (["verify", "anne"], ["test", "anne", "--yes"]):
        answer = told(world, *command)
        assert answer.exit_code == 1
        assert answer.stderr == "Anne est en ligne, ou en pause : réessayez plus tard.\n"


def test_a_carrier_that_is_away_is_told(world: World) -> None:
    down: RestFault = "refuse"
    world.carrier.faults.rest = lambda _method, _path, _form: down
    answer = told(world, "verify", "anne")
    assert answer.exit_code == 1
    assert answer.stderr == "L'appel n'a pas pu partir. Réessayez dans un instant.\n"


def test_what_was_verified_stays_with_the_telephone_when_the_file_changes(world: World) -> None:
    told(world, "verify", "fanny")
    first = world.phone_of("fanny").rings()
    first.answers()
    first.hears("tapez 1")
    first.presses("1")
    first.is_hung_up()
    world.wait(60)
    swapped = FILE.replace('"+33639980006", "+33639980016"', '"+33639980099", "+33639980006"')
    assert swapped != FILE
    world.load(swapped)
    assert [phone.verified_at is not None for phone in phones(world, "fanny")] == [False, True]
    world.load(FILE.replace('"+33639980006", "+33639980016"', '"+33639980099"'))
    assert [phone.verified_at for phone in phones(world, "fanny")] == [None]


def test_the_gravest_reason_is_told(world: World) -> None:
    world.load(FILE + person("gaelle", 1).replace('phones = ["+33639980101"]', "phones = []"))
    assert reasons(world)["gaelle"] == Unreachable.NO_PHONE
    assert "Gaelle : pas de téléphone." in told(world).output
    assert "Gaelle: no telephone." in told(world, "--language", "en").output


def test_the_carriers_record_of_a_test_is_deleted(world: World) -> None:
    world.phone_of("anne").behaviour = NoAnswer()
    told(world, "test", "anne", "--yes")
    world.wait(900)
    assert [leg.deleted for leg in world.carrier.legs] == [True]
