"""Broken and hostile trees in Gambit's format, and what they have to be told."""

from __future__ import annotations

from hostile.broken_file import INCONSISTENT, MALFORMED, BrokenFile

HEAD = 'EFG 2 R "t" { "A" "B" }\n""\n\n'
MOVE = 'p "" 1 1 "" { "l" "r" } 0\n'
END = 't "" 1 "" { 1, 2 }\n'
OTHER_END = 't "" 2 "" { 3, 4 }\n'

BROKEN_TREES = [
    BrokenFile("tree: empty", "", MALFORMED, "1:1", "expected 'EFG', got the end of the file"),
    BrokenFile("tree: blank", "  \n ", MALFORMED, "2:2", "expected 'EFG', got the end of the file"),
    BrokenFile("tree: a game file", "gametheory: 1\n", MALFORMED, "1:1", "expected 'EFG', got 'gametheory:'"),
    BrokenFile("tree: other version", 'EFG 1 R "t" { "A" } t "" 0', MALFORMED, "1:5", "expected '2', got '1'"),
    BrokenFile("tree: no version", 'EFG R "t" { "A" } t "" 0', MALFORMED, "1:5", "expected '2', got 'R'"),
    BrokenFile("tree: other letter", 'EFG 2 X "t" { "A" } t "" 0', MALFORMED, "1:7", "expected 'R' or 'D', got 'X'"),
    BrokenFile("tree: no title", 'EFG 2 R { "A" } t "" 0', MALFORMED, "1:9", "expected the title in quotes, got '{'"),
    BrokenFile(
        "tree: open title",
        'EFG 2 R "t { A } t',
        MALFORMED,
        "1:9",
        "expected the title in quotes, got a quote that is never closed",
    ),
    BrokenFile("tree: no players brace", 'EFG 2 R "t" "A" t "" 0', MALFORMED, "1:13", "expected '{', got the text 'A'"),
    BrokenFile(
        "tree: player unquoted",
        'EFG 2 R "t" { A } t "" 0',
        MALFORMED,
        "1:15",
        "expected a player's label in quotes or '}', got 'A'",
    ),
    BrokenFile(
        "tree: players end",
        'EFG 2 R "t" { "A"',
        MALFORMED,
        "1:18",
        "expected a player's label in quotes or '}', got the end of the file",
    ),
    BrokenFile(
        "tree: no players", 'EFG 2 R "t" { } t "" 0', INCONSISTENT, "1:13", "expected at least one player, got none"
    ),
    BrokenFile(
        "tree: no nodes",
        'EFG 2 R "t" { "A" "B" }\n"c"\n',
        MALFORMED,
        "3:1",
        "expected a node for each action, got the end of the file",
    ),
    BrokenFile(
        "tree: two comments",
        'EFG 2 R "t" { "A" }\n"c" "d" t "" 0',
        MALFORMED,
        "2:5",
        "expected a node, which begins with c, p or t, got the text 'd'",
    ),
    BrokenFile(
        "tree: ends in a quote",
        HEAD + 't "',
        MALFORMED,
        "4:3",
        "expected the node's label in quotes, got a quote that is never closed",
    ),
    BrokenFile(
        "tree: unknown node",
        HEAD + 'x "" 0\n',
        MALFORMED,
        "4:1",
        "expected a node, which begins with c, p or t, got 'x'",
    ),
    BrokenFile(
        "tree: upper case node",
        HEAD + 'T "" 0\n',
        MALFORMED,
        "4:1",
        "expected a node, which begins with c, p or t, got 'T'",
    ),
    BrokenFile(
        "tree: no label of node", HEAD + "t 0\n", MALFORMED, "4:3", "expected the node's label in quotes, got '0'"
    ),
    BrokenFile(
        "tree: no outcome",
        HEAD + 't ""\n',
        MALFORMED,
        "5:1",
        "expected the number of an outcome, an integer, got the end of the file",
    ),
    BrokenFile(
        "tree: outcome as decimal",
        HEAD + 't "" 1.0 "" { 1, 2 }\n',
        MALFORMED,
        "4:6",
        "expected the number of an outcome, an integer, got '1.0'",
    ),
    BrokenFile(
        "tree: huge outcome number",
        HEAD + 't "" 1234567890123456789 "" { 1, 2 }\n',
        MALFORMED,
        "4:6",
        "expected the number of an outcome, an integer of at most 18 digits, got '1234567890123456789'",
    ),
    BrokenFile(
        "tree: outcome as name",
        HEAD + 't "" win { 1, 2 }\n',
        MALFORMED,
        "4:6",
        "expected the number of an outcome, an integer, got 'win'",
    ),
    BrokenFile(
        "tree: missing payoffs",
        HEAD + 't "" 1\n',
        INCONSISTENT,
        "4:6",
        "expected the payoffs of outcome 1 where it stands first, got none",
    ),
    BrokenFile(
        "tree: payoffs never closed",
        HEAD + 't "" 1 "" { 1, 2\n',
        MALFORMED,
        "5:1",
        "expected a payoff or '}', got the end of the file",
    ),
    BrokenFile(
        "tree: few payoffs",
        HEAD + 't "" 1 "" { 1 }\n',
        INCONSISTENT,
        "4:12",
        "expected 2 payoffs, one for each player, got 1",
    ),
    BrokenFile(
        "tree: many payoffs",
        HEAD + 't "" 1 "" { 1, 2, 3 }\n',
        INCONSISTENT,
        "4:12",
        "expected 2 payoffs, one for each player, got 3",
    ),
    BrokenFile(
        "tree: no payoffs in braces",
        HEAD + 't "" 1 "" { }\n',
        INCONSISTENT,
        "4:12",
        "expected 2 payoffs, one for each player, got 0",
    ),
    BrokenFile(
        "tree: thousands",
        HEAD + 't "" 1 "" { 1,000, 2 }\n',
        INCONSISTENT,
        "4:12",
        "expected 2 payoffs, one for each player, got 3; a comma ends a payoff",
    ),
    BrokenFile(
        "tree: double comma", HEAD + 't "" 1 "" { 1,, 2 }\n', MALFORMED, "4:15", "expected a payoff or '}', got ','"
    ),
    BrokenFile(
        "tree: leading comma", HEAD + 't "" 1 "" { , 1 2 }\n', MALFORMED, "4:13", "expected a payoff or '}', got ','"
    ),
    BrokenFile(
        "tree: word", HEAD + 't "" 1 "" { 1, many }\n', MALFORMED, "4:16", "expected a payoff or '}', got 'many'"
    ),
    BrokenFile(
        "tree: quoted payoff",
        HEAD + 't "" 1 "" { 1, "2" }\n',
        MALFORMED,
        "4:16",
        "expected a payoff or '}', got the text '2'",
    ),
    BrokenFile(
        "tree: nested braces", HEAD + 't "" 1 "" { 1, { 2 } }\n', MALFORMED, "4:16", "expected a payoff or '}', got '{'"
    ),
    BrokenFile(
        "tree: div0",
        HEAD + 't "" 1 "" { 1, 1/0 }\n',
        MALFORMED,
        "4:16",
        "expected a denominator other than 0, got '1/0'",
    ),
    BrokenFile(
        "tree: hex", HEAD + 't "" 1 "" { 1, 0x10 }\n', MALFORMED, "4:16", "expected a payoff or '}', got '0x10'"
    ),
    BrokenFile("tree: inf", HEAD + 't "" 1 "" { inf, 2 }\n', MALFORMED, "4:13", "expected a finite number, got 'inf'"),
    BrokenFile("tree: nan", HEAD + 't "" 1 "" { 1, NaN }\n', MALFORMED, "4:16", "expected a finite number, got 'NaN'"),
    BrokenFile("tree: dot", HEAD + 't "" 1 "" { 1, . }\n', MALFORMED, "4:16", "expected a payoff or '}', got '.'"),
    BrokenFile("tree: minus", HEAD + 't "" 1 "" { -, 1 }\n', MALFORMED, "4:13", "expected a payoff or '}', got '-'"),
    BrokenFile(
        "tree: two signs", HEAD + 't "" 1 "" { --1, 1 }\n', MALFORMED, "4:13", "expected a payoff or '}', got '--1'"
    ),
    BrokenFile(
        "tree: decimal in fraction",
        HEAD + 't "" 1 "" { 1/2.5, 1 }\n',
        MALFORMED,
        "4:13",
        "expected a payoff or '}', got '1/2.5'",
    ),
    BrokenFile(
        "tree: too many digits",
        HEAD + f't "" 1 "" {{ {"9" * 2000}, 1 }}\n',
        MALFORMED,
        "4:13",
        "expected a number of at most 1,000 digits",
    ),
    BrokenFile(
        "tree: too large exponent",
        HEAD + 't "" 1 "" { 1e999999, 1 }\n',
        MALFORMED,
        "4:13",
        "expected a number of at most 1,000 digits, got '1e999999'",
    ),
    BrokenFile(
        "tree: arabic digits", HEAD + 't "" 1 "" { ٣, 1 }\n', MALFORMED, "4:13", "expected a payoff or '}', got '٣'"
    ),
    BrokenFile(
        "tree: player 0",
        HEAD + 'p "" 0 1 "" { "l" } 0\n' + END,
        INCONSISTENT,
        "4:6",
        "expected a player from 1 to 2, got 0",
    ),
    BrokenFile(
        "tree: player 3",
        HEAD + 'p "" 3 1 "" { "l" } 0\n' + END,
        INCONSISTENT,
        "4:6",
        "expected a player from 1 to 2, got 3",
    ),
    BrokenFile(
        "tree: negative player",
        HEAD + 'p "" -1 1 "" { "l" } 0\n' + END,
        INCONSISTENT,
        "4:6",
        "expected a player from 1 to 2, got -1",
    ),
    BrokenFile(
        "tree: no infoset number",
        HEAD + 'p "" 1 "" { "l" } 0\n' + END,
        MALFORMED,
        "4:8",
        "expected the number of an information set, an integer, got the text ''",
    ),
    BrokenFile(
        "tree: no actions at first",
        HEAD + 'p "" 1 1 0\n' + END,
        INCONSISTENT,
        "4:1",
        "expected the actions of information set 1 of 'A' at its first node, got none",
    ),
    BrokenFile(
        "tree: no action in braces",
        HEAD + 'p "" 1 1 "" { } 0\n' + END,
        MALFORMED,
        "4:15",
        "expected an action's label in quotes, got '}'",
    ),
    BrokenFile(
        "tree: unquoted action",
        HEAD + 'p "" 1 1 "" { l r } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:15",
        "expected an action's label in quotes, got 'l'",
    ),
    BrokenFile(
        "tree: probability of a player",
        HEAD + 'p "" 1 1 "" { "l" 1/2 "r" 1/2 } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:19",
        "expected an action's label in quotes or '}', got '1/2'",
    ),
    BrokenFile(
        "tree: comma between actions",
        HEAD + 'p "" 1 1 "" { "l", "r" } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:18",
        "expected an action's label in quotes or '}', got ','",
    ),
    BrokenFile(
        "tree: other actions",
        HEAD + MOVE + 'p "" 1 1 "" { "l" "m" } 0\n' + END + OTHER_END + END,
        INCONSISTENT,
        "5:14",
        "expected the actions of information set 1 of 'A' as on line 4, 'l', 'r', got 'l', 'm'",
    ),
    BrokenFile(
        "tree: more actions",
        HEAD + MOVE + 'p "" 1 1 "" { "l" "r" "m" } 0\n' + END + OTHER_END + END,
        INCONSISTENT,
        "5:14",
        "expected the actions of information set 1 of 'A' as on line 4, 'l', 'r', got 'l', 'r', 'm'",
    ),
    BrokenFile(
        "tree: other label of infoset",
        HEAD + 'p "" 1 1 "s" { "l" "r" } 0\np "" 1 1 "z" { "l" "r" } 0\n' + END + OTHER_END + END,
        INCONSISTENT,
        "5:1",
        "expected information set 1 of 'A' with the label 's', got 'z'",
    ),
    BrokenFile(
        "tree: missing node",
        HEAD + MOVE + END,
        MALFORMED,
        "6:1",
        "expected a node for each action, got the end of the file",
    ),
    BrokenFile(
        "tree: missing all nodes",
        HEAD + MOVE,
        MALFORMED,
        "5:1",
        "expected a node for each action, got the end of the file",
    ),
    BrokenFile(
        "tree: extra node",
        HEAD + MOVE + END + OTHER_END + END,
        MALFORMED,
        "7:1",
        "expected the end of the file behind the last node, got 't'",
    ),
    BrokenFile(
        "tree: text after",
        HEAD + END + "the end\n",
        MALFORMED,
        "5:1",
        "expected the end of the file behind the last node, got 'the'",
    ),
    BrokenFile(
        "tree: chance without probabilities",
        HEAD + 'c "" 1 "" { "x" "y" } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:17",
        "expected a probability, got the text 'y'",
    ),
    BrokenFile(
        "tree: chance last without probability",
        HEAD + 'c "" 1 "" { "x" 1/2 "y" } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:25",
        "expected a probability, got '}'",
    ),
    BrokenFile(
        "tree: negative probability",
        HEAD + 'c "" 1 "" { "x" -1/2 "y" 3/2 } 0\n' + END + OTHER_END,
        INCONSISTENT,
        "4:12",
        "expected probabilities of at least 0, got -1/2",
    ),
    BrokenFile(
        "tree: small sum",
        HEAD + 'c "" 1 "" { "x" 1/2 "y" 9/20 } 0\n' + END + OTHER_END,
        INCONSISTENT,
        "4:12",
        "expected probabilities of chance's information set 1 to sum to 1, got 19/20",
    ),
    BrokenFile(
        "tree: sum off by a millionth",
        HEAD + 'c "" 1 "" { "x" 0.333333 "y" 0.666666 } 0\n' + END + OTHER_END,
        INCONSISTENT,
        "4:12",
        "expected probabilities of chance's information set 1 to sum to 1, got 999999/1000000",
    ),
    BrokenFile(
        "tree: all zero probs",
        HEAD + 'c "" 1 "" { "x" 0 "y" 0 } 0\n' + END + OTHER_END,
        INCONSISTENT,
        "4:12",
        "expected probabilities of chance's information set 1 to sum to 1, got 0",
    ),
    BrokenFile(
        "tree: other probabilities",
        HEAD + 'c "" 1 "" { "x" 1/2 "y" 1/2 } 0\nc "" 1 "" { "x" 1/3 "y" 2/3 } 0\n' + END + OTHER_END + END,
        INCONSISTENT,
        "5:12",
        "expected the probabilities of chance's information set 1 as on line 4, got others",
    ),
    BrokenFile(
        "tree: prob word",
        HEAD + 'c "" 1 "" { "x" half "y" half } 0\n' + END + OTHER_END,
        MALFORMED,
        "4:17",
        "expected a probability, got 'half'",
    ),
    BrokenFile(
        "tree: other payoffs",
        HEAD + MOVE + END + 't "" 1 "" { 1, 3 }\n',
        INCONSISTENT,
        "6:6",
        "expected outcome 1 as it stood before, got another label or other payoffs",
    ),
    BrokenFile(
        "tree: other outcome label",
        HEAD + MOVE + 't "" 1 "w" { 1, 2 }\nt "" 1 "v" { 1, 2 }\n',
        INCONSISTENT,
        "6:6",
        "expected outcome 1 as it stood before, got another label or other payoffs",
    ),
    BrokenFile(
        "tree: control", HEAD + 't "a\x07" 0\n', MALFORMED, "4:5", "expected printable text, got the character '\\x07'"
    ),
    BrokenFile(
        "tree: bytes",
        b'EFG 2 R "t" { "A" "B" }\n""\n\nt "\xe9" 0\n',
        MALFORMED,
        "4:4",
        "expected UTF-8 text, got byte 0xe9",
    ),
    BrokenFile(
        "tree: utf16",
        (HEAD + END).encode("utf-16"),
        MALFORMED,
        "1:1",
        "expected UTF-8 text, got byte 0xff; the file seems to be UTF-16, save it as UTF-8",
    ),
    BrokenFile(
        "tree: no-break space",
        HEAD + 't\xa0"" 0\n',
        MALFORMED,
        "4:1",
        "expected a node, which begins with c, p or t, got 't\\xa0'",
    ),
    BrokenFile(
        "tree: stray bracket",
        HEAD + 't "" 0 }\n',
        MALFORMED,
        "4:8",
        "expected the end of the file behind the last node, got '}'",
    ),
    BrokenFile(
        "tree: stray quote at the end",
        HEAD + END + '"',
        MALFORMED,
        "5:1",
        "expected a node or the end of the file, got a quote that is never closed",
    ),
]
