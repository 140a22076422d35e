// How are two firms connected?
// The shortest chain over at most six edges; every edge has a fact, every fact a sentence.
// Parameters: none
// Columns: way
MATCH (a:Company), (b:Company)
WHERE a.name = 'Bitfarms' AND b.name = 'Nvidia'
MATCH way = SHORTEST 1 (a)-[e:!ABOUT&!STATED_IN&!SUPPORTS&!CONCERNS]-{1,6}(b)
RETURN way
