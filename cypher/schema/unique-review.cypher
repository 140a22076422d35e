// No two Review nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_review IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE
