"""Answers in words, with figures derived by hand."""
