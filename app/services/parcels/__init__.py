"""The closing of a centre without a network: out on a USB stick, and the answer back on it.

The messages, and the steps that make and read them, are those of `app.services.closing`; between
them lies a file that somebody carries. Trips for a first month: one brings the tokens, one takes
the entries there and brings the matches, one brings the aid elsewhere. Later a month takes one:
whoever is new in it has her tokens after that trip, and her matches after the next.
"""

from app.services.parcels.carrying import carry_parcel
from app.services.parcels.errors import NetworkNeeded, ParcelUnusable, StickFull, StickNotWritable
from app.services.parcels.joining import ask_to_join
from app.services.parcels.making import make_parcel
from app.services.parcels.standing import parcel_state
from app.services.parcels.taking import take_answer

__all__ = [
    "NetworkNeeded",
    "ParcelUnusable",
    "StickFull",
    "StickNotWritable",
    "ask_to_join",
    "carry_parcel",
    "make_parcel",
    "parcel_state",
    "take_answer",
]
