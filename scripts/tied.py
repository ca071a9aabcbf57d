"""Run a Python module that ends when the process that started it ends, however that happens.

    python scripts/tied.py (signal|pipe) PARENT|FD MODULE [ARGUMENT ...]

`signal`: the kernel sends SIGTERM when the parent is gone (Linux). `pipe`: a thread reads a pipe whose other end only
the parent holds, and sends SIGTERM when it closes (everywhere). The module then runs as `python -m MODULE` would.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1


def tie_by_signal(parent: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    # The parent may have died before the kernel was asked; nobody would tell us then.
    if os.getppid() != parent:
        raise SystemExit("The parent process is gone.")


def tie_by_pipe(descriptor: int) -> None:
    threading.Thread(target=_end_when_closed, args=(descriptor,), name="parent watcher", daemon=True).start()


def _end_when_closed(descriptor: int) -> None:
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    way, number, module, *arguments = sys.argv[1:]
    {"signal": tie_by_signal, "pipe": tie_by_pipe}[way](int(number))
    sys.argv = [module, *arguments]
    sys.path[0] = os.getcwd()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
