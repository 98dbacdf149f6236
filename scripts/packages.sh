# shellcheck shell=bash
# System packages: found, or installed where that is allowed, or named.

has_postgres() {
    if [ -n "${HUB_DATABASE:-}" ]; then
        return 0
    fi

    if [ -n "${HUB_POSTGRES_BIN:-}" ]; then
        [ -x "$HUB_POSTGRES_BIN/initdb" ] && return 0
        wrong "HUB_POSTGRES_BIN is '$HUB_POSTGRES_BIN', which has no initdb; name the folder of the server programs."
    fi

    for program in /usr/lib/postgresql/*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb; do
        [ -x "$program" ] && return 0
    done
    command -v initdb >/dev/null 2>&1
}

ensure_postgres() {
    if has_postgres; then
        return
    fi

    if can_install; then
        install_postgres
        has_postgres || wrong "PostgreSQL was installed, but its initdb is not in the expected place."
    elif command -v apt-get >/dev/null 2>&1; then
        wrong "PostgreSQL's server programs are missing. Run: sudo apt-get install -y --no-install-recommends postgresql"
    elif command -v brew >/dev/null 2>&1; then
        wrong "PostgreSQL's server programs are missing. Run: brew install postgresql@17"
    else
        wrong "PostgreSQL's server programs (initdb, pg_ctl) are missing. Install your system's PostgreSQL server" \
            "package, or set HUB_DATABASE to the connection string of a server."
    fi
}

can_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# The server package makes and starts a cluster of its own unless it is told not to, and it is told in a file of the
# package postgresql-common. So that one comes first, the switch is set while the server is installed, and afterwards
# the file is as the administrator of this machine left it.
install_postgres() {
    local conf=/etc/postgresql-common/createcluster.conf kept status=0
    say "installing PostgreSQL's server programs (package postgresql, without a system cluster)…"
    apt_install postgresql-common
    kept="$(mktemp)"
    cp "$conf" "$kept"
    { grep -vE '^[[:space:]]*create_main_cluster' "$kept" || true; echo 'create_main_cluster = false'; } |
        as_root tee "$conf" >/dev/null
    (apt_install postgresql) || status=$?
    as_root tee "$conf" <"$kept" >/dev/null
    rm -f "$kept"
    return "$status"
}

# The package lists are fetched only when the ones at hand do not do.
apt_install() {
    local log="$ARTIFACTS/packages.log"
    mkdir -p "$ARTIFACTS"
    apt_try "$log" install "$@" && return
    say "fetching the package lists…"
    apt_try "$log" update && apt_try "$log" install "$@" && return
    tail -n 15 "$log" | without_addresses >&2
    wrong "installing $* failed; the whole output is in $log"
}

apt_try() {
    local log="$1" verb="$2"
    shift 2
    if [ "$verb" = install ]; then
        set -- -y --no-install-recommends "$@"
    fi

    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$verb" "$@" >"$log" 2>&1 </dev/null
}

# What some tests need beyond the SDK and PostgreSQL: a spreadsheet program that recomputes our workbooks, a reader of
# what it prints, Chinese fonts, a browser for the dashboard, and an SSH and an IMAP server that the tests start for
# themselves (libpam-wrapper gives the former users of the test's own).
TEST_PACKAGES="libreoffice-calc poppler-utils fonts-noto-cjk chromium openssh-server dovecot-imapd libpam-wrapper"

install_test_packages() {
    local missing="" name
    if ! command -v dpkg-query >/dev/null 2>&1; then
        wrong "test --all installs Debian packages ($TEST_PACKAGES), which this system does not have; run ./hub test."
    fi

    for name in $TEST_PACKAGES; do
        if ! dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed'; then
            missing="$missing $name"
        fi
    done
    if [ -z "$missing" ]; then
        return
    fi

    can_install || wrong "run first: sudo apt-get install -y --no-install-recommends$missing"
    say "installing$missing…"
    # shellcheck disable=SC2086
    install_without_services $missing
}

# Of a server only its programs are wanted: this machine must not begin to serve, neither now nor after the next boot.
# What already served goes on.
install_without_services() {
    local policy=/usr/sbin/policy-rc.d ours=no status=0 name services=""
    if [ ! -e "$policy" ]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 0755 "$policy"
    fi

    for name in ssh dovecot; do
        [ -e "/etc/init.d/$name" ] || services="$services $name"
    done
    (apt_install "$@") || status=$?
    if [ "$ours" = yes ]; then
        as_root rm -f "$policy"
    fi

    for name in $services; do
        keep_off "$name"
    done
    return "$status"
}

keep_off() {
    as_root deb-systemd-helper disable "$1.service" >/dev/null 2>&1 || true
    as_root update-rc.d "$1" disable >/dev/null 2>&1 || true
}
