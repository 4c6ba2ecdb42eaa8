"""Real git repositories for tests, made by the real git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DOCDIFF = str(Path(sys.executable).parent / "docdiff")
_IDENTITY = {
    "GIT_AUTHOR_NAME": "n",
    "GIT_AUTHOR_EMAIL": "e@example.org",
    "GIT_COMMITTER_NAME": "n",
    "GIT_COMMITTER_EMAIL": "e@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    # What git runs in turn, as textconv and diff drivers, is this environment's docdiff.
    "PATH": f"{Path(DOCDIFF).parent}{os.pathsep}{os.environ['PATH']}",
}


class Repository:
    """A folder under git; files are given as name and text or bytes."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *args):
        """Run git in the folder and return what it prints."""
        done = subprocess.run(
            ["git", *args],
            cwd=self.folder,
            env={**os.environ, **_IDENTITY},
            check=True,
            capture_output=True,
        )
        return done.stdout.decode("utf-8", "replace")

    def write(self, **files):
        """Write files; ``__`` in a name is a dot."""
        for name, text in files.items():
            self.put(name.replace("__", "."), text)

    def put(self, name, text):
        """Write one file by its exact name; None removes it."""
        path = self.folder / os.fsdecode(name)
        if text is None:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def commit(self, **files):
        """Write files and commit everything."""
        self.write(**files)
        self.git("add", "-A")
        self.git("commit", "-qm", "m", "--no-verify", "--allow-empty")

    def docdiff(self, *args, cwd=None, **env):
        """Run docdiff; return the exit code, stdout and stderr."""
        done = subprocess.run(
            [DOCDIFF, *map(os.fspath, args)],
            cwd=cwd or self.folder,
            env={**os.environ, **_IDENTITY, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def check(self, *args, **env):
        """Run ``docdiff check`` against the last commit."""
        return self.docdiff("check", "--base", "HEAD", *args, **env)
