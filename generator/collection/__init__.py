"""The set as a whole: what its cards have in common, and the pages, tables, plots and feeds that list them.

Everything here works from ``Summary`` rows, one small struct a card, so that a set of any size fits in memory; a page
is a function of the rows it lists and of nothing else.
"""
