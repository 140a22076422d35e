// No two IndexBlock nodes have the same block and claim.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_indexblock IF NOT EXISTS FOR (n:IndexBlock) REQUIRE (n.block, n.claim) IS UNIQUE
