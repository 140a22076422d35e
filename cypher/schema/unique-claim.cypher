// No two Claim nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE
