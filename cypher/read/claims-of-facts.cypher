// The ids of the claims that tell some facts.
// Parameters: $facts
// Columns: id
MATCH (f:Fact) WHERE f.id IN $facts
MATCH (f)<-[:SUPPORTS]-(c:Claim)
RETURN DISTINCT c.id AS id
