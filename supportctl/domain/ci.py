"""Where a pipeline runs, from what its environment says; reading it is all that is done here."""

from collections.abc import Mapping

from supportctl.domain.frozen import frozen

GITHUB, GITLAB, ELSEWHERE = "github", "gitlab", "elsewhere"


@frozen(kw_only=True)
class Place:
    """`base` is what a change is compared with, empty where the whole desk is looked at.

    `summary` and `outputs` are files the host reads.
    """

    host: str
    base: str = ""
    summary: str = ""
    outputs: str = ""


def of(environment: Mapping[str, str]) -> Place:
    def told(name: str) -> str:
        return environment.get(name, "")

    if told("GITHUB_ACTIONS"):
        # Set on pull requests alone; Gitea and Forgejo say the same words.
        target = told("GITHUB_BASE_REF")
        return Place(
            host=GITHUB,
            base=f"origin/{target}" if target else "",
            summary=told("GITHUB_STEP_SUMMARY"),
            outputs=told("GITHUB_OUTPUT"),
        )
    if told("GITLAB_CI"):
        return Place(host=GITLAB, base=told("CI_MERGE_REQUEST_DIFF_BASE_SHA"))
    target = told("CHANGE_TARGET")  # Jenkins
    return Place(host=ELSEWHERE, base=f"origin/{target}" if target else "")
