// No two Decision nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_decision IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE
