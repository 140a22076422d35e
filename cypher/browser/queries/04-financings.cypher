// Who funds whom, and for what?
// Each instrument is a node of its own, so that two loans between the same firms stay two.
// Parameters: none
// Columns: funder, funds, financing, raises, recipient, finances, purpose
MATCH (financing:Financing)
WHERE financing.type = 'finances'
WITH financing ORDER BY financing.amount_number DESC LIMIT 25
OPTIONAL MATCH (recipient)-[raises:RAISES]->(financing)
OPTIONAL MATCH (funder)-[funds:FUNDS]->(financing)
OPTIONAL MATCH (financing)-[finances:FINANCES]->(purpose)
RETURN funder, funds, financing, raises, recipient, finances, purpose
