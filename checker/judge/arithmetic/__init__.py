"""Figures of one article that must fit together, a module an idea."""
