#!/usr/bin/env bash
# Sees to it that the tests have an Asterisk 22, and the programs that they set against it. Does nothing where they
# are. Asterisk is unpacked into a folder (ASTERISK_DIR, or build/asterisk22) and not installed: Debian 12 has none.
set -euo pipefail
cd "$(dirname "$0")/.."
target="${ASTERISK_DIR:-build/asterisk22}"
suite="${ASTERISK_SUITE:-forky}"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
export DEBIAN_FRONTEND=noninteractive

fail() {
  echo "$1" >&2
  exit 1
}

install_programs() {
  local missing=()
  command -v sipp >/dev/null || missing+=(sip-tester)
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  command -v baresip >/dev/null || missing+=(baresip)
  [ -e "$keyring" ] || missing+=(debian-archive-keyring)
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  command -v apt-get >/dev/null || fail "The tests need ${missing[*]}. Install them."
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
  echo "Installing ${missing[*]} for the tests..."
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# An apt of its own: another suite, nothing installed, nothing of the machine's changed.
write_apt_settings() {
  local mirror="${DEBIAN_MIRROR:-}"
  if [ -z "$mirror" ]; then
    # The one that this machine uses; sed reads to the end, for an early end of the pipe would be a failure.
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | sed -n '/\/debian\/\?$/p' | sort -u | sed -n 1p)
  fi
  mirror="${mirror:-http://deb.debian.org/debian}"
  mkdir -p "$work"/apt/{none,state/lists/partial,cache/archives/partial}
  touch "$work/apt/status"
  echo "deb [signed-by=$keyring] $mirror $suite main" >"$work/apt/sources.list"
  # A frozen mirror is older than its own date of expiry; its signature is checked all the same.
  cat >"$work/apt/apt.conf" <<CONF
Dir::State "$work/apt/state";
Dir::State::status "$work/apt/status";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "$work/apt/none";
Dir::Etc::preferencesparts "$work/apt/none";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Post-Invoke { };
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
Debug::NoLocking "true";
CONF
  export APT_CONFIG="$work/apt/apt.conf"
}

# Asterisk's own packages and libraries; interpreters and what belongs to a whole system are not needed.
unpack_packages() {
  apt-get update -qq
  local names
  names=$(apt-get install -s -qq asterisk asterisk-core-sounds-en-gsm | awk '$1 == "Inst" { print $2 }' |
    grep -E '^(asterisk|lib|zlib)' | grep -vE '^(asterisk-config$|libperl|libpython)')
  (cd "$work/apt/cache/archives" && xargs apt-get download -qq <<<"$names")
  mkdir "$work/root"
  local package
  for package in "$work"/apt/cache/archives/*.deb; do dpkg-deb -x "$package" "$work/root"; done
  rm -rf "$work"/root/usr/share/{doc,man,locale,lintian}
}

# The machine's own libraries are older: Asterisk runs by the loader that came with it.
write_command() {
  cat >"$work/asterisk" <<'RUN'
#!/bin/sh
root=$(dirname "$(readlink -f "$0")")/root
for loader in "$root"/usr/lib/*/ld-linux*.so.*; do
  exec "$loader" --library-path "$(dirname "$loader"):$root/usr/lib" "$root/usr/sbin/asterisk" "$@"
done
RUN
  chmod +x "$work/asterisk"
  "$work/asterisk" -V >/dev/null
}

install_programs
if [ ! -x "$target/asterisk" ]; then
  echo "Unpacking Asterisk of Debian $suite for the tests..."
  mkdir -p "$(dirname "$target")"
  work=$(mktemp -d "$(cd "$(dirname "$target")" && pwd)/.asterisk-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  write_apt_settings
  unpack_packages
  write_command
  rm -rf "$work/apt" "$target"
  chmod 755 "$work"
  mv "$work" "$target"
fi
"$target/asterisk" -V
