"""Several counties in one run: solved side by side, held together by prices and by joint neighbourhoods (§7.2)."""
