"""The engine against enumeration: every claim of optimality and every bound on models that can be counted out."""
