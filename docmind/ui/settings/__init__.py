"""The pages on settings, on privacy and on the program itself."""
