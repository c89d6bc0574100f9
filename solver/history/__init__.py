"""Run history: who planned what, when, from which inputs, and what came out (embedded database, no server)."""
