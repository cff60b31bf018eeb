"""The month closing between centres, over real HTTP."""
