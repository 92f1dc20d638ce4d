"""Letters, documents, mails."""
