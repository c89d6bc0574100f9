"""A report as one HTML file that needs nothing else: no network, no fonts of the reader's machine, no server."""
