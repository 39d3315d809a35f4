"""Demonstration data, made by calling the workflows, so that it cannot be in a state they forbid."""
