// Hacks, outages, insolvencies: who was hit?
// Incidents with victims and perpetrators.
// Parameters: none
// Columns: incident, affects, victim, commits, perpetrator
MATCH (incident:Incident)-[affects:AFFECTS]->(victim)
OPTIONAL MATCH (perpetrator)-[commits:COMMITS]->(incident)
RETURN incident, affects, victim, commits, perpetrator LIMIT 200
