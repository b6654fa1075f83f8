"""How fast Coherence is, how much it weighs, and what it survives. See README.md in this folder."""
