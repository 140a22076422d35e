// Files articles under the bands of their signatures, by which copies of one story meet.
// Parameters: $rows: [{band, article}]
// Columns: none
UNWIND $rows AS row
CREATE (b:IndexBand {band: row.band, article: row.article})
