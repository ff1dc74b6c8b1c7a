#!/bin/sh
# What the tests use from the system: Chromium for the pages, Java 17 or later for Spark, Dovecot
# as the mail server whose mailboxes are read.
# (PostgreSQL comes as a Python package.) Installed where that works without asking; otherwise
# says what to run, and the tests that need it are skipped with their reason.
set -eu
cd "$(dirname "$0")/.."

have_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}

have_java() {
    java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | grep -qE '^(1[7-9]|[2-9][0-9])$'
}

java_package() {
    for version in 17 21 25; do
        apt-cache show "openjdk-$version-jre-headless" >/dev/null 2>&1 &&
            echo "openjdk-$version-jre-headless" && return
    done
    echo default-jre-headless
}

get() {
    what=$1 package=$2
    sh scripts/apt_install.sh "$package" || {
        echo "$what is not here: its tests are skipped (in CI they fail)." >&2
        echo "Next: install it and run this again (Debian: apt-get install $package)." >&2
    }
}

have_chromium || get "Chromium" chromium
have_java || get "Java 17 or later" "$(java_package)"
command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ] || get "Dovecot" dovecot-imapd
