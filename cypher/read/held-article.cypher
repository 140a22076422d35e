// The newest version of an article as it is held.
// Parameters: $id
// Columns: record, text, state, ledger
MATCH (a:Article {id: $id})
MATCH (v:ArticleVersion {id: a.current})
RETURN v.record AS record, v.text AS text, a.state AS state, a.ledger AS ledger
