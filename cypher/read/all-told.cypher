// What stories are made of: every article that is stored.
// Parameters: none
// Columns: id, published, lang, signature, origin
MATCH (a:Article {state: 'stored'})
RETURN a.id AS id, a.published AS published, a.lang AS lang, a.signature AS signature, a.origin AS origin
