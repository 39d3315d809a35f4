"""What happened: events are written in the transaction of the change and told afterwards, by every channel."""
