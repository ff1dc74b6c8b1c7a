"""The learners that the scorecard is measured against, each fitted and asked the same way.

A peer takes training columns, their outcomes and test columns as pandas frames, and returns the
probabilities of the test rows. Settings are the packages' own defaults unless said.
"""

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from catboost import CatBoostClassifier
from interpret.glassbox import ExplainableBoostingClassifier
from lightgbm import LGBMClassifier
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegressionCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")

SMOOTHING = 0.1
Peer = Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]


def naive_bayes(train: pd.DataFrame, outcome: np.ndarray, test: pd.DataFrame) -> np.ndarray:
    """Categorical naive Bayes with +0.1 smoothing; numbers in five quantile bins.

    A missing value counts as a value of its own; a value not seen in training says nothing.
    """
    won = outcome == 1
    log_odds = np.full(len(test), np.log((won.sum() + SMOOTHING) / ((~won).sum() + SMOOTHING)))
    for name in train.columns:
        seen, asked = _as_words(train[name], test[name])
        values = pd.unique(seen)
        in_won = seen[won].value_counts().reindex(values, fill_value=0) + SMOOTHING
        in_lost = seen[~won].value_counts().reindex(values, fill_value=0) + SMOOTHING
        points = np.log(in_won / in_won.sum()) - np.log(in_lost / in_lost.sum())
        log_odds += asked.map(points).fillna(0.0).to_numpy()
    return 1.0 / (1.0 + np.exp(-np.clip(log_odds, -500, 500)))


def _as_words(train: pd.Series, test: pd.Series) -> tuple[pd.Series, pd.Series]:
    if pd.api.types.is_numeric_dtype(train):
        edges = (
            np.unique(np.nanquantile(train, [0.2, 0.4, 0.6, 0.8])) if train.notna().any() else []
        )
        return tuple(
            pd.Series(np.where(one.isna(), -1, np.searchsorted(edges, one, side="left"))).astype(
                str
            )
            for one in (train, test)
        )
    return tuple(
        one.astype(object).where(one.notna(), "(missing)").astype(str).reset_index(drop=True)
        for one in (train, test)
    )


def logistic_regression(train: pd.DataFrame, outcome: np.ndarray, test: pd.DataFrame) -> np.ndarray:
    """One-hot logistic regression, L2 strength by cross-validated log loss."""
    numbers, words = _split(train)
    prepare = make_column_transformer(
        (
            make_pipeline(
                SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
                StandardScaler(),
            ),
            numbers,
        ),
        (OneHotEncoder(handle_unknown="ignore"), words),
    )
    learner = LogisticRegressionCV(
        Cs=np.logspace(-3, 2, 11), cv=5, scoring="neg_log_loss", max_iter=2000
    )
    model = make_pipeline(prepare, learner).fit(_with_words(train, words), outcome)
    return model.predict_proba(_with_words(test, words))[:, 1]


def light_gbm(train: pd.DataFrame, outcome: np.ndarray, test: pd.DataFrame) -> np.ndarray:
    """LightGBM with its own categories."""
    _, words = _split(train)
    train, test = train.copy(), test.copy()
    for name in words:
        kinds = pd.CategoricalDtype(train[name].dropna().unique())
        train[name], test[name] = train[name].astype(kinds), test[name].astype(kinds)
    train.columns = test.columns = [f"c{place}" for place in range(train.shape[1])]
    model = LGBMClassifier(verbose=-1, n_jobs=1, random_state=0).fit(train, outcome)
    return model.predict_proba(test)[:, 1]


def cat_boost(train: pd.DataFrame, outcome: np.ndarray, test: pd.DataFrame) -> np.ndarray:
    """CatBoost with its own categories."""
    _, words = _split(train)
    model = CatBoostClassifier(
        cat_features=words, verbose=False, random_seed=0, thread_count=1, allow_writing_files=False
    )
    model.fit(_with_words(train, words), outcome)
    return model.predict_proba(_with_words(test, words))[:, 1]


def explainable_boosting(
    train: pd.DataFrame, outcome: np.ndarray, test: pd.DataFrame
) -> np.ndarray:
    """An explainable boosting machine without interactions."""
    _, words = _split(train)
    model = ExplainableBoostingClassifier(interactions=0, n_jobs=1, random_state=0)
    model.fit(_with_words(train, words), outcome)
    return model.predict_proba(_with_words(test, words))[:, 1]


def _split(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    numbers = [name for name in frame if pd.api.types.is_numeric_dtype(frame[name])]
    return numbers, [name for name in frame if name not in numbers]


def _with_words(frame: pd.DataFrame, words: list[str]) -> pd.DataFrame:
    frame = frame.copy()
    for name in words:
        column = frame[name].astype(object)
        frame[name] = column.where(column.notna(), "(missing)").astype(str)
    return frame


PEERS: dict[str, Peer] = {
    "CRM naive Bayes": naive_bayes,
    "logistic regression": logistic_regression,
    "LightGBM": light_gbm,
    "CatBoost": cat_boost,
    "EBM": explainable_boosting,
}
