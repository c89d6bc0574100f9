"""The battery: what every rule and goal must satisfy, found through ``RULES`` and ``GOALS``."""
