// The claims that are filed under any of some blocks.
// Parameters: $blocks
// Columns: record
MATCH (b:IndexBlock) WHERE b.block IN $blocks AND b.claim IS NOT NULL
WITH DISTINCT b.claim AS id
MATCH (c:Claim {id: id})
RETURN c.record AS record
