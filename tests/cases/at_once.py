"""Something done beside what the test does, in a connection of its own."""

from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import connection

SECONDS = 1


def beside(act) -> Future:
    """The act in a connection of its own. It has come as far as it can."""

    def done():
        try:
            return act()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(done)
    pool.shutdown(wait=False)
    wait([future], SECONDS)
    return future
