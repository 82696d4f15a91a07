"""Models runtimes: PyTorch, FlagEmbedding and open_clip in a folder of their own."""
