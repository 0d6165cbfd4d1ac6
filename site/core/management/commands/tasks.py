from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.tasks import queue, run_ready


class Command(BaseCommand):
    help = "Show the durable tasks: waiting, running, given up. Run what is due; retry what gave up."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", metavar="{list,run,retry}")
        actions.add_parser("list", help="show the queue (the default)")
        actions.add_parser("run", help="run what is due now, here")
        retry = actions.add_parser("retry", help="put what gave up back in the queue")
        retry.add_argument("id", help="the id of a task, or “all”")

    def handle(self, *, action=None, id=None, **options):
        if action == "run":
            self.stdout.write(f"{run_ready()} run")
        elif action == "retry":
            self.retry(id)
        else:
            self.show()

    def retry(self, id):
        try:
            tasks = queue.given_up() if id == "all" else queue.given_up().filter(pk=UUID(id))
        except ValueError as error:
            raise CommandError(f"“{id}” is neither the id of a task nor “all”.") from error
        count = queue.retry(tasks)
        if not count and id != "all":
            raise CommandError(f"No task {id} has given up.")
        self.stdout.write(f"{count} back in the queue")

    def show(self):
        for title, tasks in (
            ("waiting", queue.waiting()),
            ("running", queue.running()),
            ("given up", queue.given_up()),
        ):
            self.stdout.write(f"{title}: {tasks.count()}")
            for task in tasks.select_related("run")[:20]:
                self.stdout.write(f"  {line(task)}")


def line(task) -> str:
    run = getattr(task, "run", None)
    parts = [str(task.pk), task.task_path, f"since {timezone.localtime(task.enqueued_at):%Y-%m-%d %H:%M}"]
    if run:
        parts += [f"{run.attempts} of {queue.TRIES} tries", run.last_error]
    if task.run_after.year < 9999 and run and not run.gave_up_at:
        parts.append(f"next {timezone.localtime(task.run_after):%Y-%m-%d %H:%M}")
    return " · ".join(part for part in parts if part)
