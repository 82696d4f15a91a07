"""The settings of the model for texts, in plain words."""

from __future__ import annotations

from docmind.ui.settings.words import FieldWords, SectionWords
from docmind.ui.widgets.wording import tr


def words() -> SectionWords:
    """Title, text and fields, translated."""
    return SectionWords(
        tr("Model for texts"),
        tr("How texts are turned into meanings. The models themselves are on their own page."),
        {
            "model_name": FieldWords(
                tr("Model of a new library"),
                tr("A library that holds files keeps the model it has; to change that, choose "
                   "another one on the page of models."),
            ),
            "device": FieldWords(
                tr("Where it runs"),
                tr("A graphics card is much faster; the processor is always there."),
                choices={
                    "auto": tr("Whatever is faster"),
                    "cpu": tr("Processor"),
                    "cuda": tr("Graphics card (NVIDIA)"),
                    "mps": tr("Graphics card (Apple)"),
                },
            ),
            "precision": FieldWords(
                tr("Exactness on the processor"),
                tr("Small numbers need half the time and memory. “Automatic” takes them only where "
                   "a measurement has shown that nothing is lost."),
                choices={
                    "auto": tr("Automatic"),
                    "full": tr("Full numbers"),
                    "int8": tr("Small numbers"),
                },
            ),
            "on_processor": FieldWords(
                tr("What computes on the processor"),
                tr("Both give the same vectors. PyTorch is what the makers of the models use; it "
                   "comes with the models runtime, on the page of models."),
                choices={
                    "onnxruntime": tr("ONNX Runtime"),
                    "torch": tr("PyTorch"),
                },
            ),
            "threads": FieldWords(
                tr("Processor cores"),
                tr("How many the model may use. 0 takes all of them."),
                unit=tr("cores"),
            ),
            "idle_minutes": FieldWords(
                tr("Leave memory after"),
                tr("A model that nobody has used for this long gives its memory back and is loaded "
                   "again when needed. 0 keeps it for ever."),
                unit=tr("minutes"),
            ),
            **_vectors(),
            **_computing(),
        },
    )  # fmt: skip


def _vectors() -> dict[str, FieldWords]:
    """Where vectors come from when the model is gone, and what makes them others."""
    return {
        "fallback": FieldWords(
            tr("Models to take instead"),
            tr("In this order, when the model of the library cannot be had. A library that "
               "holds files only takes one with the same vectors, such as the same model on a "
               "server; until then it answers by words."),
        ),
        "cache_mb": FieldWords(
            tr("Room for vectors that were computed"),
            tr("A text that comes back is not read by the model again. 0 sets no limit."),
            unit=tr("MB"),
        ),
        "dimensions": FieldWords(
            tr("Numbers for each passage"),
            tr("Fewer than the model gives take less room and find a little less. Only models "
               "that were trained for it can do that. 0 takes all."),
            unit=tr("numbers"),
        ),
        "query_template": FieldWords(
            tr("What is put around a question"),
            tr("Only for a model that DocMind does not know, as its makers say, such as "
               "query: {text}"),
            wide=True,
        ),
        "passage_template": FieldWords(
            tr("What is put around a passage"),
            tr("The same for the texts of your files, such as passage: {text}"),
            wide=True,
        ),
    }  # fmt: skip


def _computing() -> dict[str, FieldWords]:
    """What few people ever change."""
    return {
        "runtime_address": FieldWords(
            tr("Address of models runtimes"),
            tr("Where they are downloaded from when you ask for one, beginning with https://. "
               "Empty for nowhere: they can be imported from files then."),
        ),
        "batch_size_gpu": FieldWords(
            tr("Passages at once on a graphics card"),
            tr("More are faster and need more memory of the card."),
            unit=tr("passages"),
        ),
        "batch_size_cpu": FieldWords(
            tr("Passages at once on the processor"),
            tr("More need more memory. The model DocMind came with always takes them singly."),
            unit=tr("passages"),
        ),
        "batch_tokens_gpu": FieldWords(
            tr("Pieces of words at once on a graphics card"),
            tr("Bounds the passages read together by their length. Lower it when the card has "
               "too little memory."),
            unit=tr("pieces"),
        ),
    }  # fmt: skip
