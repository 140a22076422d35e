// A page of versions of articles, by the article's id, the newest last.
// Parameters: $states: empty for all, $after, $limit
// Columns: place, record, sequence, newest, state, origin, claims, ledger
MATCH (v:ArticleVersion) WHERE v.place > $after
MATCH (v)<-[:HAS_VERSION]-(a:Article)
WHERE size($states) = 0 OR CASE WHEN v.id = a.current THEN a.state ELSE 'superseded' END IN $states
RETURN v.place AS place, v.record AS record, v.sequence AS sequence, v.id = a.current AS newest, a.state AS state, a.origin AS origin, a.claims AS claims, a.ledger AS ledger ORDER BY place LIMIT $limit
