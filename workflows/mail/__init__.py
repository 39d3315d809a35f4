"""Mail: written in the transaction of the change that it tells, sent afterwards."""
