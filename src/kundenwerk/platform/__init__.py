"""Django plumbing without business words: commands, events, jobs, audit, files, search."""
