// Files claims under the blocks by which the projection finds what lies near a change.
// Parameters: $rows: [{block, claim}]
// Columns: none
UNWIND $rows AS row
CREATE (b:IndexBlock {block: row.block, claim: row.claim})
