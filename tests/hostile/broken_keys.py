"""Files whose keys, parameters, formulas or expectations are wrong."""

from __future__ import annotations

from hostile.broken_file import (
    FLAT,
    FORMULAS,
    INCONSISTENT,
    MALFORMED,
    NORMAL,
    STAGES,
    UNSUPPORTED,
    BrokenFile,
    changed,
)

KEYS = [
    BrokenFile(
        "misspelled key",
        changed(NORMAL, "payoffs", "payofs"),
        MALFORMED,
        "5:1",
        "got 'payofs'; did you mean 'payoffs'?",
    ),
    BrokenFile(
        "missing players",
        changed(NORMAL, "players: {row: Row, column: Column}\n", ""),
        MALFORMED,
        "1:1",
        "expected the key 'players'",
    ),
    BrokenFile(
        "missing version", NORMAL.removeprefix("gametheory: 1\n"), MALFORMED, "1:1", "expected the key 'gametheory'"
    ),
    BrokenFile(
        "other version",
        changed(NORMAL, "gametheory: 1", "gametheory: 2"),
        MALFORMED,
        "1:13",
        "expected 1 as 'gametheory'",
    ),
    BrokenFile(
        "unknown form", changed(NORMAL, "normal", "nromal"), MALFORMED, "2:7", "got 'nromal'; did you mean 'normal'?"
    ),
    BrokenFile("form as a list", changed(NORMAL, "normal", "[normal]"), MALFORMED, "2:7", "as 'form', got a list"),
    BrokenFile("missing form", changed(NORMAL, "form: normal\n", ""), MALFORMED, "1:1", "expected the key 'form'"),
    BrokenFile("key of the other form", NORMAL + "stages: []\n", MALFORMED, "6:1", "it belongs to form extensive"),
    BrokenFile("two notations", FLAT + "tree: {payoffs: [0, 0]}\n", MALFORMED, "4:1", "got 'tree' and 'nodes'"),
    BrokenFile(
        "no notation",
        "gametheory: 1\nform: extensive\nplayers: [a]\n",
        MALFORMED,
        "1:1",
        "expected one of 'tree', 'nodes' and 'stages'",
    ),
    BrokenFile(
        "payoffs beside a tree", FLAT + "payoffs: {a: 1, b: 2}\n", MALFORMED, "10:1", "expected payoffs at the nodes"
    ),
    BrokenFile("outcomes beside stages", STAGES + "outcomes: {}\n", MALFORMED, "10:1", "beside 'tree' or 'nodes'"),
    BrokenFile("title as a list", NORMAL + "title: [a]\n", MALFORMED, "6:8", "expected 'title' as text, got a list"),
    BrokenFile(
        "players as text",
        changed(NORMAL, "{row: Row, column: Column}", "both"),
        MALFORMED,
        "3:10",
        "expected 'players' as a mapping, got 'both'",
    ),
    BrokenFile(
        "no players", changed(NORMAL, "{row: Row, column: Column}", "{}"), INCONSISTENT, "3:10", "at least one player"
    ),
    BrokenFile(
        "player without a label",
        changed(NORMAL, "row: Row", "row: "),
        MALFORMED,
        "3:",
        "label of player 'row' as text, got nothing",
    ),
    BrokenFile(
        "player listed twice",
        changed(NORMAL, "{row: Row, column: Column}", "[row, row]"),
        MALFORMED,
        "3:16",
        "got 'row' twice",
    ),
    BrokenFile("policies as a list", NORMAL + "policies: []\n", MALFORMED, "6:11", "'policies' as a mapping"),
    BrokenFile("nothing as a key", NORMAL + ": 1\n", MALFORMED, "6:1", "got ':'"),
]

LATER = [
    BrokenFile(
        "a continuous choice",
        NORMAL + "choose: {fee: [0, 1]}\n",
        UNSUPPORTED,
        "6:1",
        "continuous choices come in a later version",
    ),
    BrokenFile("solve", NORMAL + "solve: {}\n", UNSUPPORTED, "6:1", "recognised 'solve'"),
    BrokenFile("select", NORMAL + "select: {}\n", UNSUPPORTED, "6:1", "recognised 'select'"),
    BrokenFile(
        "threshold of no parameter", NORMAL + "expect: [{threshold: 1}]\n", MALFORMED, "6:22", "as a mapping, got '1'"
    ),
]

PARAMETERS = [
    BrokenFile(
        "parameter without pedigree",
        changed(FORMULAS, ", source: article", ""),
        MALFORMED,
        "5:8",
        "either 'source' or 'assumption' in parameter 'fee', got neither",
    ),
    BrokenFile(
        "parameter with both",
        changed(FORMULAS, "source: article", "source: a, assumption: b"),
        MALFORMED,
        "5:8",
        "got both",
    ),
    BrokenFile(
        "parameter without value",
        changed(FORMULAS, "value: 0.15, ", ""),
        MALFORMED,
        "5:8",
        "expected the key 'value' in parameter 'fee'",
    ),
    BrokenFile(
        "parameter as a number",
        changed(FORMULAS, "{value: 0.15, range: [0, 1], source: article}", "0.15"),
        MALFORMED,
        "5:8",
        "parameter 'fee' as a mapping, got '0.15'",
    ),
    BrokenFile(
        "parameter outside its range", changed(FORMULAS, "0.15", "1.15"), INCONSISTENT, "5:16", "from 0 to 1, got 23/20"
    ),
    BrokenFile(
        "range upside down", changed(FORMULAS, "[0, 1]", "[1, 0]"), INCONSISTENT, "5:29", "got 1 before 0; swap them"
    ),
    BrokenFile("range of three", changed(FORMULAS, "[0, 1]", "[0, 1, 2]"), MALFORMED, "5:29", "got 3 numbers"),
    BrokenFile(
        "range of words", changed(FORMULAS, "[0, 1]", "[low, 1]"), MALFORMED, "5:30", "got 'low' as end of the range"
    ),
    BrokenFile(
        "infinite value", changed(FORMULAS, "0.15", ".inf"), MALFORMED, "5:16", "expected a finite number, got '.inf'"
    ),
    BrokenFile(
        "not a number", changed(FORMULAS, "0.15", "NaN"), MALFORMED, "5:16", "expected a finite number, got 'NaN'"
    ),
    BrokenFile(
        "value as a word",
        changed(FORMULAS, "0.15", "much"),
        MALFORMED,
        "5:16",
        "a number such as 3, 0.15 or -1/3, got 'much'",
    ),
    BrokenFile("divided by zero", changed(FORMULAS, "0.15", "1/0"), MALFORMED, "5:16", "denominator other than 0"),
    BrokenFile("thousands", changed(FORMULAS, "value: 0.15", "value: 1_000"), MALFORMED, "5:16", "got '1_000'"),
    BrokenFile("hexadecimal", changed(FORMULAS, "value: 0.15", "value: 0x10"), MALFORMED, "5:16", "got '0x10'"),
    BrokenFile(
        "misspelled key of a parameter", changed(FORMULAS, "range", "rnage"), MALFORMED, "5:22", "did you mean 'range'?"
    ),
    BrokenFile("impossible name", changed(FORMULAS, "  fee: {", "  my fee: {"), INCONSISTENT, "", "my fee"),
    BrokenFile(
        "name taken twice", changed(FORMULAS, "share_kept: 1 - fee", "row: 1 - fee"), INCONSISTENT, "10:3", "row"
    ),
    BrokenFile("unknown name", changed(FORMULAS, "1 - fee", "1 - fe"), INCONSISTENT, "10:19", "'fe'"),
    BrokenFile("broken formula", changed(FORMULAS, "1 - fee", "1 - * fee"), MALFORMED, "10:19", "got '*'"),
    BrokenFile(
        "tower of powers",
        changed(FORMULAS, "1 - fee", "9**9**9"),
        INCONSISTENT,
        "10:16",
        "an integer exponent from -64 to 64",
    ),
    BrokenFile(
        "attribute access",
        changed(FORMULAS, "1 - fee", "fee.__class__.__base__"),
        MALFORMED,
        "10:28",
        "an operator or the end of the formula, got '.'",
    ),
    BrokenFile(
        "call of python",
        changed(FORMULAS, "1 - fee", "__import__('os')"),
        MALFORMED,
        "10:15",
        "unknown function '__import__'",
    ),
    BrokenFile(
        "division by zero at the values", changed(FORMULAS, "1 - fee", "1 / (fee - 0.15)"), INCONSISTENT, "10:", "0"
    ),
    BrokenFile(
        "circle of definitions", changed(FORMULAS, "1 - fee", "share_kept + 1"), INCONSISTENT, "10:", "share_kept"
    ),
    BrokenFile(
        "empty formula",
        changed(FORMULAS, "1 - fee", ""),
        MALFORMED,
        "10:14",
        "'share_kept' as a formula, got nothing",
    ),
]

EXPECTATIONS = [
    BrokenFile(
        "misspelled expectation",
        NORMAL + "expect: [{num_extrem: 3}]\n",
        MALFORMED,
        "6:11",
        "did you mean 'num_extreme'?",
    ),
    BrokenFile(
        "expectation of nothing",
        NORMAL + "expect: [{concept: nash}]\n",
        MALFORMED,
        "6:10",
        "something that must come out",
    ),
    BrokenFile(
        "fraction of equilibria",
        NORMAL + "expect: [{num_extreme: 1/2}]\n",
        MALFORMED,
        "6:24",
        "a whole number of at least 0",
    ),
    BrokenFile(
        "unknown quantifier",
        NORMAL + "expect: [{equilibrium: most, num_pure: 2}]\n",
        MALFORMED,
        "6:24",
        "'some' or 'every'",
    ),
    BrokenFile(
        "probability as a list",
        NORMAL + "expect: [{probability: [1/2]}]\n",
        MALFORMED,
        "6:24",
        "as a mapping, got a list",
    ),
    BrokenFile(
        "probability of a word",
        NORMAL + "expect: [{probability: {row: {Top: likely}}}]\n",
        MALFORMED,
        "6:36",
        "got 'likely' as 'Top'",
    ),
    BrokenFile(
        "probability of a player",
        NORMAL + "expect: [{probability: {row: 1/2}}]\n",
        MALFORMED,
        "6:30",
        "'row' in 'probability'",
    ),
    BrokenFile("yes for true", NORMAL + "expect: [{unique_outcome: yes}]\n", MALFORMED, "6:27", "'true' or 'false'"),
    BrokenFile("path as text", NORMAL + "expect: [{path: Top}]\n", MALFORMED, "6:17", "as a list, got 'Top'"),
    BrokenFile(
        "expect as a mapping",
        NORMAL + "expect: {num_extreme: 3}\n",
        MALFORMED,
        "6:9",
        "'expect' as a list, got a mapping",
    ),
]
