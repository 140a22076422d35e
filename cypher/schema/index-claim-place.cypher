// Claim nodes by place.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_claim_place IF NOT EXISTS FOR (n:Claim) ON (n.place)
