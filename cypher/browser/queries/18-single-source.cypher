// What hangs on one source alone?
// Facts that one independent story tells, the least sure first: copies of a press release count once.
// Parameters: none
// Columns: what, type, confidence, article, title
MATCH (f:Fact)<-[:SUPPORTS]-(c:Claim)-[:STATED_IN]->(a:Article)
WHERE f.origins = 1 AND f.status = 'actual'
RETURN f.caption AS what, f.type AS type, f.confidence AS confidence, a.id AS article, a.title AS title
ORDER BY confidence, what LIMIT 50
