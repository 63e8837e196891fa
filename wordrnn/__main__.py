"""`python -m wordrnn`: the command line without the app."""

import sys

from wordrnn.cli import main

sys.exit(main())
