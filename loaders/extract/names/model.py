"""The statistical recogniser: the head trained on our corpus (``loaders/models``), which reads the gazetteer's hits beside the words.

The base model's own persons stood beside it once; since the head is trained with exchanged names they add more errors than names
(docs/training.md), so the base model's ``ner`` is not run at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files

from graph.errors import ClaimstakeError
from graph.ontology import EntityType
from loaders.extract.grammar.blas import quick_products
from loaders.extract.grammar.embedding import look_words_up
from loaders.extract.names.head import add_head, lay, plain
from loaders.gazetteer import Gazetteer


class MissingWeights(ClaimstakeError):
    """The weights of a language are not where they ship."""


class SpacyRecogniser:
    """Names by the trained head of a language. Raises MissingWeights when its weights are not there."""

    def __init__(self, lang: str, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        with quick_products():
            self._nlp, head = add_head(lang)
        with as_file(files("loaders.models").joinpath(lang)) as folder:
            if not (folder / "model").is_file():
                raise MissingWeights(
                    f"loaders/models/{lang}: no weights there; run `python -m loaders.train.names --lang {lang}`, or reinstall the package"
                )
            head.from_disk(folder, exclude=["vocab"])
        look_words_up(head.model)

    def spans(self, sentences: Sequence[str]) -> list[list[tuple[int, int, EntityType]]]:
        """For each sentence, (start, end, type) by characters of that sentence."""
        texts = [plain(s) for s in sentences]
        docs = [lay(self._nlp.make_doc(t), self._gazetteer.find(t)) for t in texts]
        return [[(e.start_char, e.end_char, EntityType(e.label_)) for e in doc.ents] for doc in self._nlp.pipe(docs, batch_size=64)]
