"""The screens of clerks."""
