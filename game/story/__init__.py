"""The model of a scenario and the function that steps through it: pure, no I/O."""
