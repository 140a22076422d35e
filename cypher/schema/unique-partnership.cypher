// No two Partnership nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_partnership IF NOT EXISTS FOR (n:Partnership) REQUIRE n.id IS UNIQUE
