"""What the service costs, measured against a real server over loopback. Not installed; see docs/performance.md."""
