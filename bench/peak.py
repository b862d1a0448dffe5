"""Run a command of the letters, then say on stderr what it took: MB of its largest process, seconds of processor."""

import json
import resource
import sys

from knowledge.__main__ import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(each.ru_utime + each.ru_stime for each in used)
    largest = max(each.ru_maxrss for each in used) / 1024  # Linux counts in kilobytes
    print(json.dumps({"memory": largest, "processor": spent}), file=sys.stderr)
    sys.exit(code)
