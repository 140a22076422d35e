// No two Merger nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_merger IF NOT EXISTS FOR (n:Merger) REQUIRE n.id IS UNIQUE
