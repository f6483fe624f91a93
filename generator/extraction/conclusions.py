"""The authors' own conclusions, verbatim."""

from __future__ import annotations

import re

from generator.article import Article, Role
from generator.evidence import Design, Quote, Sentence
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.only_done import says_only_what_was_done
from generator.extraction.quoting import quote
from generator.extraction.study_types import REVIEW, family_of


def find_conclusions(article: Article, sentences: tuple[Sentence, ...], design: Design) -> tuple[Quote, ...]:
    """The sentences whose role is CONCLUSIONS; without labels of the authors not those that conclude nothing.

    Of an opinion or a review without labels only those that say that they conclude: what ends it is what is known, as a
    rule.
    """
    text = article.text_of("abstract")
    labelled = article.abstract is not None and article.abstract.is_labelled
    concluding = [sentence for sentence in sentences if sentence.role is Role.CONCLUSIONS]
    if not labelled:
        begins = (at for at, sentence in enumerate(concluding) if _BEGINS.match(text, sentence.start))
        tells = family_of(design) == "opinion" or design.named_study_type == REVIEW
        otherwise = len(concluding) if tells else 0
        concluding = [one for one in concluding[next(begins, otherwise) :] if not _concludes_nothing(text, one)]
    starts = (sentence.start if labelled else _without_label(text, sentence) for sentence in concluding)
    return tuple(
        quote(article, "abstract", start, sentence.end) for start, sentence in zip(starts, concluding, strict=True)
    )


def _without_label(text: str, sentence: Sentence) -> int:
    """Where a sentence begins behind a label in the running text."""
    label = _LABEL.match(text, sentence.start, sentence.end)
    return label.end() if label and label.end() < sentence.end else sentence.start


_LABEL = re.compile(
    r"(?:(?:Results? and )?(?:Discussion|Conclusions?)(?: and (?:Relevance|Significance|Implications))?"
    r"|(?:RESULTS? AND )?(?:DISCUSSION|CONCLUSIONS?))(?:\s?[:.]\s|\s(?=[A-Z][a-z]))"
)


_BEGINS = re.compile(
    r"(?:In (?:summary|conclusion)|To (?:conclude|summari[sz]e)|Taken together|Collectively|We conclude(?!\swith)"
    r"|Conclusively|In sum|Conclusions?)\b",
    re.IGNORECASE,
)
"""How authors begin their conclusions where no label does; what a model takes for them before is results."""


def _concludes_nothing(text: str, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    return any(holding(load_rules("no_conclusions"), text[start:end])) or says_only_what_was_done(text, start, end)
