"""`python -m skill.cli`: the command where no console script is installed."""

from skill.cli import main

main()
