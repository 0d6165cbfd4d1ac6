import signal
import time

from django.core.management.base import BaseCommand

from core.tasks.consumer import Consumer


class Command(BaseCommand):
    help = "Run durable tasks and scheduled jobs, where the server does not (WORKER=external)."

    def handle(self, **options):
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, _end)
        consumer = Consumer()
        consumer.start()
        self.stdout.write("The worker is running.")
        try:
            while consumer.is_alive():
                time.sleep(1)
        finally:
            self.stdout.write("The worker ends after its current task.")
            consumer.stop()


def _end(signum, frame):
    """Leave the sleep above (not a `join`: after that Python 3.11 would take the thread for ended).

    A second signal leaves the waiting for the task, which then runs again elsewhere.
    """
    raise SystemExit(0)
