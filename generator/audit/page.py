"""The rules in words, for the page of the site that explains them: ``docs/audit.md``.

Print them with ``python -m generator.audit.page``; a test holds the page to them.
"""

from __future__ import annotations

import inspect
import sys

from generator.audit import RULES, Rule


def rule_sections() -> str:
    """A section of Markdown for each rule, in the order of the table, made of the rule's own docstring."""
    return "\n\n".join(f"### {name}\n\n{_words(rule)}" for name, rule in RULES.items())


def _words(rule: Rule) -> str:
    """The docstring as paragraphs; where its formula comes from stands in one of its own."""
    paragraphs = (inspect.getdoc(rule) or "").split("\n\n")
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return text.replace(" Source: ", "\n\nSource: ")


if __name__ == "__main__":
    sys.stdout.write(rule_sections() + "\n")
