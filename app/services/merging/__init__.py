"""Two household files of a centre that are one, or are not: compared, merged, divided again."""

from app.services.merging.apart import tell_apart
from app.services.merging.comparing import compare, differences_of
from app.services.merging.dividing import merged_files, split_households
from app.services.merging.likely import files_alike, likely_doubles
from app.services.merging.uniting import merge_households

__all__ = [
    "compare",
    "differences_of",
    "files_alike",
    "likely_doubles",
    "merge_households",
    "merged_files",
    "split_households",
    "tell_apart",
]
