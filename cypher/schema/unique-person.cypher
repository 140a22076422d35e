// No two Person nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_person IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE
