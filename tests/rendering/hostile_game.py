"""A game file whose every text tries to break out of a page."""

from __future__ import annotations

SCRIPT = "<script>alert(1)</script>"
ENDS = "</style></title></textarea>--> ]]> \"quoted\" 'single' &amp; <b>"
OTHER_SIGNS = "\N{GRINNING FACE} \N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} \N{RIGHT-TO-LEFT OVERRIDE}abc"

HOSTILE_TEXTS = (SCRIPT, ENDS, OTHER_SIGNS)

_QUOTED = SCRIPT.replace('"', '\\"') + " " + ENDS.replace('"', '\\"') + " " + OTHER_SIGNS

HOSTILE_GAME = f"""
gametheory: 1
title: "{_QUOTED}"
source: "{_QUOTED}"
story: "{_QUOTED} | # * [link](javascript:alert(1)) \\u0007"
reading: "{_QUOTED}"
unit: "{_QUOTED}"
parameters:
  stake: {{value: 1, range: [0, 3], unit: "{_QUOTED}", meaning: "{_QUOTED}", assumption: "{_QUOTED}"}}
form: normal
players: {{one: "{_QUOTED}", two: "<img src=x onerror=alert(2)> {"long" * 60}"}}
actions:
  one: ["{_QUOTED}", "{"unbroken" * 30}"]
  two: ["<svg onload=alert(3)>", "javascript:alert(4)"]
payoffs:
  - [[stake, 1 - stake], [-1, 1]]
  - [[-1, 1], [1, -1]]
"""
