// No two Change nodes have the same sequence.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_change IF NOT EXISTS FOR (n:Change) REQUIRE n.sequence IS UNIQUE
