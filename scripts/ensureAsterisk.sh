#!/usr/bin/env bash
# Sees to it that the tests have an Asterisk, and the programs that they set against it. Does nothing where they
# are. Asterisk is unpacked into a folder (ASTERISK_DIR, or build/asterisk22) and not installed: Debian 12 has none.
# It comes from suites of Debian that move: the version that is known to work is taken where a suite has it, else the
# first suite's that is of the same series. ASTERISK_SERIES=16 brings, and is tested with, Asterisk 16 (build/asterisk16);
# ASTERISK_SERIES=newest the newest 22 of the suites. ASTERISK_SUITE names other suites, DEBIAN_MIRROR a mirror,
# DEBIAN_KEYRING the keys that its packages are signed with.
set -euo pipefail
source "$(dirname "$0")/ensure/parts.sh"
source scripts/ensure/aptOfItsOwn.sh
wanted="${ASTERISK_SERIES:-22}"
target="${ASTERISK_DIR:-build/asterisk$wanted}"
case "$wanted" in
  16) KNOWN=16.28.0 SERIES=16 from=bullseye ;;
  22) KNOWN=22.10.1 SERIES=22 from="forky sid duke" ;;
  newest) KNOWN= SERIES=22 from="forky sid duke experimental" ;;
  *)
    echo "ASTERISK_SERIES is $wanted, and may be 16, 22 or newest." >&2
    exit 2
    ;;
esac
read -r -a suites <<<"${ASTERISK_SUITE:-$from}"
keyring="${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}"
COMMAND="${ASTERISK_SERIES:+ASTERISK_SERIES=$wanted }bash scripts/ensureAsterisk.sh"

# without WHY [COMMAND]
without_asterisk() {
  leave_out asterisk "$1" "${2:-$COMMAND}"
  finish
}

# Version of the suite's Asterisk, without Debian's parts; nothing where the suite or the package is not to be had.
version_in() {
  local folder="$work/apt-$1"
  write_apt_settings "$folder" "$mirror" "$1" "$keyring"
  APT_CONFIG="$folder/apt.conf" apt-get update -qq >/dev/null 2>"$folder/update.log" || return 0
  APT_CONFIG="$folder/apt.conf" apt-cache show --no-all-versions asterisk 2>/dev/null |
    sed -nE 's/^Version: ([0-9]+:)?([0-9.]+).*/\2/p' | sed -n 1p
}

# Is the first version later than the second? Both have three numbers.
is_later() {
  local one other place
  IFS=. read -r -a one <<<"$1"
  IFS=. read -r -a other <<<"$2"
  for place in 0 1 2; do
    if [ "${one[place]:-0}" -ne "${other[place]:-0}" ]; then
      [ "${one[place]:-0}" -gt "${other[place]:-0}" ]
      return
    fi
  done
  return 1
}

# Sets `suite` and `version`: the known one, or else the first of the series; of `newest` its newest.
choose_suite() {
  local one found
  suite="" version=""
  for one in "${suites[@]}"; do
    found=$(version_in "$one")
    echo "  Debian $one: ${found:-none}"
    if [ "${found%%.*}" != "$SERIES" ]; then continue; fi
    if [ "$found" = "$KNOWN" ]; then
      suite="$one" version="$found"
      return
    fi
    if [ -z "$suite" ] || { [ -z "$KNOWN" ] && is_later "$found" "$version"; }; then suite="$one" version="$found"; fi
  done
}

# Asterisk's own packages and libraries; interpreters and what belongs to a whole system are not needed.
unpack_packages() {
  local names
  names=$(apt-get install -s -qq asterisk asterisk-core-sounds-en-gsm | awk '$1 == "Inst" { print $2 }' |
    grep -E '^(asterisk|lib|zlib)' | grep -vE '^(asterisk-config$|libperl|libpython)')
  (cd "$1/cache/archives" && xargs apt-get download -qq <<<"$names")
  local package tree="$work/root"
  mkdir "$tree"
  for package in "$1"/cache/archives/*.deb; do dpkg-deb -x "$package" "$tree"; done
  # Older packages have files outside of /usr.
  local folder
  for folder in bin sbin lib; do
    if [ ! -d "$tree/$folder" ]; then continue; fi
    mkdir -p "$tree/usr/$folder"
    cp -a "$tree/$folder/." "$tree/usr/$folder/"
    rm -rf "${tree:?}/$folder"
  done
  rm -rf "$tree"/usr/share/{doc,man,locale,lintian}
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

fetch_asterisk() {
  APT_CONFIG="$work/apt-$suite/apt.conf"
  export APT_CONFIG
  # Experimental has only what differs from sid, and nothing of it is taken unless it is asked for.
  if [ "$suite" = experimental ]; then
    sed 's/ experimental main$/ sid main/;1!d' "$work/apt-$suite/sources.list" >"$work/apt-$suite/sid.list"
    cat "$work/apt-$suite/sid.list" >>"$work/apt-$suite/sources.list"
    echo 'APT::Default-Release "experimental";' >>"$APT_CONFIG"
    apt-get update -qq
  fi
  unpack_packages "$work/apt-$suite"
  write_command
}

install_programs sipp=sip-tester baresip=baresip
forget asterisk
if [ ! -x "$target/asterisk" ]; then
  is_there apt-get || without_asterisk "there is no apt-get to fetch it with" \
    "ASTERISK_DIR=<folder that this script has filled on a Debian, copied here> npm test"
  [ -e "$keyring" ] || apt_as_root install -y --no-install-recommends debian-archive-keyring >/dev/null || true
  [ -e "$keyring" ] || without_asterisk "$keyring is not there, by which Debian's packages are checked" \
    "$(install_command debian-archive-keyring)"
  mirror="${DEBIAN_MIRROR:-$(machine_mirror || true)}"
  [ -n "$mirror" ] || without_asterisk "this machine's apt uses no mirror of Debian, and DEBIAN_MIRROR is not set" \
    "DEBIAN_MIRROR=<address of a mirror of Debian, up to and with /debian> $COMMAND"
  mkdir -p "$(dirname "$target")"
  work=$(mktemp -d "$(cd "$(dirname "$target")" && pwd)/.asterisk-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  echo "Looking for Asterisk ${KNOWN:-$SERIES} for the tests..."
  choose_suite
  [ -n "$suite" ] || without_asterisk "no Asterisk $SERIES in Debian ${suites[*]} at the mirror" \
    "DEBIAN_MIRROR=<another mirror> $COMMAND, or ASTERISK_SUITE=<suite that has it> $COMMAND"
  echo "Unpacking Asterisk $version of Debian $suite..."
  if [ -n "$KNOWN" ] && [ "$version" != "$KNOWN" ]; then echo "The tests are known to work with $KNOWN; it is not to be had." >&2; fi
  # A subshell keeps `set -e` in force, which `if` and `||` would take from a function.
  set +e
  (set -e; fetch_asterisk)
  fetched=$?
  set -e
  [ "$fetched" -eq 0 ] || without_asterisk "the packages of Asterisk $version could not be fetched or do not run here"
  rm -rf "$work"/apt-* "$target"
  echo "$version of Debian $suite" >"$work/origin"
  chmod 755 "$work"
  mv "$work" "$target"
fi
echo "$("$target/asterisk" -V)$([ ! -e "$target/origin" ] || echo " ($(cat "$target/origin"))")"
finish
