"""What DocMind reads: sources and the files that need attention."""
