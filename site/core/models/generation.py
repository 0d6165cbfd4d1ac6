"""What a cache asks the database before it answers: has anything readable changed? (decision 11)"""

from django.db import models


class CacheGeneration(models.Model):
    """One row per transaction that changed something readable, written in that transaction (`core.generation`).

    The generation is the set of rows. A row added by each writer, not a number all of them raise: writers on PostgreSQL
    would wait for one another at that number, and lock each other out. Old rows are swept away.
    """

    def __str__(self):
        return str(self.pk)
