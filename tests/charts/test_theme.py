"""The palettes: every code has its colour, and readers who see colours otherwise tell them apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from timeline.charts import theme
from timeline.codebook import load_codebook

# Machado, Oliveira and Fernandes 2009: how linear RGB looks without one of the three kinds of cones
_SIGHT = {
    "all cones": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
# Ottosson 2020: linear RGB to cones, and from their cube roots to Oklab; two colours 0.02 apart just differ
_CONES = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                   [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_OKLAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                   [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_LEAST, _LEAST_TO_ORIENTATION = 0.06, 0.045


def _linear(colour: str) -> NDArray[np.float64]:
    value = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _distance(one: str, other: str, sight: NDArray[np.float64]) -> float:
    seen = [_OKLAB @ np.cbrt(_CONES @ np.clip(sight @ _linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_every_bloc_and_orientation_has_a_colour() -> None:
    assert tuple(theme.BLOC_COLOURS) == load_codebook().codes("bloc")
    assert set(theme.ORIENTATION_COLOURS) == set(load_codebook().codes("orientation"))


@pytest.mark.parametrize("colour", theme.BLOC_COLOURS.values())
def test_bloc_colours_stand_out_from_the_paper(colour: str) -> None:
    luminance = _linear(colour) @ [0.2126, 0.7152, 0.0722]
    assert 1.05 / (luminance + 0.05) >= 3  # WCAG 2.2, 1.4.11: three to one


@pytest.mark.parametrize("sight", _SIGHT)
def test_colours_differ_for_every_reader(sight: str) -> None:
    blocs, orientations = theme.BLOC_COLOURS, theme.ORIENTATION_COLOURS
    for one, other in itertools.combinations(blocs, 2):
        assert _distance(blocs[one], blocs[other], _SIGHT[sight]) >= _LEAST, (one, other)
    for bloc, orientation in itertools.product(blocs, ("toward", "away")):
        distance = _distance(blocs[bloc], orientations[orientation], _SIGHT[sight])
        assert distance >= _LEAST_TO_ORIENTATION, (bloc, orientation)
