// Who runs, owns or builds which site, and where is it?
// Sites with their companies and places.
// Parameters: none
// Columns: firm, edge, site, lies, place
MATCH (firm:Company)-[edge:OPERATES|OWNS|DEVELOPS]->(site:Site)
OPTIONAL MATCH (site)-[lies:LOCATED_IN]->(place:Place)
RETURN firm, edge, site, lies, place LIMIT 200
