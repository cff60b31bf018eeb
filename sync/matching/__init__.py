"""From a person's details to match keys, and from shared keys to the decision at the centre."""
