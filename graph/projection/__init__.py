"""The projection: claims -> entities, facts, edges, conflicts ("From claims to facts" in the ontology).

Stages, each a module: people's decisions (decided), sites of one name (sites, rule 4), clusters of claims (match, cluster: rules 1, 3, 5;
amounts: rule 2; slots: figures), status of a history (status, rule 7), facts with what ends them (facts, sales), conflicts (rule 8),
entities and names (rule 9), edges (rule 10). ``view`` and ``visible`` see a fact at another time.

``project`` makes the whole graph; ``update`` makes the :class:`Patch` for a change of a stored one, reading the store through a
:class:`Base` whose claims are filed under their ``blocks`` (and, levels, in a :class:`Timeline` by their ``moment``). The two agree: docstring of update.py.
"""

from graph.projection.blocks import blocks
from graph.projection.edges import edges_of, node_label, standing
from graph.projection.entities import NameUse
from graph.projection.project import Projection, project
from graph.projection.reading import Base, Change, Timeline
from graph.projection.slots import Moment, moment, series_of
from graph.projection.told import ArticleMeta
from graph.projection.update import Patch, update
from graph.projection.view import view, visible

__all__ = [
    "ArticleMeta",
    "Base",
    "Change",
    "Moment",
    "NameUse",
    "Patch",
    "Projection",
    "Timeline",
    "blocks",
    "edges_of",
    "moment",
    "node_label",
    "project",
    "series_of",
    "standing",
    "update",
    "view",
    "visible",
]
