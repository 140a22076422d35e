// The claims of articles that stand.
// Parameters: $articles
// Columns: record
MATCH (a:Article) WHERE a.id IN $articles
MATCH (a)<-[:STATED_IN]-(c:Claim)
RETURN c.record AS record
