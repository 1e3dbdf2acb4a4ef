"""Boxes of mixed strategies of many players, with bounds rounded outward."""
