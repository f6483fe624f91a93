"""The authors' own conclusions, verbatim."""

from __future__ import annotations

import re

from generator.article import Article, Role
from generator.evidence import Design, Quote, Sentence
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.only_done import says_only_what_was_done
from generator.extraction.quoting import quote
from generator.extraction.running_labels import label_of, without_label
from generator.extraction.study_types import REVIEW, family_of


def find_conclusions(article: Article, sentences: tuple[Sentence, ...], design: Design) -> tuple[Quote, ...]:
    """The sentences whose role is CONCLUSIONS; without labels of the authors not those that conclude nothing.

    Of an opinion or a review without labels only those that say that they conclude: what ends it is what is known, as a
    rule; and so of an abstract of which the source lacks the end.
    """
    text = article.text_of("abstract")
    labelled = article.abstract is not None and article.abstract.is_labelled
    concluding = [
        sentence
        for sentence in sentences
        if sentence.role is Role.CONCLUSIONS and not _REGISTERED.match(text, sentence.start, sentence.end)
    ]
    if not labelled:
        begins = (at for at, sentence in enumerate(concluding) if _begins(text, sentence))
        tells = family_of(design) == "opinion" or design.named_study_type == REVIEW or _TRUNCATED.search(text)
        otherwise = len(concluding) if tells else 0
        concluding = [one for one in concluding[next(begins, otherwise) :] if not _concludes_nothing(text, one)]
    starts = (
        sentence.start if labelled else without_label(text, sentence.start, sentence.end) for sentence in concluding
    )
    return tuple(
        quote(article, "abstract", start, sentence.end) for start, sentence in zip(starts, concluding, strict=True)
    )


def _begins(text: str, sentence: Sentence) -> bool:
    return bool(_BEGINS.match(text, sentence.start) or label_of(text, sentence.start, sentence.end))


_BEGINS = re.compile(
    r"(?:In (?:summary|conclusion)|To (?:conclude|summari[sz]e)|Taken together|Collectively|We conclude(?!\swith)"
    r"|Conclusively|In sum|Conclusions?)\b",
    re.IGNORECASE,
)
"""How authors begin their conclusions where no label does; what a model takes for them before is results."""


_REGISTERED = re.compile(r"(?:clinical )?trial registration\b(?=.*(?:\d{4}|\.(?:gov|org|com|net)\b))", re.IGNORECASE)
"""Where a study is registered, at the end of a section under whatever label; not "Trial registration is rare"."""
_TRUNCATED = re.compile(r"\(ABSTRACT TRUNCATED(?: AT \d+ WORDS)?\)\s*\Z")


def _concludes_nothing(text: str, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    if label_of(text, start, end) == text[start:end].rstrip(" .:"):
        return True
    return any(holding(load_rules("no_conclusions"), text[start:end])) or says_only_what_was_done(text, start, end)
