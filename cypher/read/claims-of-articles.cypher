// A page of the claims of articles (those that stand, and the doubles if they are asked for).
// Parameters: $articles, $doubles: true or false, $after, $limit
// Columns: place, record
MATCH (a:Article) WHERE a.id IN $articles
MATCH (a)<-[:STATED_IN]-(c) WHERE c.place > $after AND ($doubles OR c:Claim)
RETURN c.place AS place, c.record AS record ORDER BY place LIMIT $limit
