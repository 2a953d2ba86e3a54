#!/bin/sh
# Sets up everything the program needs: shared libraries, a private Python environment and the
# locked packages. Safe to run again: a second run only compares a stamp.
# Usage: tools/setup.sh base|dev
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-dev}
python=${PYTHON:-python3}
venv=.venv

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null 2>&1 || { say "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 3; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or newer is needed; this is $("$python" --version). Set PYTHON=/path/to/python3.11"; exit 3; }

# name of the shared library, then the Debian or Ubuntu package that brings it
libraries="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libpulse.so.0 libpulse0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libseccomp.so.2 libseccomp2
"

missing_packages() {
    printf '%s\n' "$libraries" | while read -r library package; do
        [ -n "$library" ] || continue
        "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$library" 2>/dev/null || printf '%s ' "$package"
    done
}

if [ "$(uname -s)" = Linux ]; then
    missing=$(missing_packages)
    "$python" -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            say "Installing shared libraries: $missing"
            apt-get update -qq >&2
            # shellcheck disable=SC2086  # the list is words on purpose
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
            still=$(missing_packages)
            [ -z "$still" ] || { say "Still missing after the installation: $still"; exit 3; }
        else
            say "Some shared libraries are missing. Please run this, then start again:"
            say "    sudo apt-get install -y $missing"
            exit 3
        fi
    fi
fi

# Programs that only some tests talk to: a PostgreSQL that speaks TLS (that of the test package does
# not) and a store of secrets. Without them those tests are skipped and say so.
missing_programs() {
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || printf 'postgresql '
    command -v dbus-run-session >/dev/null 2>&1 || printf 'dbus '
    command -v gnome-keyring-daemon >/dev/null 2>&1 || printf 'gnome-keyring '
}

if [ "$wanted" = dev ] && [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null 2>&1; then
    missing=$(missing_programs)
    if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
        say "Installing programs for tests: $missing"
        # The package would start a server of its own, which nobody asked for.
        [ -e /etc/postgresql-common/createcluster.conf ] || {
            mkdir -p /etc/postgresql-common
            printf 'create_main_cluster = false\n' > /etc/postgresql-common/createcluster.conf; }
        # shellcheck disable=SC2086  # the list is words on purpose
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold $missing; } >&2 ||
            say "They could not be installed; the tests that need them are skipped."
    elif [ -n "$missing" ]; then
        say "Some tests are skipped without these: sudo apt-get install $missing"
    fi
fi

lock=requirements/$wanted.txt
stamp=$venv/.installed-$wanted
fingerprint=$(cksum "$lock"; "$python" --version)
if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$fingerprint" ]; then
    exit 0
fi
# The development lock contains the base one, so an environment made for it serves both.
if [ "$wanted" = base ] && [ -x "$venv/bin/python" ] && \
   [ "$(cat "$venv/.installed-dev" 2>/dev/null || true)" = "$(cksum requirements/dev.txt; "$python" --version)" ]; then
    exit 0
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
say "Installing the locked packages of $lock (a few minutes the first time)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock" >&2
printf '%s\n' "$fingerprint" > "$stamp"
