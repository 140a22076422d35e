// Takes out what file-blocks has put in.
// Parameters: $rows: [{block, claim}]
// Columns: none
UNWIND $rows AS row
MATCH (b:IndexBlock {block: row.block, claim: row.claim})
DELETE b
