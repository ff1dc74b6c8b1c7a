"""Learned weights as JSON and back: only what was learned, to lay over what is stated."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wellspent.reach.role_weights import Points, RoleWeights, SignWeight
from wellspent.reach.titles.prior_file import stated_points
from wellspent.reach.titles.title_points import TitlePoints
from wellspent.records.buying_role import BuyingRole, SignOfRole
from wellspent.records.title import TitleLevel


def weights_as_json(weights: RoleWeights) -> str:
    """Return what was learned as a text."""
    return json.dumps(
        {
            "cases": weights.cases,
            "signs": {
                kind.value: {
                    "points": _as_json(of_kind.points),
                    "errors": _as_json(of_kind.errors),
                    "cases": of_kind.cases,
                }
                for kind, of_kind in weights.signs.items()
            },
            "titles": _titles_as_json(weights.titles) if weights.titles else None,
        },
        ensure_ascii=False,
    )


def weights_from_json(text: str, stated: RoleWeights) -> RoleWeights:
    """Return stated weights with what was learned in their place."""
    value: dict[str, Any] = json.loads(text)
    learned = {
        SignOfRole(kind): _sign(entry, stated.signs[SignOfRole(kind)])
        for kind, entry in value["signs"].items()
    }
    titles = value["titles"]
    return replace(
        stated,
        signs={**stated.signs, **learned},
        cases=value["cases"],
        titles=_titles(titles) if titles else None,
    )


def _sign(entry: Mapping[str, Any], stated: SignWeight) -> SignWeight:
    return replace(
        stated,
        points=_points(entry["points"]),
        errors=_points(entry["errors"]),
        cases=entry["cases"],
    )


def _as_json(points: Points) -> dict[str, float]:
    return {role.value: value for role, value in points.items()}


def _points(entry: Mapping[str, float]) -> Points:
    return {BuyingRole(role): value for role, value in entry.items()}


def _titles_as_json(titles: TitlePoints) -> dict[str, Any]:
    return {
        "weights": [[*cell, _as_json(found)] for cell, found in titles.weights.items()],
        "signers": [[*cell, count] for cell, count in titles.signers.items()],
    }


def _titles(entry: Mapping[str, Any]) -> TitlePoints:
    return TitlePoints(
        stated_points(),
        {
            (TitleLevel(level), group, size): _points(found)
            for level, group, size, found in entry["weights"]
        },
        {(TitleLevel(level), size): count for level, size, count in entry["signers"]},
    )
