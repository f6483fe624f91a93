"""The network of mentions as PyTorch trains it; ``generator/extraction/network.py`` is the same sum in NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from generator.extraction.features import AFFIX_ROWS, FLAGS, PLACE_REACH, ROLES, UNKNOWN, Seen
from generator.extraction.network import DILATIONS, NORM_EPSILON, SHARING, TASKS, TOPICS

OWN, AFFIX, SHAPE, ROLE, PLACE, WIDTH, ABOUT = 32, 24, 8, 8, 8, 96, 48
"""Columns of the tables and layers."""
DROPOUT = 0.2
WORD_DROPOUT = 0.08
"""So often a known word's own row is taken away: unknown words must not come as a surprise."""
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Batch:
    """Some articles side by side, filled up to the length of the longest."""

    def __init__(self, articles: list[Seen]) -> None:
        self.mask = padded([np.ones(len(one.distinct), np.float32) for one in articles])
        self.words, self.long_forms, self.affixes, self.shapes = (
            padded([getattr(one, name)[one.distinct] for one in articles])
            for name in ("words", "long_forms", "affixes", "shapes")
        )
        self.roles, self.places = (
            padded([getattr(one, name)[one.passages] for one in articles]) for name in ("roles", "places")
        )
        self.passages = padded([one.passages for one in articles])
        self.alike = padded([one.alike for one in articles])
        self.flags = padded([one.flags for one in articles])


def padded(rows: list[np.ndarray[Any, Any]]) -> Tensor:
    """Arrays of different lengths in one tensor, zeros behind."""
    tensors = [torch.from_numpy(row if row.dtype == np.float32 else row.astype(np.int64)) for row in rows]
    return nn.utils.rnn.pad_sequence(tensors, batch_first=True).to(DEVICE)


class Convolution(nn.Module):
    """One residual layer."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.c = nn.Conv1d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation)
        self.ln = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(articles, words, WIDTH) to the same."""
        y = functional.relu(self.c((self.ln(x) * mask).transpose(1, 2)).transpose(1, 2))
        return x + self.dropout(y)


class Sharing(nn.Module):
    """What is around each word anywhere in its article, on average, told to all that are alike."""

    def __init__(self) -> None:
        super().__init__()
        self.ln = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.l = nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(DROPOUT)
        self.l.weight.data.mul_(0.05)  # a network that was trained without it begins as it was
        self.l.bias.data.zero_()

    def forward(self, x: Tensor, batch: Batch) -> Tensor:
        """(articles, words, WIDTH) to the same."""
        mean, _, place = _pooled(self.ln(x), batch, batch.alike)
        return x + self.dropout(self.l(mean).gather(1, place))


class TrainedNetwork(nn.Module):
    """``vectors``: (words, columns), fixed; the first ``own`` words also have a row that is learned."""

    def __init__(self, vectors: Tensor, own: int, shapes: int) -> None:
        super().__init__()
        self.fz = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.we = _table(own, OWN)
        self.p = _table(AFFIX_ROWS, AFFIX)
        self.sh = nn.Embedding(shapes + 1, SHAPE)
        self.ro = nn.Embedding(len(ROLES), ROLE)
        self.pl = nn.Embedding((PLACE_REACH + 1) ** 2, PLACE)
        self.inp = nn.Linear(2 * (vectors.shape[1] + OWN) + 3 * AFFIX + SHAPE + ROLE + PLACE + FLAGS, WIDTH)
        self.glob = nn.Linear(WIDTH, WIDTH)
        self.sent = nn.Linear(WIDTH, WIDTH)
        self.convs = nn.ModuleList(Convolution(dilation) for dilation in DILATIONS)
        self.alike = Sharing()
        self.lnf = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.heads = nn.ModuleDict({task: nn.Linear(WIDTH, len(kinds)) for task, kinds in TASKS.items()})
        self.sh2 = nn.Linear(2 * WIDTH + ROLE, ABOUT)
        self.so = nn.Linear(ABOUT, len(TOPICS))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> tuple[dict[str, Tensor], Tensor]:
        """Scores of the words' kinds by task, (articles, words, kinds), and of the passages' topics."""
        mask = batch.mask[..., None]
        told = [self.fz(batch.words), self._own(batch.words), self.fz(batch.long_forms), self._own(batch.long_forms)]
        told += [self.p(batch.affixes).flatten(2), self.sh(batch.shapes), self.ro(batch.roles)]
        told += [self.pl(batch.places), batch.flags]
        x = functional.relu(self.inp(self.dropout(torch.cat(told, -1))))
        everywhere = (x * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True)
        mean, _, place = _pooled(x, batch, batch.passages)
        x = x + self.glob(everywhere) + self.sent(mean).gather(1, place)
        for at, convolution in enumerate(self.convs):
            x = self.alike(x, batch) if at == SHARING else x
            x = convolution(x, mask)
        x = self.dropout(self.lnf(x))
        mean, largest, _ = _pooled(x, batch, batch.passages)
        roles = torch.zeros_like(mean[..., 0], dtype=torch.long).scatter_reduce(1, batch.passages, batch.roles, "amax")
        about = functional.relu(self.sh2(torch.cat([mean, largest, self.ro(roles)], -1)))
        return {task: head(x) for task, head in self.heads.items()}, self.so(self.dropout(about))

    def _own(self, words: Tensor) -> Tensor:
        known = torch.where(words < self.we.num_embeddings, words, UNKNOWN)
        if self.training:
            known = torch.where(
                (torch.rand(known.shape, device=known.device) < WORD_DROPOUT) & (known > 0), UNKNOWN, known
            )
        return self.we(known)  # type: ignore[no-any-return]


def _table(rows: int, columns: int) -> nn.Embedding:
    table = nn.Embedding(rows, columns, padding_idx=0)
    table.weight.data.mul_(0.3)
    return table


def _pooled(x: Tensor, batch: Batch, parts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean and largest value of the words of each part, and the place of each word's part for ``gather``."""
    mask, count = batch.mask[..., None], int(parts.max()) + 1
    place = parts[..., None].expand_as(x)
    summed = x.new_zeros(x.shape[0], count, x.shape[2]).scatter_add(1, place, x * mask)
    words = x.new_zeros(x.shape[0], count).scatter_add(1, parts, batch.mask).clamp(min=1)
    lowest = torch.full_like(summed, -20.0)
    largest = lowest.scatter_reduce(1, place, torch.where(mask > 0, x, -20.0), "amax")
    return summed / words[..., None], largest, place


def save(network: TrainedNetwork, words: list[str], shapes: list[str], path: Path) -> None:
    """Write the weights as ``load_network`` reads them."""
    stored: dict[str, np.ndarray[Any, Any]] = {}
    for name, tensor in network.state_dict().items():
        table = tensor.cpu().numpy()
        if name.endswith("c.weight"):
            stored[name] = np.concatenate(list(table.transpose(2, 1, 0)))
        elif name in _LARGE:
            scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
            stored[name], stored[f"{name}.scale"] = np.rint(table / scale).astype(np.int8), scale.astype(np.float32)
        else:
            stored[name] = table.T if table.ndim == 2 and name not in _SMALL_TABLES else table
    stored["words"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    stored["shapes"] = np.frombuffer("\n".join(shapes).encode(), np.uint8)
    np.savez_compressed(path, **stored)


def begun(path: Path) -> tuple[TrainedNetwork, list[str], list[str]]:
    """A network that ``save`` wrote, with its words and shapes; tasks that it does not know begin anew."""
    with np.load(path) as stored:
        tables = {name: stored[name] for name in stored.files}
    words, shapes = (bytes(tables[name]).decode().split("\n") for name in ("words", "shapes"))
    for name in _LARGE:
        tables[name] = tables[name].astype(np.float32) * tables[f"{name}.scale"]
    torch.manual_seed(0)
    network = TrainedNetwork(torch.from_numpy(tables["fz.weight"]), len(tables["we.weight"]), len(shapes))
    weights = network.state_dict()
    for name in weights.keys() & tables.keys():
        table = tables[name]
        if name.endswith("c.weight"):
            table = np.stack(np.split(table, 3)).transpose(2, 1, 0)
        elif table.ndim == 2 and name not in _LARGE | _SMALL_TABLES:
            table = table.T
        weights[name] = torch.from_numpy(np.ascontiguousarray(table))
    network.load_state_dict(weights)
    return network.to(DEVICE), words, shapes


_LARGE = {"fz.weight", "we.weight", "p.weight"}
_SMALL_TABLES = {"sh.weight", "ro.weight", "pl.weight"}
