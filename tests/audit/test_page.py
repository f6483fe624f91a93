"""The site's page on the audit says what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

from generator.audit import RULES
from generator.audit.page import rule_sections

PAGE = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")


def test_the_page_has_the_words_of_every_rule() -> None:
    assert rule_sections() in PAGE, "print them anew with `python -m generator.audit.page`"


def test_the_page_has_a_section_for_each_rule_and_no_other() -> None:
    assert re.findall(r"^### (.+)$", PAGE, re.MULTILINE) == list(RULES)
