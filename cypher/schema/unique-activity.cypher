// No two Activity nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_activity IF NOT EXISTS FOR (n:Activity) REQUIRE n.id IS UNIQUE
