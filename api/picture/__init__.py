"""A picture of the graph that a person understands: one self-contained SVG or HTML file, nothing loaded from anywhere."""

from api.picture.choose import Drawing, Line, Node, choose
from api.picture.html import to_html
from api.picture.layout import Placed, place
from api.picture.svg import to_svg

__all__ = ["Drawing", "Line", "Node", "Placed", "choose", "place", "to_html", "to_svg"]
