"""A prompt from prompts/, with its front matter, filled with the inputs it names."""

import functools
from dataclasses import dataclass
from importlib import resources

import frontmatter

_SPLIT = "<!-- message -->"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: what the model is told (system) and the message's template, with {{input}} for each input."""

    name: str
    version: int
    inputs: tuple[str, ...]
    system: str
    template: str

    def message(self, **inputs: str) -> str:
        """The message with every input filled in. Raises KeyError when the inputs are not those it names."""
        if set(inputs) != set(self.inputs):
            raise KeyError(f"the prompt {self.name!r} takes {self.inputs}, not {tuple(inputs)}")
        filled = self.template
        for name, value in inputs.items():
            filled = filled.replace("{{" + name + "}}", value)
        return filled


@functools.cache
def load(name: str) -> Prompt:
    """The prompt prompts/<name>.md."""
    text = resources.files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    post = frontmatter.loads(text)
    system, _, template = post.content.partition(_SPLIT)
    inputs = post.metadata.get("inputs")
    listed = inputs if isinstance(inputs, list) else []
    return Prompt(
        str(post.metadata["name"]), int(str(post.metadata["version"])), tuple(str(i) for i in listed),
        system.strip(), template.strip(),
    )  # fmt: skip
