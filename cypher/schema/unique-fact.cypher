// No two Fact nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_fact IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE
