"""Where tasks run: here, on worker processes, or on a cluster; and how finished ones are remembered (§7.3)."""
