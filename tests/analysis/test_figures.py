"""Diversification, orientation and comparison, on tables so small that a reader can check them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import analysis
from timeline.analysis.bootstrap import draws, generator
from timeline.analysis.diversity import hill_rows
from timeline.analysis.figures import figures
from timeline.analysis.sample import sample
from timeline.errors import UnknownValueError

Tables = tuple[pd.DataFrame, pd.DataFrame]
BLOC = {"FRA": "west", "USA": "west", "RUS": "russia-allies", "CHN": "china-asia", "TUR": "middle-east"}


def tables(*rows: tuple[str, int, float, dict[str, str]]) -> Tables:
    """Events (day, significance, score, partners with their orientation), and their participants."""
    ids = [f"e{number:03}" for number in range(len(rows))]
    events = pd.DataFrame(
        {
            "event_id": ids,
            "date_plot": pd.to_datetime([row[0] for row in rows]),
            "significance": [row[1] for row in rows],
            "plover_score": [row[2] for row in rows],
        }
    )
    pairs = [(i, code, toward, BLOC[code]) for i, row in zip(ids, rows, strict=True) for code, toward in row[3].items()]
    return events, pd.DataFrame(pairs, columns=["event_id", "partner", "orientation", "bloc"])


@pytest.fixture(scope="module")
def small() -> Tables:
    return tables(
        ("2022-01-10", 3, 4.0, {"FRA": "toward"}),
        ("2022-02-10", 1, 4.0, {"FRA": "toward", "USA": "toward"}),
        ("2022-03-10", 2, -5.0, {"RUS": "away"}),
        ("2022-04-10", 2, -1.0, {"CHN": "toward"}),
        ("2022-05-10", 2, 2.0, {"TUR": "neutral"}),
        ("2024-01-10", 3, 8.0, {"RUS": "toward", "FRA": "away"}),
        ("2024-02-10", 2, 2.0, {"TUR": "toward"}),
        ("2024-03-10", 1, 2.0, {"CHN": "toward"}),
        ("2024-04-10", 3, -6.0, {"FRA": "away", "USA": "away"}),
    )


def year(found: pd.DataFrame, number: int) -> dict[str, Any]:
    """The row of a calendar year."""
    return found[found["window_start"].dt.year == number].iloc[0].to_dict()


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        ("significance", [4, 1, 2]),  # France 3 + 1, United States 1, China 2
        ("equal", [2, 1, 1]),
        ("turning-points", [1]),
        ("plover", [8, 4]),  # China's event scores below 0 and is left out
    ],
)
def test_weights_make_the_shares(small: Tables, weights: str, shares: list[int]) -> None:
    found = analysis.diversification(
        "YS", step="YS", events=small[0], participants=small[1], weights=weights, samples=20
    )
    row = year(found, 2022)
    parts = np.array(shares) / sum(shares)
    assert row["n_partners"] == len(shares) == row["hill_0"]
    assert row["hhi"] == pytest.approx((parts**2).sum())
    assert row["hill_1"] == pytest.approx(math.exp(-(parts * np.log(parts)).sum()))
    assert row["hill_2"] == pytest.approx(1 / (parts**2).sum())


def test_standardised_figures_use_counts_not_weights(small: Tables) -> None:
    found = {
        weights: year(
            analysis.diversification(
                "YS", step="YS", events=small[0], participants=small[1], weights=weights, samples=20, size=3
            ),
            2022,
        )
        for weights in ("significance", "equal")
    }
    for row in found.values():
        assert (row["n_events"], row["n_pairs"]) == (3, 4)
        assert row["hill_1_rarefied"] == pytest.approx(analysis.rarefied([2, 1, 1], 3))
        assert row["sample_coverage"] == pytest.approx(0.625)
    assert found["equal"]["hill_1"] != pytest.approx(found["significance"]["hill_1"])


def test_an_empty_window_has_no_diversity(small: Tables) -> None:
    row = year(
        analysis.diversification("YS", step="YS", events=small[0], participants=small[1], samples=20),
        2023,
    )
    assert (row["n_events"], row["n_pairs"], row["n_partners"]) == (0, 0, 0)
    assert all(math.isnan(row[name]) for name in ("hhi", "hill_0", "hill_1", "hill_1_low", "hill_1_rarefied"))


def test_windows_outside_the_research_are_flagged_and_set_no_reference() -> None:
    rows = [(f"2015-0{month}-01", 1, 1.0, {"FRA": "toward"}) for month in range(1, 7)]
    rows += [
        (f"2022-{month:02}-01", 1, 1.0, {code: "toward"})
        for month, code in zip(range(1, 9), [*BLOC, *BLOC], strict=False)
    ]
    events, participants = tables(*rows)
    found = analysis.diversification("YS", step="YS", events=events, participants=participants, samples=20)
    assert found.loc[found["systematic"], "window_start"].dt.year.tolist() == [2022]
    assert set(found["size"]) == {8}
    assert math.isnan(year(found, 2015)["hill_1_rarefied"])


def test_no_event_no_row(small: Tables) -> None:
    events, participants = small[0].head(0), small[1].head(0)
    found = analysis.diversification(events=events, participants=participants)
    assert found.empty
    full = analysis.diversification(events=small[0], participants=small[1], samples=5)
    assert found.dtypes.to_dict() == full.dtypes.to_dict()
    assert analysis.net_orientation(events=events, participants=participants).empty
    assert analysis.compare(events=events, participants=participants)["before"].iloc[0] == 0
    assert analysis.compare_groups(events=events, participants=participants).empty


def test_a_seed_gives_the_same_interval_and_another_seed_another(small: Tables) -> None:
    def run(seed: int) -> pd.DataFrame:
        return analysis.diversification("YS", step="YS", events=small[0], participants=small[1], samples=50, seed=seed)

    pd.testing.assert_frame_equal(run(1), run(1))
    assert not run(1)["hill_1_low"].equals(run(2)["hill_1_low"])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(state: int) -> None:
    events, participants = tables(
        ("2022-01-10", 3, 4.0, {"FRA": "toward"}),
        ("2022-01-10", 1, 4.0, {"FRA": "toward", "USA": "toward"}),
        ("2022-04-10", 2, 1.0, {"CHN": "toward", "RUS": "away"}),
        ("2024-04-10", 2, 1.0, {"RUS": "toward"}),
    )
    mixed: dict[str, Any] = {
        "events": events.sample(frac=1, random_state=state % 2**32),
        "participants": participants.sample(frac=1, random_state=(state + 1) % 2**32),
    }
    straight: dict[str, Any] = {"events": events, "participants": participants}
    for figure in (analysis.diversification, analysis.net_orientation):
        pd.testing.assert_frame_equal(
            figure("YS", step="YS", samples=9, **straight), figure("YS", step="YS", samples=9, **mixed)
        )
    for figure in (analysis.compare, analysis.compare_groups):
        pd.testing.assert_frame_equal(figure(samples=9, **straight), figure(samples=9, **mixed))


def test_a_window_keeps_its_interval_whatever_else_is_asked(small: Tables) -> None:
    def interval(step: str) -> list[float]:
        found = analysis.diversification("YS", step=step, events=small[0], participants=small[1], samples=50)
        row = found[found["window_end"] == "2022-12-31"].iloc[0]
        return [row["hill_1_low"], row["hill_1_high"]]

    assert interval("YS") == interval("MS")


def test_intervals_hold_their_estimate(small: Tables) -> None:
    found = analysis.diversification("YS", step="YS", events=small[0], participants=small[1], samples=200, size=3)
    row = year(found, 2022)
    assert row["hill_1_low"] < row["hill_1"] < row["hill_1_high"]
    assert row["hill_1_rarefied_low"] < row["hill_1_rarefied"] < row["hill_1_rarefied_high"]


def test_a_resample_draws_as_many_events_as_there_are() -> None:
    drawn = draws(7, 1000, generator(1))
    assert set(drawn.sum(axis=1)) == {7}
    assert drawn.mean() == 1
    assert draws(0, 3, generator(1)).shape == (3, 0)


def test_intervals_of_many_equal_partners_cover_as_promised() -> None:
    """Samples of 60 from 8 known partners: the interval of the rarefied figure holds its expectation as promised."""
    random = np.random.default_rng(3)
    truth = np.array([0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05])
    many = random.multinomial(20, truth, size=20_000)
    expected = math.exp(np.log(hill_rows(many.astype(float))).mean())
    hits, codes = 0, [f"P{number}" for number in range(8)]
    for trial in range(150):
        counts = random.multinomial(60, truth)
        one = sample(
            pd.DataFrame(
                {"event_id": [f"{n:03}" for n in range(60)], "partner": np.repeat(codes, counts), "weight": 1.0}
            )
        )
        row = figures(one, 20, 0.9, samples=200, level=0.9, random=generator(trial))
        hits += row["hill_1_rarefied_low"] <= expected <= row["hill_1_rarefied_high"]
    assert 0.82 <= hits / 150 <= 0.97


def test_net_orientation_by_hand(small: Tables) -> None:
    found = analysis.net_orientation("YS", step="YS", events=small[0], participants=small[1], samples=100)
    west = found.query("bloc == 'west'")
    assert west["n_events"].tolist() == [2, 0, 2]
    assert west["toward"].tolist() == [5, 0, 0]  # France 3 and 1, the United States 1
    assert west["away"].tolist() == [0, 0, 9]  # 3 + 3 + 3
    assert west["net"].tolist() == [5, 0, -9]
    assert west["balance"].tolist()[::2] == [1, -1]
    assert math.isnan(west["balance"].tolist()[1])
    assert west.query("net_low <= net <= net_high").index.equals(west.index)
    turkey = found[(found["bloc"] == "middle-east") & (found["window_start"].dt.year == 2022)].iloc[0]
    assert (turkey["neutral"], turkey["net"]) == (2, 0)


def test_orientation_under_plover_weighs_conflict_too(small: Tables) -> None:
    found = analysis.net_orientation(
        "YS", step="YS", by="partner", weights="plover", events=small[0], participants=small[1], samples=9
    )
    row = found[(found["partner"] == "FRA") & (found["window_start"].dt.year == 2024)].iloc[0]
    assert row["net"] == -14  # 8 and |-6|


def test_comparison_by_hand(small: Tables) -> None:
    found = analysis.compare(events=small[0], participants=small[1], samples=50).set_index("measure")
    assert found.loc["n_pairs", ["before", "after", "difference"]].tolist() == [4, 3, -1]
    assert found.loc["hill_0", ["before", "after"]].tolist() == [3, 3]
    assert found.loc["hill_1_rarefied", "before"] == pytest.approx(analysis.rarefied([2, 1, 1], 3))
    assert found.loc["hill_1_rarefied", "after"] == pytest.approx(3)
    assert found.loc["hill_1", "low"] <= found.loc["hill_1", "difference"] <= found.loc["hill_1", "high"]
    assert set(found["before_start"]) == {pd.Timestamp("2021-04-01")}
    assert set(found["before_end"]) == {pd.Timestamp("2023-07-25")}
    assert set(found["after_end"]) == {pd.Timestamp("2026-03-31")}


def test_groups_by_hand(small: Tables) -> None:
    found = analysis.compare_groups(events=small[0], participants=small[1], samples=50).set_index(["measure", "bloc"])
    assert found.loc[("share", "west"), ["before", "after"]].tolist() == pytest.approx([5 / 7, 0])
    assert found.loc[("share", "russia-allies"), ["before", "after"]].tolist() == pytest.approx([0, 3 / 6])
    assert found.loc[("balance", "russia-allies"), ["before", "after"]].tolist() == [-1, 1]
    assert found.loc["share", ["before", "after"]].sum().tolist() == pytest.approx([1, 1])


def test_landmarks_never_enter_a_comparison(small: Tables) -> None:
    events, participants = small
    early = events.assign(event_id="x" + events["event_id"], date_plot=events["date_plot"] - pd.DateOffset(years=9))
    both: dict[str, Any] = {
        "events": pd.concat([events, early], ignore_index=True),
        "participants": pd.concat(
            [participants, participants.assign(event_id="x" + participants["event_id"])], ignore_index=True
        ),
    }
    pd.testing.assert_frame_equal(
        analysis.compare(events=events, participants=participants, samples=9), analysis.compare(samples=9, **both)
    )


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"weights": "importance"}, "turning-points"),
        ({"weights": None}, "turning-points"),
        ({"window": "1 year"}, "365D"),
        ({"step": "hourly"}, "365D"),
        ({"samples": 0}, "1 or more"),
        ({"samples": True}, "1 or more"),
        ({"seed": -1}, "0 or more"),
        ({"level": 95}, "0.95"),
        ({"size": 0}, "1 or more"),
        ({"coverage": 2}, "between 0 and 1"),
    ],
)
def test_wrong_arguments_say_what_to_use(small: Tables, wrong: dict[str, Any], hint: str) -> None:
    with pytest.raises(UnknownValueError, match=hint):
        analysis.diversification(**{"events": small[0], "participants": small[1], **wrong})


@pytest.mark.parametrize(
    "wrong", [{"date": "2020-01-01"}, {"date": "2026-04-01"}, {"date": "soon"}, {"span": "900D"}, {"date": None}]
)
def test_comparisons_stay_inside_the_research(small: Tables, wrong: dict[str, Any]) -> None:
    with pytest.raises(UnknownValueError, match="use a d"):
        analysis.compare(**{"events": small[0], "participants": small[1], **wrong})


def test_unusable_tables_are_named(small: Tables) -> None:
    with pytest.raises(UnknownValueError, match=r"participants has no column bloc.*load_participants"):
        analysis.diversification(events=small[0], participants=small[1].drop(columns="bloc"))
    with pytest.raises(UnknownValueError, match="an event twice"):
        analysis.diversification(events=pd.concat([small[0], small[0]]), participants=small[1])
    with pytest.raises(UnknownValueError, match="use one of partner, bloc"):
        analysis.net_orientation(events=small[0], participants=small[1], by="continent")
