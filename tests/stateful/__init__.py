"""Any history of a centre: machines of random steps beside a plain model, on real vaults."""
