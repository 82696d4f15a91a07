"""The page of models: which there are, getting them, and what a library answers with."""
