"""Words for what the services answer in codes: dates, states, kinds of aid, errors."""
