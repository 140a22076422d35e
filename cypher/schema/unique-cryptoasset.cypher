// No two CryptoAsset nodes have the same id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE CONSTRAINT claimstake_unique_cryptoasset IF NOT EXISTS FOR (n:CryptoAsset) REQUIRE n.id IS UNIQUE
