// No two Place nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_place IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE
