"""What users make is readable by the product's own user only; style sheets are readable by all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "samarbejde.settings.production",
    "SECRET_KEY": "build",
    "ALLOWED_HOSTS": "build",
    "DATABASE_URL": "postgres://build/build",
    "REDIS_URL": "redis://build",
    "EMAIL_URL": "smtp://build",
}
COLLECT = """
import django; django.setup()
from django.contrib.staticfiles.storage import staticfiles_storage as storage
print(oct(storage.file_permissions_mode), oct(storage.directory_permissions_mode))
"""


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def python(code: str, variables: dict[str, str]) -> str:
    environment = {"PATH": os.environ["PATH"]} | variables
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_file_that_a_user_makes_is_private_and_so_is_its_folder():
    path = Path(default_storage.path(default_storage.save("private/rapport.pdf", ContentFile(b"x"))))
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_static_files_of_the_image_are_readable_for_the_user_that_serves_them():
    assert python(COLLECT, PRODUCTION) == "0o644 0o755\n"


def test_the_data_folder_is_private_however_it_is_made(tmp_path):
    data = tmp_path / "data"
    python("import samarbejde.settings.local", {"SAMARBEJDE_DATA": str(data)})
    assert mode(data) == 0o700
