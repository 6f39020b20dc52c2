"""A play-through: what was decided, how luck fell, where it left history, and its pages."""
