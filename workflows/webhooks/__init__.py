"""Events sent to other systems over HTTP, signed as Standard Webhooks asks."""
