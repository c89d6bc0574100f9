"""Tests about the project itself: its version, files, words, documents and pinned packages."""
