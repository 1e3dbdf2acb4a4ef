from __future__ import annotations

from gametheory import load, solve
from gametheory.studies.regimes import Regime, regime
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, read_regime, regime_json, regime_key, regime_words

TWO: Regime = (
    ((("a", "", ("L", "R")), ("b", "", ("U",))),),
    ((("a", "x", ()),), (("a", "x", ("L",)),)),
)


def test_texts_are_read_again() -> None:
    assert read_regime(regime_json(TWO)) == TWO
    found = regime(solve(load("trust_game")))
    assert found is not None
    assert read_regime(regime_json(found)) == found
    assert read_regime(regime_json(())) == ()


def test_keys_tell_regimes_apart_and_stay_the_same() -> None:
    assert regime_key(regime_json(TWO)) == regime_key(regime_json(TWO)) != regime_key(regime_json(TWO[:1]))
    assert NO_REGIME != regime_key("x") < 2**64


def test_words() -> None:
    model = load("price_monitoring")
    assert regime_words((), model) == "no equilibrium"
    assert regime_words((((("amazon", "", ("Ignore",)), ("seller", "", ("Delist",))),),), model) == (
        "Amazon: Ignore; Top seller: Delist"
    )
