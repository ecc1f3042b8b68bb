"""Drawings made at build time as SVG: no script is needed to see them, and they print.

A picture is given plain values and returns markup. It is never the only way to what it shows:
the page that holds it has a table of the same.
"""
