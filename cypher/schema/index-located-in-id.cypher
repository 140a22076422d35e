// LOCATED_IN relationships by id.
// Generated from the ontology (python -m graph.cypher_gen).
// Parameters: none
// Columns: none
CREATE INDEX claimstake_index_located_in_id IF NOT EXISTS FOR ()-[r:LOCATED_IN]-() ON (r.id)
