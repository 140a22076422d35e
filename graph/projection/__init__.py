"""The projection: claims -> entities, facts, edges, conflicts ("From claims to facts" in the ontology).

Stages, each a module: people's decisions (decided), sites of one name (sites, rule 4), clusters of claims (match, cluster: rules 1, 3, 5;
amounts: rule 2; slots: figures), status of a history (status, rule 7), facts with what ends them (facts, sales), conflicts (rule 8),
entities and names (rule 9), edges (rule 10). ``view`` and ``visible`` see a fact at another time.
"""

from graph.projection.edges import edges_of, node_label, standing
from graph.projection.project import Projection, project
from graph.projection.told import ArticleMeta
from graph.projection.view import view, visible

__all__ = ["ArticleMeta", "Projection", "edges_of", "node_label", "project", "standing", "view", "visible"]
