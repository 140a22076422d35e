// Takes out what file-bands has put in.
// Parameters: $rows: [{band, article}]
// Columns: none
UNWIND $rows AS row
MATCH (b:IndexBand {band: row.band, article: row.article})
DELETE b
