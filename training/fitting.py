"""Fitting a logistic regression of named features, and what it tells from each bound on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from generator.extraction.regression import Regression

STRENGTH = 0.02
"""Inverse of the penalty on squared weights, of features scaled to a spread of one."""


def fit(names: Sequence[str], rows: Sequence[Sequence[float]], right: Sequence[bool]) -> Regression:
    """A logistic regression of the rows' features, in their own units."""
    scaler = StandardScaler()
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(scaler.fit_transform(np.array(rows)), right)
    weights = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0] - weights @ scaler.mean_)
    return Regression(round(constant, 4), dict(zip(names, weights.round(4).tolist(), strict=True)))


def told_from(what: str, likelihoods: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> Iterator[str]:
    """How many are told from each bound on, and how many of them are wrong."""
    yield f"{len(right)} {what}: {right.mean():.3f} right, area under the curve {roc_auc_score(right, likelihoods):.3f}"
    for bound in np.arange(0.3, 0.95, 0.1):
        told = likelihoods >= bound
        yield f"  from {bound:.1f} on: {told.sum()} told, {1 - right[told].mean():.3f} wrong, {right[told].sum()} right"
