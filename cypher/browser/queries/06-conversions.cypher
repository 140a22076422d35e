// Which mines turn to AI, planned and done?
// Every edge says whether it is only planned; nodes with a yellow border are planned, those with a pink one possible.
// Parameters: none
// Columns: site, edge, target, conversion, own, owner
MATCH (site:Site)-[edge:CONVERTS_TO]->(target)
OPTIONAL MATCH (conversion:Conversion {id: edge.fact})
OPTIONAL MATCH (conversion)-[own:OWNER]->(owner:Company)
RETURN site, edge, target, conversion, own, owner LIMIT 200
