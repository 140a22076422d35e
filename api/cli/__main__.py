"""``python -m api.cli`` is ``claimstake``."""

from api.cli import main

main()
