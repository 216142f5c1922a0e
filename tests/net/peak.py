#!/usr/bin/env python3
"""Runs a command, and says on the last line of standard output how much memory it or a child had at most.

    peak.py COMMAND…      ends as the command does
"""
import resource
import subprocess
import sys

status = subprocess.call(sys.argv[1:])
print("peak %d KiB" % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
