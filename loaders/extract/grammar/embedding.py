"""Word embeddings that are worked out once for each kind of word and looked up from then on.

The models' first layer reads nothing but a word's own features (norm, prefix, suffix, shape, tag), so the same features always give the same
vector; an article says most of its words more than once, and an archive nearly all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

_Floats: TypeAlias = npt.NDArray[np.float32]

# Rows worked out together. Always as many, padded if need be, for a matrix product of another height may round its last bits differently:
# claims must not depend on the order in which articles come.
_HEIGHT = 32
_MOST = 50_000  # kinds of words kept, some 20 MB; a language's articles of a day hold fewer


class WordVectors:
    """The vectors of the kinds of words seen so far, by the numbers of their features."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        """``embed``: spaCy's chain of features, hashed tables and one layer that mixes them."""
        self._features, _, *self._layers, _ = embed.layers
        self._at: dict[bytes, int] = {}
        self._vectors: _Floats = np.zeros((1024, embed.get_dim("nO")), dtype=np.float32)

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[_Floats], Callable[[Any], Any]]:
        """For each document an array of (words, width). It can't be trained: thinc is told so when it asks for the way back."""
        rows = self._features.predict(docs)
        keys = [np.ascontiguousarray(r).view(f"V{r.shape[1] * r.itemsize}").ravel().tolist() for r in rows]
        if len(self._at) > _MOST:
            self._at.clear()
        pairs = (pair for ks, rs in zip(keys, rows, strict=True) for pair in zip(ks, rs, strict=True))
        self._learn({key: row for key, row in pairs if key not in self._at})
        at = self._at
        return [self._vectors[np.asarray([at[key] for key in ks], dtype=np.intp)] for ks in keys], _no_way_back

    def _learn(self, new: dict[bytes, Any]) -> None:
        rows = list(new.values())
        first = len(self._at)
        if first + len(rows) > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors, shape=(first + len(rows), self._vectors.shape[1]))])
        for k in range(0, len(rows), _HEIGHT):
            made = self._mixed(np.stack(rows[k : k + _HEIGHT]))
            self._vectors[first + k : first + k + len(made)] = made
        self._at.update((key, first + k) for k, key in enumerate(new))

    def _mixed(self, rows: npt.NDArray[np.uint64]) -> _Floats:
        height = len(rows)
        padded: Any = np.concatenate([rows, np.repeat(rows[-1:], _HEIGHT - height, axis=0)])
        lengths: Any = np.asarray([_HEIGHT], dtype="i")
        out: Any = Ragged(padded, lengths)
        for layer in self._layers:
            out = layer.predict(out)
        return np.asarray(out.data[:height])


def _no_way_back(_: Any) -> Any:
    raise NotImplementedError("embeddings that are looked up can't be trained; train the pipeline before it is made quick")


def look_words_up(model: Model[Any, Any]) -> None:
    """Put WordVectors in the place of a model's embedding layers. For prediction only, after the weights are loaded."""
    for parent in model.walk():
        for k, layer in enumerate(parent.layers):
            if layer.layers and layer.layers[0].name == "extract_features":
                parent.layers[k] = Model("word_vectors", WordVectors(layer))
