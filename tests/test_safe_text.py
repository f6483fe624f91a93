"""Text of a source can be read, and can never be markup."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from generator.safe_text import safe, safe_url

# More than mkdocs.yml turns on: a site's owner may add extensions.
EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc", "admonition", "footnotes", "abbr"]
EXTENSIONS += ["pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.superfences"]
READABLE = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co"), blacklist_characters="\u2028\u2029"))


def shown(source: str) -> html.HtmlElement:
    return html.fragment_fromstring(markdown.markdown(source, extensions=EXTENSIONS), create_parent="body")


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize(
    "text",
    [
        "# not a heading",
        "1. not a list",
        " 1. not a list either",
        " - nor this",
        "- 5 (95% CI -7 to -3)",
        "a|b|c",
        "**not strong** `not code` _x_ __y__",
        "[link](javascript:alert(1)) ![x](y)",
        "<script>alert(1)</script> &lt;b&gt; &amp;",
        "{{ config }} {% x %} {: #id onclick=x }",
        ":smile: :::  ~~x~~ ^y^ ==z==",
        '"quoted" and it\'s',
        "!!! note",
        "😀 مرحبا",
        "\\*",
    ],
)
@pytest.mark.parametrize("around", ["%s", "Term\n:   %s", "- %s", "# %s", "> %s", "| a |\n|---|\n| %s |"])
def test_what_looks_like_markup_is_read_as_text(text: str, around: str) -> None:
    page = shown(around % safe(text))
    own = shown(around % "words")
    assert [element.tag for element in page.iter()] == [element.tag for element in own.iter()]
    assert folded(text) in folded(page.text_content())


@given(READABLE.filter(str.strip))
@settings(deadline=None)
def test_any_text_is_one_paragraph_that_equals_it(text: str) -> None:
    page = shown(f"<i>{safe(text)}</i>")
    assert [element.tag for element in page.iter()] == ["body", "p", "i"]
    assert folded(page.text_content()) == folded(text)


@given(READABLE)
@settings(deadline=None)
def test_any_text_is_one_attribute_that_equals_it(text: str) -> None:
    (link,) = shown(f'<b title="{safe(text)}">x</b>').iter("b")
    assert dict(link.attrib) == {"title": link.get("title")}
    assert folded(link.get("title")) == folded(text)


def test_plain_words_stay_readable_as_markdown() -> None:
    words = "0.72 (95% CI 0.55-0.94), P = .03; IL-6, β-blocker; 12(3):45-52; #2!"
    assert safe(words) == words


def test_only_web_addresses_become_links() -> None:
    assert safe_url("https://doi.org/10.1002/(SICI)1097<1>x") == "https://doi.org/10.1002/(SICI)1097%3C1%3Ex"
    assert safe_url("../pmid-1/#q-1") == "../pmid-1/#q-1"
    assert safe_url("javascript:alert(1)") == ""


@pytest.mark.parametrize(
    "text",
    [
        "P = 0.03",
        "n: 38",
        "a == b",
        "x :smile: y",
        "a: b: c",
        "= 1",
        ": 1",
        " + 1",
        "two  spaces",
        "3) x",
        "12.5",
        "12.",
    ],
)
def test_a_text_says_the_same_before_and_after_a_sign_that_has_to_be_made_safe(text: str) -> None:
    """Texts without such a sign take a short way through."""
    assert safe(f"{text} <").removesuffix(" &lt;") == safe(text)


@given(READABLE.filter(lambda text: not text[-1:].isspace()))
def test_any_text_says_the_same_before_a_sign_that_has_to_be_made_safe(text: str) -> None:
    assert safe(f"{text} <").removesuffix(" &lt;") == safe(text)
