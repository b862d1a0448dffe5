"""Run a command of the letters, then say on stderr how much memory its largest process took, in MB."""

import resource
import sys

from knowledge.__main__ import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(largest / 1024, file=sys.stderr)  # Linux counts in kilobytes
    sys.exit(code)
