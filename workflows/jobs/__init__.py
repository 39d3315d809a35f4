"""What is done regularly: reminders, expiries, archiving. Each job may be run again at any time and repeats nothing."""
