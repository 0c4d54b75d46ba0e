"""The password of the mail server: from the environment, or from a command that the environment names.

Never from the repository, and no command is taken from there either: what it holds may be anybody's.
"""

import os
import shlex
import subprocess

from supportctl.errors.mail import NoPassword, PasswordCommandFailed, PasswordInTheClear
from supportctl.store.config_mail import NONE, Server
from supportctl.store.smtp import Credentials

USER, PASSWORD, COMMAND = "SUPPORTCTL_SMTP_USER", "SUPPORTCTL_SMTP_PASSWORD", "SUPPORTCTL_SMTP_COMMAND"
_WAIT = 60


def of(server: Server) -> Credentials:
    """Nothing where no user is named. Raises NoPassword, PasswordCommandFailed, PasswordInTheClear."""
    user = os.environ.get(USER, "") or server.user
    if not user:
        return Credentials()
    if server.security == NONE:
        raise PasswordInTheClear(host=server.host)
    password = os.environ.get(PASSWORD, "") or _asked(server, user)
    if not password:
        raise NoPassword(user=user, host=server.host, variable=PASSWORD, command=COMMAND)
    return Credentials(user, password)


def _asked(server: Server, user: str) -> str:
    command = os.environ.get(COMMAND, "")
    if not command:
        return ""
    asked = {"SUPPORTCTL_SMTP_HOST": server.host, USER: user}
    try:
        done = subprocess.run(
            shlex.split(command),
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **asked},
            timeout=_WAIT,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise PasswordCommandFailed(variable=COMMAND, reason=type(error).__name__) from error
    if done.returncode:
        raise PasswordCommandFailed(variable=COMMAND, reason=f"exit code {done.returncode}")
    return done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
