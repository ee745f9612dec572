# SPDX-License-Identifier: Apache-2.0
# What has to be installed, and how: Debian's packages by apt-get, Java's by Maven into a cache
# folder, Python's by pip into a virtual environment there. Says what it installs, asks nothing,
# starts no service. Needs common.sh.

packages_build="gcc libc6-dev cmake ninja-build pkg-config librdkafka-dev libhiredis-dev
    libcurl4-openssl-dev libjansson-dev libyaml-dev libmicrohttpd-dev libicu-dev uuid-dev
    libssl-dev"
packages_cluster="openjdk-17-jre-headless maven redis-server"
packages_tests="libcmocka-dev libavro-dev clang clang-format binutils python3 python3-venv
    python3-redis python3-yaml tzdata iproute2 $packages_cluster"

kafka_version=4.1.1
registry_version=2.6.13.Final
python_packages="fastavro==1.12.1 confluent-kafka==2.11.1"
kafka_home=$cache/kafka-$kafka_version
registry_home=$cache/registry-$registry_version
python_home=$cache/python-$(tr -c 'a-z0-9.\n-' - <<<"$python_packages")

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null || fail 3 "not root and no sudo: as root, run: $*"
        sudo "$@"
    fi
}

package_is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# While `apt_get` runs, no package may start a service: policy-rc.d answers 101, and whatever stood
# there before stands there again afterwards, come what may.
policy=/usr/sbin/policy-rc.d

services_forbid() {
    trap services_allow EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    [ -e $policy ] && as_root mv -f $policy $policy.before-dunning
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
}

services_allow() {
    as_root rm -f $policy
    [ -e $policy.before-dunning ] && as_root mv -f $policy.before-dunning $policy
    trap - EXIT INT TERM
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 "$@"
}

apt_install() {
    apt_get install --no-install-recommends "$@" >&2 && return
    say "refreshing the package lists"
    apt_get update >&2 && apt_get install --no-install-recommends "$@" >&2
}

# packages_need NAME…: install those that are missing.
packages_need() {
    local name missing=()
    command -v dpkg-query >/dev/null || fail 3 "this is no Debian system: install by hand: $*"
    for name in "$@"; do
        package_is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    services_forbid
    apt_install "${missing[@]}" || fail 3 "cannot install ${missing[*]}: see apt-get's words above"
    services_allow
    # A Redis of the system's own would take the local cluster's port at the next boot.
    if [[ " ${missing[*]} " == *" redis-server "* ]] && [ -d /run/systemd/system ]; then
        say "leaving the system's redis-server service disabled"
        as_root systemctl disable --quiet redis-server.service || true
    fi
    hash -r
}

# cache_fill FOLDER COMMAND…: make FOLDER once; the command fills the empty folder given last.
cache_fill() {
    local folder=$1
    shift
    [ -d "$folder" ] && return
    mkdir -p "$cache"
    rm -rf "$folder".new.*
    local new
    new=$(mktemp -d "$folder.new.XXXXXX")
    "$@" "$new" || { rm -rf "$new"; return 1; }
    mv -T "$new" "$folder"
}

maven() {
    mvn -q -B "$@" >&2
}

kafka_fetch() {
    maven -f "$root/ops/lib/kafka.pom.xml" -Dkafka.version="$kafka_version" \
        dependency:copy-dependencies -DoutputDirectory="$1"
}

registry_fetch() {
    maven -f "$root/ops/lib/kafka.pom.xml" dependency:copy \
        -Dartifact="io.apicurio:apicurio-registry-app:$registry_version:tar.gz:all" \
        -DoutputDirectory="$1" &&
        tar -xzf "$1"/apicurio-registry-app-*.tar.gz -C "$1" &&
        rm "$1"/apicurio-registry-app-*.tar.gz
}

python_fetch() {
    /usr/bin/python3 -m venv --system-site-packages "$1" || return
    # shellcheck disable=SC2086
    "$1/bin/python" -m pip install -q --disable-pip-version-check $python_packages >&2
}

kafka_need() {
    [ -d "$kafka_home" ] || say "fetching Kafka $kafka_version into $kafka_home"
    cache_fill "$kafka_home" kafka_fetch || fail 3 "cannot fetch Kafka $kafka_version: see above"
}

registry_need() {
    [ -d "$registry_home" ] || say "fetching the Schema Registry into $registry_home"
    cache_fill "$registry_home" registry_fetch || fail 3 "cannot fetch the registry: see above"
}

python_need() {
    [ -d "$python_home" ] || say "fetching $python_packages into $python_home"
    cache_fill "$python_home" python_fetch || fail 3 "cannot fetch $python_packages: see above"
}
