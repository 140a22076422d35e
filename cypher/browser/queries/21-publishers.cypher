// Who reports most, and how much of it is copied?
// Articles and claims by publisher; a story is told once, however many copy it.
// Parameters: none
// Columns: publisher, articles, stories, claims
MATCH (p:Publisher)<-[:PUBLISHED_BY]-(a:Article)
WHERE a.state = 'stored'
RETURN p.name AS publisher, count(a) AS articles, count(DISTINCT a.origin) AS stories, sum(a.claims) AS claims
ORDER BY articles DESC LIMIT 50
