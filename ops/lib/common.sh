# SPDX-License-Identifier: Apache-2.0
# Shared by the shell commands in ops/: where things are, how they speak, how they fail.
# Exit codes are dunningctl's: 0 done, 1 "no", 2 wrong usage, 3 something outside is unavailable.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dunning
command_name=ops/$(basename "$0")

say() {
    printf '%s: %s\n' "$command_name" "$*" >&2
}

# fail CODE WORDS: say why and leave.
fail() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}

# usage_of FILE: the comment at its head is its help.
usage_of() {
    sed -n '3,/^[^#]/{s/^# \{0,1\}//p}' "$1"
}

# value_of OPTION REST: the value of an option that needs one.
value_of() {
    [ $# -ge 2 ] || fail 2 "$1 needs a value"
    printf '%s' "$2"
}
