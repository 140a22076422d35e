// What was denied, cancelled or has ended?
// Facts that are no longer so, with their words.
// Parameters: none
// Columns: what, status, ended, says
MATCH (f:Fact)<-[:SUPPORTS]-(c:Claim)
WHERE f.status IN ['denied', 'cancelled', 'ended']
WITH f, collect(c.quote)[0] AS says
RETURN f.caption AS what, f.status AS status, f.ended AS ended, says
ORDER BY ended DESC LIMIT 50
