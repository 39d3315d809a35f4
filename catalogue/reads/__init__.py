"""The named reads: what is online, the directory, the reference lists. Each says how many statements it takes."""
