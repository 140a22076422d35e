// No two Measurement nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_measurement IF NOT EXISTS FOR (n:Measurement) REQUIRE n.id IS UNIQUE
