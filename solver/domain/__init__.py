"""Facts, plans and certificates: frozen data, no files, no solver (§6)."""
