"""The files a host reads to run supportctl on every pull request, as `init --ci` writes them."""

from collections.abc import Mapping

from supportctl import __version__
from supportctl.store import packaged

PLACES: Mapping[str, str] = {
    "github": ".github/workflows/supportctl.yml",
    "gitlab": ".gitlab/supportctl.yml",
}


def written_for(host: str) -> dict[str, bytes]:
    """Path and content for one host; nothing for no host. The release is the one that writes it."""
    if not host:
        return {}
    text = (packaged.DEFAULTS / "ci" / f"{host}.yml").read_text(encoding="utf-8")
    return {PLACES[host]: text.replace("{version}", __version__).encode()}
