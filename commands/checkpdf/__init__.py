"""The page check: where the main text of a paper ends, and whether that is within the limit."""
