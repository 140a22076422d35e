-- Schema version 1. What is given: articles with their versions, claims as each extractor found them, ledgers, decisions, journal.
-- What follows from it and is kept up to date by the writer: stories, resolver, entities, facts, edges, review list.
-- Numbers stand as exact text beside a float that sorts; partial dates as text beside their first and last day.

CREATE TABLE schema (version INTEGER NOT NULL);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Who has opened the file to write, so that a loader that has to wait can say for whom.
CREATE TABLE session (id INTEGER PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, started TEXT NOT NULL);
-- The clock stays in here: neither dumps nor claims nor the graph hold the time of recording.
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, subject TEXT NOT NULL, recorded TEXT NOT NULL
);

-- "version" is the newest one; "state" is that of the newest version; "origin" the story, empty when retracted.
CREATE TABLE article (
  id TEXT PRIMARY KEY, version TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, claims INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX article_origin ON article (origin) WHERE state = 'stored';
CREATE TABLE article_version (
  number INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  version TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  day TEXT NOT NULL,
  publisher TEXT NOT NULL,
  author TEXT NOT NULL,
  lang TEXT NOT NULL,
  kind TEXT NOT NULL,
  signature TEXT NOT NULL,
  warnings TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (article, version)
);
CREATE UNIQUE INDEX article_version_order ON article_version (article, sequence);
CREATE INDEX article_version_source ON article_version (source_key);
-- Keys (hashes of 64 bits) under which stored articles of one story meet, see graph.origins.
CREATE TABLE band (band INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (band, article)) WITHOUT ROWID;

CREATE TABLE refusal (
  article TEXT NOT NULL REFERENCES article (id), family TEXT NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (article, family, place)
) WITHOUT ROWID;

-- "family" is the extractor without its version; of several rows with one id, one stands.
CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  family TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id),
  start INTEGER NOT NULL,
  extractor TEXT NOT NULL,
  stands INTEGER NOT NULL,
  type TEXT NOT NULL,
  factuality TEXT NOT NULL,
  confidence REAL NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (id, family)
);
CREATE INDEX claim_order ON claim (article, start, id, extractor);
-- Under which blocks (graph.projection.blocks, here by a hash of 64 bits) a standing claim is found when something near it changes.
CREATE TABLE block (block INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (block, claim)) WITHOUT ROWID;
-- How standing claims call their entities, and on which day; sorted so that the oldest and the newest use of a name are found at once.
CREATE TABLE mention (
  key TEXT NOT NULL, name TEXT NOT NULL, day TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (key, name, day, claim)
) WITHOUT ROWID;
CREATE INDEX mention_claim ON mention (claim, key);
-- The resolver: which entity a mention is, where that is not the one that its key names.
CREATE TABLE resolved (claim TEXT NOT NULL, key TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (claim, key)) WITHOUT ROWID;

CREATE TABLE decision (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);

-- "told" is 0 for places that the gazetteer alone adds.
CREATE TABLE entity (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, told INTEGER NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_type ON entity (type, id);
CREATE INDEX entity_place ON entity (id) WHERE type = 'Place' AND told = 1;
CREATE TABLE entity_key (
  key TEXT NOT NULL, entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE, PRIMARY KEY (key, entity)
) WITHOUT ROWID;
CREATE INDEX entity_key_entity ON entity_key (entity);
CREATE TABLE name (
  number INTEGER PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE INDEX name_entity ON name (entity);
-- Names come folded (graph.stores.searching), so that every store finds the same.
CREATE VIRTUAL TABLE name_search USING fts5 (folded, tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3');
CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
  INSERT INTO name_search (rowid, folded) VALUES (new.number, new.folded);
END;
CREATE TRIGGER name_gone AFTER DELETE ON name BEGIN
  DELETE FROM name_search WHERE rowid = old.number;
END;

CREATE TABLE fact (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  origins INTEGER NOT NULL,
  confidence REAL NOT NULL,
  time_start TEXT, time_start_first TEXT, time_start_last TEXT,
  time_end TEXT, time_end_first TEXT, time_end_last TEXT,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX fact_type ON fact (type, id);
CREATE TABLE fact_role (
  entity TEXT NOT NULL, type TEXT NOT NULL, fact TEXT NOT NULL REFERENCES fact (id) ON DELETE CASCADE, role TEXT NOT NULL,
  PRIMARY KEY (entity, type, fact, role)
) WITHOUT ROWID;
CREATE INDEX fact_role_fact ON fact_role (fact);
CREATE TABLE fact_claim (
  claim TEXT NOT NULL, fact TEXT NOT NULL REFERENCES fact (id) ON DELETE CASCADE, PRIMARY KEY (claim, fact)
) WITHOUT ROWID;
CREATE INDEX fact_claim_fact ON fact_claim (fact);
CREATE TABLE fact_value (
  fact TEXT NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  number REAL,
  unit TEXT,
  first_day TEXT,
  last_day TEXT,
  PRIMARY KEY (fact, name)
) WITHOUT ROWID;
CREATE INDEX fact_value_number ON fact_value (name, unit, number);

-- "fact" is null for what the gazetteer alone says.
CREATE TABLE edge (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  fact TEXT REFERENCES fact (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  origin TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX edge_source ON edge (source, type);
CREATE INDEX edge_target ON edge (target, type);
CREATE INDEX edge_fact ON edge (fact);
CREATE INDEX edge_type ON edge (type);

CREATE TABLE review (id TEXT PRIMARY KEY, kind TEXT NOT NULL, scope TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX review_scope ON review (scope) WHERE scope <> '';
CREATE TABLE review_claim (
  claim TEXT NOT NULL, review TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE, PRIMARY KEY (claim, review)
) WITHOUT ROWID;
CREATE INDEX review_claim_review ON review_claim (review);
