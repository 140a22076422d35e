// Takes back whom claims are about.
// Parameters: $ids: of claims
// Columns: none
UNWIND $ids AS id
MATCH (:Claim {id: id})-[m:ABOUT]->()
DELETE m
