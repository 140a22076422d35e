// How claims call some keys: the oldest and the newest use of each name. A use is its day, a tab, and its claim.
// Parameters: $keys
// Columns: key, name, oldest, newest
MATCH (c:Claim)-[m:ABOUT]->(:Entity) WHERE m.key IN $keys
WITH m.key AS key, m.name AS name, m.day + '\t' + c.id AS used
RETURN key, name, min(used) AS oldest, max(used) AS newest
