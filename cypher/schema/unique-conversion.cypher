// No two Conversion nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_conversion IF NOT EXISTS FOR (n:Conversion) REQUIRE n.id IS UNIQUE
