// All versions of some articles.
// Parameters: $ids, $states: empty for all
// Columns: place, record, sequence, newest, state, origin, claims, ledger
MATCH (a:Article) WHERE a.id IN $ids
MATCH (a)-[:HAS_VERSION]->(v:ArticleVersion)
WHERE size($states) = 0 OR CASE WHEN v.id = a.current THEN a.state ELSE 'superseded' END IN $states
RETURN v.place AS place, v.record AS record, v.sequence AS sequence, v.id = a.current AS newest, a.state AS state, a.origin AS origin, a.claims AS claims, a.ledger AS ledger ORDER BY place
