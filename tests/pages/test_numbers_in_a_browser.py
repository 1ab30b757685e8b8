"""Numbers to be said, on the wrap-up page of a talk that goes on, as wide as a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.calls.lines import with_changes
from tests.calls.test_directory_on_the_page import talk
from tests.databases import Sqlite
from tests.pages.serving import opened, served
from tests.world import World

pytestmark = pytest.mark.browser


AFTER = """name = { fr = "L'association d'entraide", en = "The mutual-aid association" }
number = "+33199005678"
kind = "MUTUAL-AID"
"""
LONGER = (
    AFTER
    + """
[[directory]]
code = "201"
name = { fr = "L'entraide des soignants et de leurs familles", en = "Care for those who care" }
number = "+33199005679"
kind = "MUTUAL-AID"
"""
)
"""A name that takes two rows of a telephone, beside one that takes one."""


@pytest.fixture
def address(sqlite: Sqlite) -> Iterator[str]:
    """Where the page of a talk that goes on is served."""
    with sqlite.database() as url:
        world = World(url)
        world.load(with_changes((AFTER, LONGER)))
        caller, anne, _, path = talk(world)
        with served(world.service) as at:
            yield f"{at}{path}"
        caller.hangs_up()
        anne.hangs_up()
        world.close()


@pytest.mark.parametrize("width", [320, 390])
def test_each_code_stands_apart_and_names_begin_on_one_line(
    chromium: Browser, address: str, width: int
) -> None:
    page = opened(chromium, address, width, [])
    choices = page.locator(".choice").filter(has=page.locator("[name=number]"))
    begins = set()
    for choice in choices.all():
        start = choice.locator("> span").evaluate(BEGINS)
        assert choice.locator("b").evaluate(WRITTEN_UNTIL) + 8 <= start
        begins.add(round(start))
    assert choices.count() == 2
    assert len(begins) == 1
    page.close()


WRITTEN_UNTIL = """element => {
  const words = document.createRange();
  words.selectNodeContents(element);
  return words.getBoundingClientRect().right;
}"""
BEGINS = "element => element.getBoundingClientRect().left"
