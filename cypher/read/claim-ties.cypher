// The facts and the items of the review list that rest on claims.
// Parameters: $ids
// Columns: facts, reviews
MATCH (c:Claim) WHERE c.id IN $ids
OPTIONAL MATCH (c)-[:SUPPORTS]->(f:Fact)
OPTIONAL MATCH (c)<-[:CONCERNS]-(r:Review {scope: ''})
RETURN collect(DISTINCT f.id) AS facts, collect(DISTINCT r.id) AS reviews
