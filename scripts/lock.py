"""Remake every lock file with the newest versions that the .in files and package.json allow: `make lock`.

No lock file names a registry: who installs says where from. `--universal` keeps what other systems and Pythons need.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = "pip compile --universal --python-version 3.11 --upgrade --generate-hashes --quiet"
SILENT = "--no-header --no-annotate --no-emit-index-url --no-emit-find-links"


def main() -> int:
    uv = ROOT / ".venv" / "bin" / "uv"
    for source in sorted(ROOT.glob("requirements*.in")):
        target = source.with_suffix(".txt")
        print(f"Locking {target.name} …", flush=True)
        subprocess.run(
            [uv, *COMPILE.split(), *SILENT.split(), "--output-file", target.name, source.name], cwd=ROOT, check=True
        )
    print("Locking package-lock.json …", flush=True)
    subprocess.run(["npm", "update", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
