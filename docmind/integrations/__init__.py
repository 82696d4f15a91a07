"""DocMind's models and libraries under the names that other programs' libraries use."""
