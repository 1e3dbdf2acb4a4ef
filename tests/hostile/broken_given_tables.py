"""Broken and hostile tables and workbooks of other programs, and what they have to be told."""

from __future__ import annotations

from hostile.broken_file import INCONSISTENT, MALFORMED, BrokenFile

TABLE = 'NFG 1 R "t" { "A" "B" }\n'

BROKEN_TABLES = [
    BrokenFile("table: nothing behind", TABLE, MALFORMED, "2:1", "expected '{', got the end of the file"),
    BrokenFile(
        "table: three counts",
        TABLE + "{ 2 2 2 } 1 2",
        INCONSISTENT,
        "2:1",
        "expected the actions of 2 players, got those of 3",
    ),
    BrokenFile(
        "table: one count",
        TABLE + "{ 2 } 1 2",
        INCONSISTENT,
        "2:1",
        "expected the actions of 2 players, got those of 1",
    ),
    BrokenFile(
        "table: zero actions",
        TABLE + "{ 2 0 }",
        INCONSISTENT,
        "2:5",
        "expected at least one action of each player, got 0",
    ),
    BrokenFile(
        "table: negative actions",
        TABLE + "{ 2 -2 } 1",
        INCONSISTENT,
        "2:5",
        "expected at least one action of each player, got -2",
    ),
    BrokenFile(
        "table: a billion actions",
        TABLE + "{ 1000000000 1000000000 } 1 2",
        INCONSISTENT,
        "2:3",
        "expected a number of actions whose payoffs the file holds, got 1,000,000,000",
    ),
    BrokenFile(
        "table: empty labels list",
        TABLE + '{ { "a" } { } } 1 2',
        INCONSISTENT,
        "2:11",
        "expected at least one action of each player, got none",
    ),
    BrokenFile(
        "table: few payoffs",
        TABLE + "{ 2 2 }\n1 2 3 4 5 6 7",
        INCONSISTENT,
        "3:14",
        "expected 8 payoffs, 2 for each of 4 profiles, got 7",
    ),
    BrokenFile(
        "table: many payoffs",
        TABLE + "{ 2 2 }\n1 2 3 4 5 6 7 8 9",
        INCONSISTENT,
        "3:17",
        "expected 8 payoffs, 2 for each of 4 profiles, got 9",
    ),
    BrokenFile(
        "table: commas",
        TABLE + "{ 2 1 }\n1, 2, 3, 4",
        MALFORMED,
        "3:1",
        "expected a number such as 3, 0.15 or -1/3, got '1,'",
    ),
    BrokenFile(
        "table: word",
        TABLE + "{ 2 1 }\n1 2 x 4",
        MALFORMED,
        "3:5",
        "expected a number such as 3, 0.15 or -1/3, got 'x'",
    ),
    BrokenFile(
        "table: no payoffs",
        TABLE + "{ 2 1 }\n",
        INCONSISTENT,
        "2:8",
        "expected 4 payoffs, 2 for each of 2 profiles, got 0",
    ),
    BrokenFile(
        "table: open list",
        TABLE + '{ 2 1 } { { "" 1 2 }',
        MALFORMED,
        "2:21",
        "expected an outcome, which begins with '{', or '}', got the end of the file",
    ),
    BrokenFile(
        "table: outcome few payoffs",
        TABLE + '{ 2 1 } { { "" 1 } } 1 1',
        INCONSISTENT,
        "2:15",
        "expected 2 payoffs, one for each player, got 1",
    ),
    BrokenFile(
        "table: outcome double comma",
        TABLE + '{ 2 1 } { { "" 1,,2 } } 1 1',
        MALFORMED,
        "2:18",
        "expected a payoff or '}', got ','",
    ),
    BrokenFile(
        "table: outcome word",
        TABLE + '{ 2 1 } { { "" 1 two } } 1 1',
        MALFORMED,
        "2:18",
        "expected a payoff or '}', got 'two'",
    ),
    BrokenFile(
        "table: few numbers",
        TABLE + '{ 2 1 } { { "" 1 2 } } 1',
        INCONSISTENT,
        "2:25",
        "expected 2 outcome numbers, one for each profile, got 1",
    ),
    BrokenFile(
        "table: many numbers",
        TABLE + '{ 2 1 } { { "" 1 2 } } 1 1 1',
        INCONSISTENT,
        "2:28",
        "expected 2 outcome numbers, one for each profile, got 3",
    ),
    BrokenFile(
        "table: no such outcome",
        TABLE + '{ 2 1 } { { "" 1 2 } } 1\n2',
        INCONSISTENT,
        "3:1",
        "expected an outcome from 0, which is none, to 1, got 2",
    ),
    BrokenFile(
        "table: negative outcome",
        TABLE + '{ 2 1 } { { "" 1 2 } } 1 -1',
        INCONSISTENT,
        "2:26",
        "expected an outcome from 0, which is none, to 1, got -1",
    ),
    BrokenFile(
        "table: decimal outcome",
        TABLE + '{ 2 1 } { { "" 1 2 } } 1 0.5',
        INCONSISTENT,
        "2:26",
        "expected an outcome from 0, which is none, to 1, got 1/2",
    ),
    BrokenFile(
        "table: many players",
        'NFG 1 R "t" { ' + '"a" ' * 40 + "} { " + "1 " * 40 + "} " + "1 " * 40,
        INCONSISTENT,
        "1:177",
        "expected 1 to 31 players in a table, got 40",
    ),
    BrokenFile("table: mixed actions", TABLE + '{ { "a" } 2 } 1 2 3 4', MALFORMED, "2:11", "expected '{', got '2'"),
    BrokenFile(
        "workbook: no game",
        "<gambit:document></gambit:document>",
        MALFORMED,
        "1:1",
        "expected a workbook of Gambit's with <efgfile> or <nfgfile>, got neither",
    ),
    BrokenFile(
        "workbook: never closed",
        '<gambit:document><game><efgfile>EFG 2 R "t" { "A" } t "" 0',
        MALFORMED,
        "1:24",
        "expected </efgfile> behind the game, got none",
    ),
    BrokenFile(
        "workbook: broken inside",
        '<?xml version="1.0"?>\n<gambit:document>\n<game><efgfile>\nEFG 2 R "t" { "A" }\n'
        't "" 1 "" { x }\n</efgfile></game></gambit:document>',
        MALFORMED,
        "5:13",
        "expected a payoff or '}', got 'x'",
    ),
    BrokenFile(
        "workbook: empty",
        "",
        MALFORMED,
        "1:1",
        "expected a workbook of Gambit's with <efgfile> or <nfgfile>, got neither",
    ),
    BrokenFile(
        "GAMUT: empty", "", MALFORMED, "1:1", "expected the number of players, an integer, got the end of the file"
    ),
    BrokenFile("GAMUT: zero players", "0", INCONSISTENT, "1:1", "expected 1 to 31 players in a table, got 0"),
    BrokenFile(
        "GAMUT: huge players",
        "999999999 1",
        INCONSISTENT,
        "1:1",
        "expected 1 to 31 players in a table, got 999,999,999",
    ),
    BrokenFile(
        "GAMUT: few counts",
        "3\n2 2",
        MALFORMED,
        "2:4",
        "expected a number of actions, an integer, got the end of the file",
    ),
    BrokenFile("GAMUT: zero", "2\n2 0\n", INCONSISTENT, "1:1", "expected at least one action of each player, got 0"),
    BrokenFile(
        "GAMUT: few",
        "2\n2 2\n1 2 3 4 5 6 7",
        INCONSISTENT,
        "3:14",
        "expected 8 payoffs, 4 for each of 2 players, got 7",
    ),
    BrokenFile(
        "GAMUT: many", "2\n1 1\n1 2 3", INCONSISTENT, "3:5", "expected 2 payoffs, 1 for each of 2 players, got 3"
    ),
    BrokenFile("GAMUT: word", "2\n1 1\n1 x", MALFORMED, "3:3", "expected a number such as 3, 0.15 or -1/3, got 'x'"),
    BrokenFile(
        "GAMUT: AGG", "#AGG\n2\n2\n0", INCONSISTENT, "2:1", "expected at least one action of each player, got 0"
    ),
    BrokenFile(
        "lrsnash: empty", "", MALFORMED, "1:1", "expected the number of rows, an integer, got the end of the file"
    ),
    BrokenFile(
        "lrsnash: one number",
        "2",
        MALFORMED,
        "1:2",
        "expected the number of columns, an integer, got the end of the file",
    ),
    BrokenFile(
        "lrsnash: few", "2 2\n1 2 3 4 5 6 7", INCONSISTENT, "2:14", "expected 8 payoffs, 4 for either player, got 7"
    ),
    BrokenFile("lrsnash: many", "1 1\n1 2 3", INCONSISTENT, "2:5", "expected 2 payoffs, 1 for either player, got 3"),
    BrokenFile("lrsnash: word", "1 1\n1 two", MALFORMED, "2:3", "expected a number such as 3, 0.15 or -1/3, got 'two'"),
    BrokenFile("lrsnash: zero", "0 2\n", INCONSISTENT, "1:1", "expected at least one action of each player, got 0"),
    BrokenFile(
        "lrsnash: fraction size", "1/2 2\n", MALFORMED, "1:1", "expected the number of rows, an integer, got '1/2'"
    ),
    BrokenFile("lrsnash: div", "1 1 1/0 2", MALFORMED, "1:5", "expected a denominator other than 0, got '1/0'"),
]
