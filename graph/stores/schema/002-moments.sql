-- Schema version 2: levels among the standing claims by series (a hash) and day, see graph.projection.Moment. The graph is the same, but
-- it is made anew with the next write, which fills the table.

CREATE TABLE moment (
  series INTEGER NOT NULL, day TEXT NOT NULL, claim INTEGER NOT NULL, known TEXT NOT NULL, undated INTEGER NOT NULL,
  PRIMARY KEY (series, day, claim)
) WITHOUT ROWID;
CREATE INDEX moment_known ON moment (series, day) WHERE known <> '';
CREATE INDEX moment_undated ON moment (series, day) WHERE undated = 1;
DELETE FROM setting WHERE name = 'made_by';
