"""`parley model`: what the connected model can do, in words or as JSON."""

import dataclasses
import json as json_

from bot import settings
from bot.model.assemble import open_model
from bot.model.trial import notice, trial


def run(name: str | None, *, as_json: bool) -> int:
    """Try the model of that name, or the settings'; the exit status. Raises BadInput where it can't be opened."""
    chosen = settings.load(model=name)
    if not chosen.model:
        print(notice() or "No model is connected; answers are Parley's own. Set PARLEY_MODEL, e.g. openai:gpt-5-mini.")
        return 2
    tried = trial(open_model(chosen))
    works = all(one.works for one in tried)
    if as_json:
        told = [dataclasses.asdict(one) for one in tried]
        print(json_.dumps({"model": chosen.model, "works": works, "tried": told}, ensure_ascii=False))
    else:
        print(f"{chosen.model}{f' at {chosen.model_base_url}' if chosen.model_base_url else ''}")
        for one in tried:
            print(f"  {'works' if one.works else 'FAILS'}  {one.what}: {one.found} ({one.seconds:.1f} s)")
    return 0 if works else 1
