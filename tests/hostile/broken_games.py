"""Files whose payoff tables, trees or stages are wrong."""

from __future__ import annotations

from hostile.broken_file import (
    FLAT,
    INCONSISTENT,
    MALFORMED,
    NORMAL,
    STAGES,
    TREE,
    BrokenFile,
    changed,
    normal_with_actions,
)

TABLES = [
    BrokenFile(
        "missing row",
        normal_with_actions("[[[3, 1], [0, 0]]]"),
        INCONSISTENT,
        "5:10",
        "missing are the payoffs of (Bottom)",
    ),
    BrokenFile(
        "missing cell",
        normal_with_actions("[[[3, 1]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:11",
        "missing are the payoffs of (Top, Right)",
    ),
    BrokenFile(
        "surplus cell",
        normal_with_actions("[[[3, 1], [0, 0], [2, 2]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:28",
        "after (Top), got 3",
    ),
    BrokenFile(
        "missing payoff",
        normal_with_actions("[[[3], [0, 0]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:12",
        "at (Top, Left), got none of 'column'",
    ),
    BrokenFile(
        "surplus payoff",
        normal_with_actions("[[[3, 1, 2], [0, 0]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:12",
        "expected 2 payoffs of (Top, Left), got 3",
    ),
    BrokenFile(
        "number for a cell",
        normal_with_actions("[[3, [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:12",
        "a list of 2 payoffs of (Top, Left), got '3'",
    ),
    BrokenFile(
        "number for a row",
        normal_with_actions("[3, [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:11",
        "each action of 'column' after (Top), got '3'",
    ),
    BrokenFile(
        "infinite payoff", normal_with_actions("[[[inf, 1], [0, 0]], [[0, 0], [1, 3]]]"), MALFORMED, "5:13", "inf"
    ),
    BrokenFile(
        "too deep a table",
        normal_with_actions("[[[[3], 1], [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:13",
        "got a list",
    ),
    BrokenFile(
        "unknown action",
        normal_with_actions("{Top: {Left: [3, 1], Riht: [0, 0]}, Bottom: {Left: [0, 0], Right: [1, 3]}}"),
        INCONSISTENT,
        "5:31",
        "got 'Riht'; did you mean 'Right'?",
    ),
    BrokenFile(
        "missing action",
        normal_with_actions("{Top: {Left: [3, 1], Right: [0, 0]}, Bottom: {Left: [0, 0]}}"),
        INCONSISTENT,
        "5:55",
        "after (Bottom), got none of 'Right'",
    ),
    BrokenFile(
        "unknown player in a cell",
        normal_with_actions("{Top: {Left: {row: 3, colum: 1}, Right: [0, 0]}, Bottom: [[0, 0], [1, 3]]}"),
        INCONSISTENT,
        "5:32",
        "did you mean 'column'?",
    ),
    BrokenFile("payoffs of one player", normal_with_actions("{row: 1}"), INCONSISTENT, "5:10", "got none of 'column'"),
    BrokenFile(
        "payoffs of a stranger",
        normal_with_actions("{row: 1, column: 2, table: 3}"),
        INCONSISTENT,
        "5:30",
        "got 'table'",
    ),
    BrokenFile("payoffs as text", normal_with_actions("none"), MALFORMED, "5:10", "got 'none'"),
    BrokenFile(
        "actions of a stranger",
        changed(NORMAL, "column: [Left", "colum: [Left"),
        INCONSISTENT,
        "4:31",
        "did you mean 'column'?",
    ),
    BrokenFile(
        "no actions",
        changed(NORMAL, "[Top, Bottom]", "[]"),
        INCONSISTENT,
        "4:16",
        "at least one action of player 'row'",
    ),
    BrokenFile(
        "same action twice", changed(NORMAL, "[Top, Bottom]", "[Top, Top]"), MALFORMED, "4:22", "got 'Top' twice"
    ),
    BrokenFile(
        "csv from standard input",
        normal_with_actions("{csv: table.csv}"),
        MALFORMED,
        "5:16",
        "on standard input, got the file 'table.csv'",
    ),
]

TREES = [
    BrokenFile(
        "unknown node",
        changed(FLAT, "In: second", "In: secnd"),
        INCONSISTENT,
        "5:50",
        "got 'secnd'; did you mean 'second'?",
    ),
    BrokenFile(
        "node that nothing leads to", FLAT + "  lost: {payoffs: [1, 1]}\n", INCONSISTENT, "10:3", "leads to node 'lost'"
    ),
    BrokenFile(
        "node reached twice",
        changed(FLAT, "Right: right", "Right: left"),
        INCONSISTENT,
        "6:66",
        "got 'left' again (first from 6:53)",
    ),
    BrokenFile(
        "back to the first node",
        changed(FLAT, "Right: right", "Right: first"),
        INCONSISTENT,
        "6:66",
        "got the first node",
    ),
    BrokenFile(
        "circle",
        FLAT + "  x: {player: a, actions: {On: y}}\n  y: {player: b, actions: {On: x}}\n",
        INCONSISTENT,
        "10:3",
        "got the circle",
    ),
    BrokenFile(
        "node that leads to itself", FLAT + "  x: {player: a, actions: {On: x}}\n", INCONSISTENT, "10:3", "circle 'x'"
    ),
    BrokenFile(
        "terminal without payoffs",
        changed(FLAT, "{payoffs: [1, 2]}", "{}"),
        INCONSISTENT,
        "8:3",
        "expected 'payoffs' where play ends",
    ),
    BrokenFile(
        "payoffs of one player only",
        changed(FLAT, "[1, 2]", "[1]"),
        INCONSISTENT,
        "8:19",
        "expected 2 payoffs ('a', 'b'), got 1",
    ),
    BrokenFile(
        "missing payoff at a terminal", changed(FLAT, "{a: 3, b: 1}", "{a: 3}"), INCONSISTENT, "9:20", "got none of 'b'"
    ),
    BrokenFile(
        "unequal actions",
        FLAT.replace("Out: out", "Out: again")
        + "  again: {player: b, infoset: two, actions: {Left: out, Middle: more}}\n  more: {payoffs: [0, 0]}\n",
        INCONSISTENT,
        "10:3",
        "information set 'two' (at 6:3)",
    ),
    BrokenFile(
        "unknown mover",
        changed(FLAT, "player: b", "player: c"),
        INCONSISTENT,
        "6:20",
        "expected the key of a player ('a', 'b'), got 'c'",
    ),
    BrokenFile(
        "player and chance",
        changed(FLAT, "player: b,", "player: b, chance: c,"),
        MALFORMED,
        "6:23",
        "either 'player' or 'chance'",
    ),
    BrokenFile(
        "player without actions",
        changed(FLAT, ", actions: {Left: left, Right: right}", ""),
        MALFORMED,
        "6:3",
        "expected the key 'actions'",
    ),
    BrokenFile(
        "actions without player",
        changed(FLAT, "player: b, infoset: two, ", ""),
        MALFORMED,
        "6:12",
        "expected no 'actions'",
    ),
    BrokenFile(
        "no actions at a node",
        changed(FLAT, "{Left: left, Right: right}", "{}"),
        INCONSISTENT,
        "6:46",
        "at least one action",
    ),
    BrokenFile("no nodes", FLAT[: FLAT.index("nodes:")] + "nodes: {}\n", INCONSISTENT, "4:8", "at least one node"),
    BrokenFile(
        "unknown outcome",
        changed(FLAT, "payoffs: [1, 2]", "outcome: win") + "outcomes: {wim: {payoffs: [1, 2]}}\n",
        INCONSISTENT,
        "8:19",
        "did you mean 'wim'?",
    ),
    BrokenFile(
        "payoffs and outcome",
        changed(FLAT, "payoffs: [1, 2]", "payoffs: [1, 2], outcome: win"),
        MALFORMED,
        "8:27",
        "either 'payoffs' or 'outcome'",
    ),
    BrokenFile("probabilities that sum to less", changed(TREE, "rest", "1/3"), INCONSISTENT, "", "sum to 1"),
    BrokenFile("probabilities that sum to more", changed(TREE, "1/3", "4/3"), INCONSISTENT, "", "4/3"),
    BrokenFile("negative probability", changed(TREE, "1/3", "-1/3"), INCONSISTENT, "", "-1/3"),
    BrokenFile("rest twice", changed(TREE, "1/3", "rest"), INCONSISTENT, "11:20", "'rest' at one branch"),
    BrokenFile(
        "branch without probability",
        changed(TREE, "      probability: 1/3\n", ""),
        MALFORMED,
        "8:7",
        "expected the key 'probability' in branch 'Sun'",
    ),
    BrokenFile(
        "branch without node",
        changed(TREE, "      next: {payoffs: {a: 1, b: 2}}\n", ""),
        MALFORMED,
        "8:7",
        "expected the key 'next'",
    ),
    BrokenFile(
        "node as a name",
        changed(TREE, "{payoffs: {a: 1, b: 2}}", "sunny"),
        MALFORMED,
        "9:13",
        "the node of a tree as a mapping, got 'sunny'",
    ),
    BrokenFile(
        "no branches",
        "gametheory: 1\nform: extensive\nplayers: [a]\ntree: {chance: c, branches: {}}\n",
        INCONSISTENT,
        "4:29",
        "at least one branch",
    ),
]

STAGED = [
    BrokenFile("no stages", STAGES[: STAGES.index("  - ")] + "  []\n", INCONSISTENT, "5:3", "at least one stage"),
    BrokenFile(
        "stage without name",
        changed(STAGES, "name: answer, ", ""),
        MALFORMED,
        "6:5",
        "expected the key 'name' in a stage",
    ),
    BrokenFile(
        "stage twice",
        changed(STAGES, "name: answer", "name: entry"),
        INCONSISTENT,
        "6:12",
        "got 'entry' again (first at 5:12)",
    ),
    BrokenFile(
        "stage without mover",
        changed(
            STAGES,
            "player: b, actions: {Fight: {war: 1}, Share: {war: 0}}, when: entry.inside, observes: [entry]",
            "when: 1",
        ),
        MALFORMED,
        "6:5",
        "expected 'player', 'chance' or 'payoffs' at stage 'answer'",
    ),
    BrokenFile(
        "stage without actions",
        changed(STAGES, ", actions: {In: {inside: 1}, Out: {inside: 0}}", ""),
        MALFORMED,
        "5:5",
        "expected the key 'actions' at stage 'entry'",
    ),
    BrokenFile(
        "stage of a stranger",
        changed(STAGES, "player: b", "player: bb"),
        INCONSISTENT,
        "6:28",
        "got 'bb'; did you mean 'b'?",
    ),
    BrokenFile(
        "observes a word",
        changed(STAGES, "[entry]", "entry"),
        MALFORMED,
        "6:106",
        "'all' or a list of earlier stages, got 'entry'; write [entry]",
    ),
    BrokenFile("observes a stranger", changed(STAGES, "[entry]", "[enty]"), INCONSISTENT, "6:107", "entry"),
    BrokenFile(
        "chance without probability",
        changed(
            STAGES,
            "player: a, actions: {In: {inside: 1}, Out: {inside: 0}}",
            "chance: {In: {inside: 1}, Out: {inside: 0, probability: rest}}",
        ),
        MALFORMED,
        "5:32",
        "expected the key 'probability' in branch 'In'",
    ),
    BrokenFile(
        "misspelled attribute", changed(STAGES, "2 * answer.war", "2 * answer.wra"), INCONSISTENT, "8:25", "war"
    ),
    BrokenFile(
        "stages without payoffs",
        STAGES[: STAGES.index("payoffs:")],
        INCONSISTENT,
        "5:3",
        "expected 'payoffs' beside 'stages'",
    ),
    BrokenFile(
        "block inside a block",
        changed(
            STAGES,
            "  - {name: entry",
            "  - {repeat: i, over: [x, y], stages: [{repeat: j, over: [z], stages: []}]}\n  - {name: entry",
        ),
        MALFORMED,
        "5:40",
        "got another block",
    ),
    BrokenFile(
        "block without rounds",
        changed(
            STAGES,
            "  - {name: entry",
            "  - {repeat: i, over: [], stages: [{name: s, payoffs: {a: 1}}]}\n  - {name: entry",
        ),
        INCONSISTENT,
        "5:23",
        "at least one value to repeat over",
    ),
]
