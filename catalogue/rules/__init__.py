"""Pure rules of the trade: values in, a value or a refusal out. No database, no clock, no web."""
