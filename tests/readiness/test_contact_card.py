"""The line as a contact: what telephones read, and how its calls pass "do not disturb"."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from hotline.commands.readiness import readiness
from hotline.readiness.contact_card import contact_card
from tests.world import World


def unfolded(text: str) -> list[str]:
    """Its fields, one each (RFC 2425, 5.8.1)."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_it_is_read_by_every_telephone() -> None:
    numbers = ["+33199001234", "+33199005678", "+33199001234"]
    card = contact_card("Entraide, l'été; \\o/", numbers, "Ligne 1\nLigne 2")
    assert unfolded(card) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Entraide\\, l'été\\; \\\\o/",
        "N:Entraide\\, l'été\\; \\\\o/;;;;",
        "ORG:Entraide\\, l'été\\; \\\\o/",
        "TEL;TYPE=WORK,VOICE,PREF:+33199001234",
        "TEL;TYPE=WORK,VOICE:+33199005678",
        "NOTE:Ligne 1\\nLigne 2",
        "END:VCARD",
    ]


def test_no_line_is_longer_than_telephones_bear_and_no_letter_is_cut() -> None:
    card = contact_card("é" * 200, ["+33199001234"], "à, " * 100)
    lines = card.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert unfolded(card)[2] == "FN:" + "é" * 200


def test_the_command_writes_the_numbers_that_are_shown(world: World, tmp_path: Path) -> None:
    file = tmp_path / "line.vcf"
    with world.app.app_context():
        answer = CliRunner().invoke(readiness, ["contact-card", "--output", str(file)])
    assert answer.exit_code == 0
    assert "« Ne pas déranger », autoriser les favoris" in answer.output
    written = unfolded(file.read_bytes().decode())
    assert "FN:Ligne des histoires" in written
    assert [field for field in written if field.startswith("TEL")] == [
        "TEL;TYPE=WORK,VOICE,PREF:+33199001234"
    ]


def test_a_file_that_cannot_be_written_is_told(world: World, tmp_path: Path) -> None:
    with world.app.app_context():
        answer = CliRunner().invoke(readiness, ["contact-card", "--output", f"{tmp_path}/no/a.vcf"])
    assert answer.exit_code == 1
    assert "choisissez un autre fichier" in answer.stderr
