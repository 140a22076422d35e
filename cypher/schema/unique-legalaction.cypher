// No two LegalAction nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_legalaction IF NOT EXISTS FOR (n:LegalAction) REQUIRE n.id IS UNIQUE
