// No two Deployment nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_deployment IF NOT EXISTS FOR (n:Deployment) REQUIRE n.id IS UNIQUE
