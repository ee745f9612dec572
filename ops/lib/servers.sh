# SPDX-License-Identifier: Apache-2.0
# The servers of a local cluster: one folder holds their data, logs, pids and ports. A server is
# ours if its pid file names a living process with the start time written there; any other server is
# never touched and never used. Needs common.sh; `cluster` is the folder.

cluster=${XDG_STATE_HOME:-$HOME/.local/state}/dunning/cluster
servers="kafka redis registry"

process_started_at() {
    # Field 22 of stat, counted behind the name, which may hold blanks.
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

# server_pid NAME: print the pid of our running server, or fail.
server_pid() {
    local pid started_at
    read -r pid started_at 2>/dev/null <"$cluster/$1.pid" || return 1
    [ -n "$started_at" ] && [ "$(process_started_at "$pid")" = "$started_at" ] || return 1
    printf '%s' "$pid"
}

port_is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# server_start NAME COMMAND…: in a session of its own, so that no terminal takes it along.
server_start() {
    local name=$1 log=$cluster/$1.log
    shift
    [ -e "$log" ] && mv -f "$log" "$log.1"
    # The lock on the folder stays with this command: descriptor 9 is not passed on.
    setsid "$@" </dev/null >"$log" 2>&1 9>&- &
    local pid=$!
    disown $pid
    printf '%s %s\n' $pid "$(process_started_at $pid)" >"$cluster/$name.pid"
}

# server_wait NAME SECONDS COMMAND…: until the command succeeds; otherwise show the log and leave.
server_wait() {
    local name=$1 left=$(($2 * 10))
    shift 2
    until "$@"; do
        if ! server_pid "$name" >/dev/null || [ $((left -= 1)) -lt 0 ]; then
            say "$name did not start; the end of $cluster/$name.log:"
            tail -n 20 "$cluster/$name.log" >&2
            server_stop "$name"
            fail 3 "$name did not start"
        fi
        sleep 0.1
    done
}

# server_stop NAME: SIGTERM, and SIGKILL after 30 s.
server_stop() {
    local pid left=300
    if pid=$(server_pid "$1"); then
        kill -TERM "$pid"
        while server_pid "$1" >/dev/null; do
            [ $((left -= 1)) -ne 0 ] || kill -KILL "$pid"
            sleep 0.1
        done
    fi
    rm -f "$cluster/$1.pid"
}

cluster_lock() {
    exec 9>"$cluster/lock"
    flock -w 120 9 || fail 3 "another command holds $cluster/lock"
}
