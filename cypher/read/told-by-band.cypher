// What stories are made of: the stored articles that share a band.
// Parameters: $bands
// Columns: id, published, lang, signature, origin
MATCH (b:IndexBand) WHERE b.band IN $bands AND b.article IS NOT NULL
WITH DISTINCT b.article AS id
MATCH (a:Article {id: id}) WHERE a.state = 'stored'
RETURN a.id AS id, a.published AS published, a.lang AS lang, a.signature AS signature, a.origin AS origin
