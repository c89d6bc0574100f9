"""Peers: what else could answer the same model, given the same hierarchy (§3), the same machine and as much time."""
