"""A browser for tests: found on the machine, or fetched by ``python -m tests.browser``."""
