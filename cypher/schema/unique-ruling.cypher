// No two Ruling nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_ruling IF NOT EXISTS FOR (n:Ruling) REQUIRE n.id IS UNIQUE
