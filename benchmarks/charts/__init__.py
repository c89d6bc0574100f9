"""Plots of results as SVG: the same results give the same files, byte for byte."""
