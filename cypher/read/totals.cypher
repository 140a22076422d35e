// How much the store holds.
// Parameters: none
// Columns: articles, claims, entities, facts, decisions, sequence
MATCH (s:Store {id: 'claimstake'})
RETURN COUNT { MATCH (a:Article {state: 'stored'}) } AS articles, COUNT { MATCH (c:Claim) } AS claims, COUNT { MATCH (e:Entity) } AS entities,
       COUNT { MATCH (f:Fact) } AS facts, COUNT { MATCH (d:Decision) } AS decisions, s.sequence AS sequence
