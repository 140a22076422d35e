// No two Acquisition nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_acquisition IF NOT EXISTS FOR (n:Acquisition) REQUIRE n.id IS UNIQUE
