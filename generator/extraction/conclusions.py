"""The authors' own conclusions, verbatim."""

from __future__ import annotations

import re

from generator.article import Article, Role
from generator.evidence import Quote, Sentence
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.only_done import says_only_what_was_done
from generator.extraction.quoting import quote


def find_conclusions(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """The sentences whose role is CONCLUSIONS; without labels of the authors not those that conclude nothing."""
    text = article.text_of("abstract")
    concluding = [sentence for sentence in sentences if sentence.role is Role.CONCLUSIONS]
    if not (article.abstract and article.abstract.is_labelled):
        begins = (at for at, sentence in enumerate(concluding) if _BEGINS.match(text, sentence.start))
        concluding = [one for one in concluding[next(begins, 0) :] if not _concludes_nothing(text, one)]
    return tuple(quote(article, "abstract", sentence.start, sentence.end) for sentence in concluding)


_BEGINS = re.compile(
    r"(?:In (?:summary|conclusion)|To (?:conclude|summari[sz]e)|Taken together|Collectively|We conclude"
    r"|Conclusively|In sum|Conclusions?)\b",
    re.IGNORECASE,
)
"""How authors begin their conclusions where no label does; what a model takes for them before is results."""


def _concludes_nothing(text: str, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    return any(holding(load_rules("no_conclusions"), text[start:end])) or says_only_what_was_done(text, start, end)
