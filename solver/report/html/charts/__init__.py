"""Drawings of the report: matplotlib's SVG, put into the page with the text as text."""
