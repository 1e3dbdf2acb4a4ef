"""The text formats of other programs: Gambit's trees, tables and workbooks, GAMUT's tables, lrsnash's matrices."""
