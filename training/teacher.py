"""The teacher of the network of mentions: a large encoder that reads as the network should, too slow to be shipped.

It is fine-tuned on the annotated articles and then says of every article, annotated or not and for each task, how
probable each kind is at each word; from these shares the network learns more than from the annotations alone
(Hinton et al. 2015). A teacher only speaks of articles that it was not trained on: of one that it knows it would repeat
what the annotators said, slips and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from examples import TOPIC_WEIGHT, UNTOLD, WEIGHTS, Example, batches_of
from msgspec import Struct
from network import DEVICE
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from generator.article import Role
from generator.extraction.features import Passage
from generator.extraction.network import TASKS, TOPICS
from generator.extraction.words import find_words

TEACHERS = 3
ALONE = "rct_art"
EPOCHS, WINDOWS, RATE, HEADS_RATE, DECAY, WARM_UP = 5, 16, 6e-5, 1e-3, 1e-2, 0.1
TOLD_AT_ONCE = 64
PIECES = 480
"""The encoder reads up to 512 pieces of words at a time: an article is read in windows of whole passages."""
PER_BATCH = WINDOWS * 300


class Window(Struct):
    """Passages of an article that are read at once."""

    article: int
    """Place among the examples."""
    pieces: list[int]
    heads: list[int]
    """Of each word the place of its first piece."""
    passages: list[int]
    """Of each word its passage, counted from 0 in the window."""
    words: slice
    """Of the article's words, and of its passages."""
    topics: slice


class Teacher(nn.Module):
    """An encoder with a linear layer for each task, and one for the topic of a passage by the mean of its words."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        # Half as exact as they are stored: they are only where training begins, and they travel in half the bytes.
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False).half().float()
        width = self.encoder.config.hidden_size
        self.tasks = nn.ModuleDict({task: nn.Linear(width, len(kinds)) for task, kinds in TASKS.items()})
        self.topics = nn.Linear(width, len(TOPICS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, windows: Sequence[Window]) -> tuple[dict[str, Tensor], Tensor]:
        """Scores of all windows' words, (words, kinds) a task, and of their passages, (passages, topics)."""
        length = max(len(window.pieces) for window in windows)
        filled = [
            window.pieces + [self.encoder.config.pad_token_id] * (length - len(window.pieces)) for window in windows
        ]
        read = [[1] * len(window.pieces) + [0] * (length - len(window.pieces)) for window in windows]
        heads = [row * length + head for row, window in enumerate(windows) for head in window.heads]
        firsts = np.cumsum([0, *(window.passages[-1] + 1 for window in windows)]).tolist()
        passages = [first + one for first, window in zip(firsts, windows, strict=False) for one in window.passages]
        states = self.encoder(_tensor(filled), attention_mask=_tensor(read)).last_hidden_state.flatten(0, 1).float()
        words = self.dropout(states[_tensor(heads)])
        means = _means(words, _tensor(passages), firsts[-1])
        return {task: head(words) for task, head in self.tasks.items()}, self.topics(means)


def _tensor(rows: Any) -> Tensor:
    return torch.tensor(rows, device=DEVICE)


def _means(words: Tensor, passages: Tensor, count: int) -> Tensor:
    """The mean of each passage's words."""
    sums = torch.zeros(count, words.shape[1], device=words.device).index_add(0, passages, words)
    return sums / torch.bincount(passages, minlength=count)[:, None]


def teach(examples: list[Example], encoder: Path) -> None:
    """Tell each example what teachers make of it, in ``taught`` and ``topics_taught``.

    Where people annotated it: the one teacher that was not trained on it; else the mean of all. What is left out trains
    nobody. Of ``rct_art``, which holds single sentences of results, teachers tell by such sentences one by one: in
    whole articles they find next to nothing of it.
    """
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    windows = [window for at, one in enumerate(examples) for window in _windows(at, one.passages, tokenizer)]
    alone = [window for at, one in enumerate(examples) for window in _alone(at, one, tokenizer)]
    for one in examples:
        one.taught = {task: np.zeros((len(one.seen.distinct), len(kinds)), np.float32) for task, kinds in TASKS.items()}
        one.topics_taught = np.zeros((len(one.passages), len(TOPICS)), np.float32)
    for number in range(TEACHERS):
        unknown = [one.left_out or one.fold % TEACHERS == number for one in examples]
        teacher = _trained(examples, [window for window in windows if not unknown[window.article]], encoder, number)
        _tell(teacher, examples, unknown, windows, [task for task in TASKS if task != ALONE])
        _tell(teacher, examples, unknown, alone, [ALONE])


def _alone(article: int, example: Example, tokenizer: Any) -> Iterator[Window]:
    """The sentences of results, each as the corpus of single sentences has it; an article of that corpus as it is."""
    if ALONE in example.kinds:
        yield from _windows(article, example.passages, tokenizer)
        return
    title = Passage("title", None, find_words("Results."))
    first = 0
    for number, passage in enumerate(example.passages):
        if passage.role is Role.RESULTS:
            window = next(_windows(article, [title, passage], tokenizer))
            kept = slice(len(title.words), None)
            window.heads, window.passages = window.heads[kept], [0] * len(window.heads[kept])
            window.words, window.topics = slice(first, first + len(window.heads)), slice(number, number + 1)
            yield window
        first += len(passage.words)


def _windows(article: int, passages: Sequence[Passage], tokenizer: Any) -> Iterator[Window]:
    """The windows of an article; what does not fit of a passage longer than a window is not read."""
    texts = [word.text for passage in passages for word in passage.words]
    pieces: list[list[int]] = tokenizer(texts, add_special_tokens=False)["input_ids"]
    begin, end = tokenizer.bos_token_id, tokenizer.eos_token_id
    first = 0
    window = _opened(article, begin, 0, 0)
    for number, passage in enumerate(passages):
        behind = first + len(passage.words)
        if window.heads and len(window.pieces) + sum(map(len, pieces[first:behind])) > PIECES:
            window.pieces.append(end)
            yield window
            window = _opened(article, begin, first, number)
        for at in range(first, behind):
            if len(window.pieces) + len(pieces[at]) > PIECES:
                break
            window.heads.append(len(window.pieces))
            window.passages.append(number - window.topics.start)
            window.pieces += pieces[at]
        window.words = slice(window.words.start, window.words.start + len(window.heads))
        window.topics = slice(window.topics.start, number + 1)
        first = behind
        if window.words.stop < first:
            window.pieces.append(end)
            yield window
            window = _opened(article, begin, first, number + 1)
    if window.heads:
        window.pieces.append(end)
        yield window


def _opened(article: int, begin: int, word: int, passage: int) -> Window:
    return Window(article, [begin], [], [], slice(word, word), slice(passage, passage))


def _trained(examples: Sequence[Example], windows: list[Window], encoder: Path, seed: int) -> Teacher:
    """A teacher that has read the annotated ones of these windows."""
    windows = [one for one in windows if examples[one.article].kinds or examples[one.article].topics]
    torch.manual_seed(seed)
    shuffle = Random(seed)
    teacher = Teacher(encoder).to(DEVICE).train()
    told = [p for name, p in teacher.named_parameters() if name.startswith("encoder.")]
    new = [p for name, p in teacher.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": told, "lr": RATE}, {"params": new, "lr": HEADS_RATE}], weight_decay=DECAY)
    steps = EPOCHS * -(-len(windows) // WINDOWS)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps))
    )
    for epoch in range(EPOCHS):
        total, batches = 0.0, batches_of(windows, WINDOWS, _length, shuffle)
        for batch in batches:
            with torch.autocast(DEVICE.type, torch.bfloat16, enabled=DEVICE.type == "cuda"):
                kinds, topics = teacher(batch)
            loss = _loss(examples, batch, kinds, topics)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"teacher {seed + 1}, epoch {epoch + 1}: loss {total / len(batches):.3f}", flush=True)
    return teacher


def _length(window: Window) -> int:
    return len(window.pieces)


def _loss(examples: Sequence[Example], batch: Sequence[Window], kinds: dict[str, Tensor], topics: Tensor) -> Tensor:
    """Cross-entropy of what is annotated."""
    total = torch.zeros((), device=DEVICE)
    of = [examples[window.article] for window in batch]
    for task, weight in WEIGHTS.items():
        wanted = [
            kind
            for one, window in zip(of, batch, strict=True)
            for kind in (one.kinds[task][window.words] if task in one.kinds else [UNTOLD] * len(window.heads))
        ]
        if any(task in one.kinds for one in of):
            total = total + weight * functional.cross_entropy(kinds[task].float(), _tensor(wanted), reduction="sum")
    wanted = [
        topic
        for one, window in zip(of, batch, strict=True)
        for topic in (one.topics[window.topics] or [UNTOLD] * (window.passages[-1] + 1))
    ]
    if any(one.topics for one in of):
        total = total + TOPIC_WEIGHT * functional.cross_entropy(topics.float(), _tensor(wanted), reduction="sum")
    return total / PER_BATCH


def _tell(
    teacher: Teacher, examples: Sequence[Example], unknown: Sequence[bool], windows: list[Window], tasks: Sequence[str]
) -> None:
    """Add what a teacher, to whom some examples are unknown, makes of all windows to what their articles are told."""
    teacher.eval()
    windows = sorted(windows, key=_length)
    for at in range(0, len(windows), TOLD_AT_ONCE):
        batch = windows[at : at + TOLD_AT_ONCE]
        with torch.inference_mode(), torch.autocast(DEVICE.type, torch.bfloat16, enabled=DEVICE.type == "cuda"):
            kinds, topics = teacher(batch)
        shares = {task: kinds[task].float().softmax(-1).cpu().numpy() for task in tasks}
        about = topics.float().softmax(-1).cpu().numpy()
        word = passage = 0
        for window in batch:
            one = examples[window.article]
            of_annotated = 1 / TEACHERS if one.left_out else float(unknown[window.article])
            behind, beyond = word + len(window.heads), passage + window.passages[-1] + 1
            for task, given in shares.items():
                part = of_annotated if task in one.kinds else 1 / TEACHERS
                one.taught[task][window.words] += part * given[word:behind]
            if ALONE not in tasks:
                part = of_annotated if one.topics else 1 / TEACHERS
                one.topics_taught[window.topics] += part * about[passage:beyond]
            word, passage = behind, beyond
