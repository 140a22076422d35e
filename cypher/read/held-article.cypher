// The newest version of an article as it is held.
// Parameters: $id
// Columns: record, state, ledger
MATCH (a:Article {id: $id})
MATCH (v:ArticleVersion {id: a.current})
RETURN v.record AS record, a.state AS state, a.ledger AS ledger
