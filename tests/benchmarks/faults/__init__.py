"""A campaign of faults: kills at any moment, disks that are full or may not be written, files that were tampered with.

    python -m tests.benchmarks.faults SCRATCH [--kills 1000] [--trainings 40] [--files 5000] [--seed 1] [--no-disks]

What is killed is a child of this process that has everything imported, so that a thousand kills take minutes: each
moment is as likely as any other, counted in calls of functions for one half of the kills, in time for the other. What
was there before, or what was being written, has to be there afterwards, whole. SCRATCH is where it all happens.
"""
