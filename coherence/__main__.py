"""`python -m coherence`: the same as the command `coherence`."""

from coherence.cli import main

main()
