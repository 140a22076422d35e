// No two Incident nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_incident IF NOT EXISTS FOR (n:Incident) REQUIRE n.id IS UNIQUE
