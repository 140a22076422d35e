"""The corpus tool: compiles the written sources to JSON Lines, checks them, counts them, and compares two annotations.

The form of the sources is told in ../FORMAT.md; types, roles, values and lists come from graph.ontology.
"""
