"""What goes on behind the requests: events told, mails and webhooks sent, jobs run."""
