"""The authors' own conclusions, verbatim."""

from __future__ import annotations

from generator.article import Article, Role
from generator.evidence import Quote, Sentence
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.only_done import says_only_what_was_done
from generator.extraction.quoting import quote


def find_conclusions(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """The sentences whose role is CONCLUSIONS; without labels of the authors not those that conclude nothing."""
    text = article.text_of("abstract")
    sections = article.abstract.sections if article.abstract else ()
    labelled = any(section.label for section in sections)
    return tuple(
        quote(article, "abstract", sentence.start, sentence.end)
        for sentence in sentences
        if sentence.role is Role.CONCLUSIONS and (labelled or not _concludes_nothing(text, sentence))
    )


def _concludes_nothing(text: str, sentence: Sentence) -> bool:
    words = text[sentence.start : sentence.end]
    return any(holding(load_rules("no_conclusions"), words)) or says_only_what_was_done(words)
