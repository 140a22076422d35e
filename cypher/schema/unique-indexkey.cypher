// No two IndexKey nodes have the same key and entity.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_indexkey IF NOT EXISTS FOR (n:IndexKey) REQUIRE (n.key, n.entity) IS UNIQUE
