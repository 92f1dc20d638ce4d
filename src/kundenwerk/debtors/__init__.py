"""Contract accounts, payment methods, SEPA mandates."""
