"""Files that carry tariffs between houses: tables and BO4E."""
