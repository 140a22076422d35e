// Who holds which office?
// Tenures that have not ended.
// Parameters: none
// Columns: person, office, organization
MATCH (person:Person)-[office:HOLDS_ROLE]->(organization)
WHERE office.status = 'actual'
RETURN person, office, organization LIMIT 200
