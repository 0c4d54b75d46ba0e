"""`python -m benchmarks [NAME [ARGUMENT...]]`: every benchmark of this folder, or one of them."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def main(arguments: list[str]) -> int:
    name, *rest = arguments or [""]
    if name and name not in NAMES:
        sys.stderr.write(f"there is no benchmark {name}; there are: {', '.join(NAMES)}\n")
        return 2
    for one in [name] if name else NAMES:
        print(f"# {one}")
        import_module(f"benchmarks.{one}").main(rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
