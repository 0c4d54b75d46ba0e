"""`supportctl completion`: what a shell reads once, to ask `supportctl __complete` at every Tab."""

from enum import StrEnum
from typing import Annotated

import typer

from supportctl.cli.help import examples
from supportctl.cli.session import Session

app = typer.Typer(add_completion=False)


class Shell(StrEnum):
    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


SCRIPTS = {
    Shell.BASH: r"""
_supportctl() {
    local value _ head="" typed="${COMP_LINE:0:COMP_POINT}"
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    if [[ "${typed##*[[:space:]]}" == *:* && "$COMP_WORDBREAKS" == *:* ]]; then
        # bash makes three words of status:new, and wants the last of them alone
        read -ra words <<< "${typed#*[[:space:]]}"
        head="${typed##*[[:space:]]}"
        head="${head%:*}:"
    fi
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        COMPREPLY+=("${value#"$head"}")
    done < <("$1" __complete "${words[@]}" 2>/dev/null)
}
complete -o default -o bashdefault -F _supportctl supportctl sctl
""",
    Shell.ZSH: r"""
#compdef supportctl sctl
_supportctl() {
    local value help
    local -a found
    while IFS=$'\t' read -r value help; do
        found+=("${value//:/\\:}${help:+:$help}")
    done < <("${words[1]}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#found )); then
        _describe -V supportctl found
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_supportctl" ]; then
    _supportctl "$@"
else
    compdef _supportctl supportctl sctl
fi
""",
    Shell.FISH: r"""
function __supportctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    test -n "$current"; or set current ''
    $words[1] __complete $words[2..-1] $current 2>/dev/null
end
for program in supportctl sctl
    complete -c $program -f -a '(__supportctl_complete)'
    complete -c $program -s F -l file -r -F
    complete -c $program -s C -x -a '(__fish_complete_directories)'
end
""",
}


@app.command(
    epilog=examples(
        "supportctl completion bash > ~/.local/share/bash-completion/completions/supportctl",
        "supportctl completion fish > ~/.config/fish/completions/supportctl.fish",
        'eval "$(supportctl completion zsh)"',
    )
)
def completion(
    ctx: typer.Context, shell: Annotated[Shell, typer.Argument(help="The shell to serve.")]
) -> None:
    """Print the completion script of a shell.

    The script asks supportctl itself at every Tab, so it stays right when supportctl is upgraded.
    """
    Session.of(ctx).answer(SCRIPTS[shell].strip())
