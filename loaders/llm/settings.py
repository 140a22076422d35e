"""Settings of the ``llm`` extractor: one frozen object, read from the environment when the extractor is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SettingsError

PROVIDERS = ("openai", "anthropic")
MODEL, URL, KEY = "CLAIMSTAKE_LLM_MODEL", "CLAIMSTAKE_LLM_URL", "CLAIMSTAKE_LLM_KEY"
TOKENS, TIMEOUT, RETRIES, CACHE = "CLAIMSTAKE_LLM_TOKENS", "CLAIMSTAKE_LLM_TIMEOUT", "CLAIMSTAKE_LLM_RETRIES", "CLAIMSTAKE_LLM_CACHE"
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Which model to ask, and how much.

    ``url`` is empty for the provider's own; ``tokens`` is the budget of a process, in and out together; ``timeout`` in seconds a request;
    ``retries`` of what may pass (429, 5xx, timeouts), and of an answer that is not as asked for; ``cache`` is a folder.
    """

    provider: str
    model: str
    cache: Path
    url: str = ""
    key: str = ""
    tokens: int = 1_000_000
    timeout: float = 60.0
    retries: int = 3

    @staticmethod
    def of(environment: Mapping[str, str]) -> LlmSettings:
        """Read them from environment variables. Raises SettingsError naming the variable."""
        provider, _, model = environment.get(MODEL, "").partition(":")
        if provider not in PROVIDERS or not model:
            raise SettingsError(
                f"{MODEL} names no model; set it to openai:NAME (any endpoint that speaks OpenAI's protocol, a local one too, at {URL}) "
                "or anthropic:NAME"
            )
        home = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return LlmSettings(
            provider=provider,
            model=model,
            cache=Path(environment.get(CACHE) or Path(home) / "claimstake" / "llm"),
            url=environment.get(URL, ""),
            key=environment.get(KEY) or environment.get(_KEYS[provider], ""),
            tokens=int(_number(environment, TOKENS, "1000000")),
            timeout=_number(environment, TIMEOUT, "60"),
            retries=int(_number(environment, RETRIES, "3")),
        )


def _number(environment: Mapping[str, str], name: str, default: str) -> float:
    text = environment.get(name) or default
    try:
        number = float(text.replace("_", ""))
    except ValueError as error:
        raise SettingsError(f"{name}: {text!r} is no number") from error
    if not 0 <= number < 1e12:
        raise SettingsError(f"{name}: {text!r} is out of range; give a number from 0")
    return number
